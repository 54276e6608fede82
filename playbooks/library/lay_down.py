#!/usr/bin/python3
"""Writes files whose bytes or mode differ, each by rename, so that none is ever half-written; then runs programs.

A path that ends with / is a folder of that mode. `then`: programs as lists of words, run in order. Each finds out itself what it must do
and prints what it did; no output means no change. All of it is one task, because every task costs half a second."""
import os
import time

from ansible.module_utils.basic import AnsibleModule


def differs(path, mode, data):
    try:
        if path.endswith("/"):
            return os.stat(path).st_mode & 0o7777 != mode
        with open(path, "rb") as file:
            return file.read() != data or os.stat(path).st_mode & 0o7777 != mode
    except FileNotFoundError:
        return True


def write(path, mode, data):
    os.makedirs(os.path.dirname(path), mode=0o755, exist_ok=True)
    if path.endswith("/"):
        os.chmod(path, mode)
        return
    draft = path + ".opads-new"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        os.fchmod(file.fileno(), mode)
        if os.path.exists(path):  # it may belong to the user of a container
            os.fchown(file.fileno(), os.stat(path).st_uid, os.stat(path).st_gid)
        file.write(data)
        os.fsync(file.fileno())
    os.replace(draft, path)


def main():
    module = AnsibleModule(
        argument_spec={
            "files": {"type": "list", "elements": "dict", "required": True, "no_log": True},
            "then": {"type": "list", "elements": "list", "default": []},
        },
        supports_check_mode=True,
    )
    os.umask(0o022)
    written, said, took = [], [], {}
    for file in module.params["files"]:
        path, mode, data = file["path"], int(file["mode"], 8), file["content"].encode()
        if differs(path, mode, data):
            written.append(path)
            if not module.check_mode:
                write(path, mode, data)
    for argv in [] if module.check_mode else module.params["then"]:
        started = time.monotonic()
        code, out, err = module.run_command([str(word) for word in argv])
        took[" ".join(str(word) for word in argv[:2])] = round(time.monotonic() - started, 3)
        if code != 0:
            module.fail_json(msg="%s: %s" % (argv[0], (err or out).strip()), rc=code, stderr=err, written=written)
        if out.strip():
            said.append(out.strip())
    module.exit_json(changed=bool(written or said), written=written, stdout="\n".join(said), took=took)


main()
