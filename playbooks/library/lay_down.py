#!/usr/bin/python3
"""Lays down files in one task: each is written only where its bytes or its mode differ, by rename, so that none is ever half there.

A path that ends with / is a folder of that mode. One task for a whole list: a task costs half a second however little it does."""
import os

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
        if os.path.exists(path):  # it may belong to whom a container runs as
            os.fchown(file.fileno(), os.stat(path).st_uid, os.stat(path).st_gid)
        file.write(data)
        os.fsync(file.fileno())
    os.replace(draft, path)


def main():
    module = AnsibleModule(
        argument_spec={"files": {"type": "list", "elements": "dict", "required": True, "no_log": True}},
        supports_check_mode=True,
    )
    written = []
    for file in module.params["files"]:
        path, mode, data = file["path"], int(file["mode"], 8), file["content"].encode()
        if differs(path, mode, data):
            written.append(path)
            if not module.check_mode:
                write(path, mode, data)
    module.exit_json(changed=bool(written), written=written)


main()
