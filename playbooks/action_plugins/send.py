"""Sends programs or images to a host as a tar over the connection's own ssh: only what differs there, without a temporary file.

In: stage, a folder of this machine that `opads cluster` writes, with `programs.json` and `layouts.json`; what, `programs` or `images`.
Run directly it writes such a tar to its standard output: send.py STAGE programs|NAMESPACE."""
import io
import json
import os
import subprocess
import sys
import tarfile
import tempfile

from ansible.plugins.action import ActionBase

# On a host with a strict umask too, existing folders keep their mode, and new ones can be entered by all.
UNPACK = "umask 022; tar --extract --directory / --no-overwrite-dir --file -"
ASK = 'for n in %s; do ctr --namespace "$n" images ls | awk -v n="$n" \'NR > 1 { print n, $1, $3 }\'; done'


def read(stage, name):
    with open(os.path.join(stage, name)) as file:
        return json.load(file)


def put(tar, path, mode, kind=tarfile.REGTYPE, source=None, data=b"", link=""):
    info = tarfile.TarInfo(path.lstrip("/"))
    info.mode, info.type, info.linkname = mode, kind, link
    info.size = os.path.getsize(source) if source else len(data)
    if source is None:
        return tar.addfile(info, io.BytesIO(data))
    with open(source, "rb") as file:
        tar.addfile(info, file)


def stream(out):
    return tarfile.open(fileobj=out, mode="w|", format=tarfile.GNU_FORMAT, bufsize=1 << 20, copybufsize=1 << 20)


def parents(paths):
    """Every folder above the paths, upper ones first."""
    found = set()
    for path in paths:
        while (path := os.path.dirname(path)) != "/":
            found.add(path)
    return sorted(found)


def question(entries):
    """A command that prints modes, links and files with other bytes, and its standard input."""
    look = "QUOTING_STYLE=literal stat --format '%%a %%N' %s 2>/dev/null" % " ".join(entry["path"] for entry in entries)
    sums = "".join("%s  %s\n" % (entry["sha256"], entry["path"]) for entry in entries if "source" in entry)
    return look + "; LC_ALL=C sha256sum --check --quiet - 2>/dev/null || true", sums


def differing(entries, said):
    lines = set(said.splitlines())

    def is_there(entry):
        if "link" in entry:
            return "777 %s -> %s" % (entry["path"], entry["link"]) in lines
        return "%o %s" % (int(entry["mode"], 8), entry["path"]) in lines and entry["path"] + ": FAILED" not in lines

    return [entry for entry in entries if not is_there(entry)]


def programs_tar(entries, out):
    with stream(out) as tar:
        for path in parents([entry["path"] for entry in entries]):
            put(tar, path, 0o755, tarfile.DIRTYPE)
        for entry in entries:
            if "link" in entry:
                put(tar, entry["path"], 0o777, tarfile.SYMTYPE, link=entry["link"])
            else:
                put(tar, entry["path"], int(entry["mode"], 8), source=entry["source"])


def images_tar(layouts, out):
    """OCI layouts of several images become one: a blob that they share is sent once."""
    manifests, blobs = [], {}
    for layout in layouts:
        manifests += read(layout, "index.json")["manifests"]
        folder = os.path.join(layout, "blobs/sha256")
        blobs.update({name: os.path.join(folder, name) for name in os.listdir(folder)})
    with stream(out) as tar:
        put(tar, "oci-layout", 0o644, data=b'{"imageLayoutVersion":"1.0.0"}')
        put(tar, "index.json", 0o644, data=json.dumps({"schemaVersion": 2, "manifests": manifests}).encode())
        for name, path in sorted(blobs.items()):
            put(tar, "blobs/sha256/" + name, 0o644, source=path)


class ActionModule(ActionBase):
    def run(self, tmp=None, task_vars=None):
        result = super().run(tmp, task_vars)
        stage, what = self._task.args["stage"], self._task.args["what"]
        sends = self.programs(stage) if what == "programs" else self.images(stage)
        names = [name for names, _, _ in sends for name in names]
        result.update(changed=bool(names), written=names)
        for _, command, write in [] if self._play_context.check_mode else sends:
            code, said = self.feed(command, write)
            if code != 0:
                result.update(failed=True, msg=said, rc=code)
                break
        return result

    def programs(self, stage):
        entries = read(stage, "programs.json")
        wanted = differing(entries, self.ask(*question(entries)))
        paths = sorted(entry["path"] for entry in wanted)
        return [(paths, UNPACK, lambda out: programs_tar(wanted, out))] if wanted else []

    def images(self, stage):
        namespaces = read(stage, "layouts.json")
        there = set(self.ask(ASK % " ".join(namespaces)).splitlines())
        sends = []
        for namespace, images in namespaces.items():
            missing = [one for one in images if "%s %s %s" % (namespace, one["reference"], one["digest"]) not in there]
            layouts = [one["layout"] for one in missing]
            command = "ctr --namespace %s images import --label io.cri-containerd.pinned=pinned --digests=false - >/dev/null" % namespace
            if missing:
                sends.append(([one["reference"] for one in missing], command, lambda out, few=layouts: images_tar(few, out)))
        return sends

    def ask(self, command, data=None):
        answer = self._low_level_execute_command(command, sudoable=False, in_data=data.encode() if data else None)
        return answer["stdout"]

    def feed(self, command, write):
        """Runs the command on the host; `write` fills its standard input. Returns its exit code and output."""
        ssh = self._connection
        argv = ssh._build_command(ssh.get_option("ssh_executable"), "ssh", ssh.get_option("host"), command)
        with tempfile.TemporaryFile() as said:
            with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=said, stderr=said) as process:
                try:
                    write(process.stdin)
                    process.stdin.close()
                except BrokenPipeError:
                    pass  # its output says why
            said.seek(0)
            return process.returncode, said.read().decode(errors="replace")[-2000:]


if __name__ == "__main__":
    folder, asked = sys.argv[1:]
    if asked == "programs":
        programs_tar(read(folder, "programs.json"), sys.stdout.buffer)
    else:
        images_tar([one["layout"] for one in read(folder, "layouts.json")[asked]], sys.stdout.buffer)
