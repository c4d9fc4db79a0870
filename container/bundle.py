#!/usr/bin/env python3
"""Writes the config.json of an OCI runtime bundle that runs an image with the restrictions of the Kubernetes Pod Security level "restricted".

usage: buildah inspect --type image IMAGE | bundle.py ROOT NAME=VALUE...
"""
import json
import sys

image = json.load(sys.stdin)["Docker"]["config"]
user, _, group = image["User"].partition(":")
assert user.isdigit() and user != "0", f"the image runs as {image['User']!r}"
read_only = ["ro", "nosuid", "noexec", "nodev"]
json.dump(
    {
        "ociVersion": "1.0.2",
        "process": {
            "terminal": False,
            "user": {"uid": int(user), "gid": int(group or user)},
            "args": image["Entrypoint"] + image["Cmd"],
            "env": image["Env"] + sys.argv[2:],
            "cwd": image.get("WorkingDir") or "/",
            "capabilities": {kind: [] for kind in ("bounding", "effective", "permitted", "ambient")},
            "noNewPrivileges": True,
        },
        "root": {"path": sys.argv[1], "readonly": True},
        "mounts": [
            {"destination": "/proc", "type": "proc", "source": "proc"},
            {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755", "size=65536k"]},
            {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "nodev", "noexec", "mode=1777"]},
            {"destination": "/sys", "type": "sysfs", "source": "sysfs", "options": read_only},
            {"destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup", "options": read_only},
        ],
        "linux": {
            # The container has no network namespace of its own, so the test can connect to its port.
            "namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")],
            "resources": {"memory": {"limit": 768 * 1024 * 1024}, "pids": {"limit": 4096}},
        },
    },
    sys.stdout,
)
