"""Prints tasks as JSON lines, one event per line, for programs that show or check a run: ANSIBLE_STDOUT_CALLBACK=json_lines."""
import json
import time

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = """
name: json_lines
type: stdout
short_description: one JSON object a line for each task and result
description: events are task, result and end; secrets of tasks with no_log are not in them
"""


class CallbackModule(CallbackBase):
    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "stdout"
    CALLBACK_NAME = "json_lines"

    def __init__(self):
        super().__init__()
        self.started = time.monotonic()

    def tell(self, event, **facts):
        line = {"event": event, "seconds": round(time.monotonic() - self.started, 3), **facts}
        self._display.display(json.dumps(line, ensure_ascii=False))

    def result(self, result, outcome):
        facts = result._result
        # The output of a command says more than "non-zero return code".
        said = facts.get("stderr") or facts.get("stdout") or facts.get("msg") or ""
        self.tell(
            "result",
            host=result._host.get_name(),
            task=result._task.get_name(),
            outcome="changed" if outcome == "ok" and facts.get("changed") else outcome,
            said=str(said)[-2000:] if outcome in ("failed", "unreachable") else "",
            written=facts.get("written", []),
            took=facts.get("took", {}),
        )

    def v2_playbook_on_task_start(self, task, is_conditional):
        self.tell("task", task=task.get_name())

    def v2_playbook_on_handler_task_start(self, task):
        self.tell("task", task=task.get_name())

    def v2_runner_on_ok(self, result):
        self.result(result, "ok")

    def v2_runner_on_skipped(self, result):
        self.result(result, "skipped")

    def v2_runner_on_failed(self, result, ignore_errors=False):
        self.result(result, "ignored" if ignore_errors else "failed")

    def v2_runner_on_unreachable(self, result):
        self.result(result, "unreachable")

    def v2_playbook_on_stats(self, stats):
        hosts = {host: stats.summarize(host) for host in sorted(stats.processed)}
        self.tell("end", hosts=hosts)
