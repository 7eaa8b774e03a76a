#!/usr/bin/env python3
"""A device of the adapter "scripted", in Python: relays behind files that hold 1 or 0, as the kernel's GPIO files do.

    devices:
      relays: {adapter: scripted, command: [/opt/lab/relay.py], options: {folder: /sys/class/gpio}}
    links:
      fibre-a: {cable: {device: relays, target: gpio17}}

One request on standard input, one answer on standard output; see relay.sh for what is in them.
"""
import json
import pathlib
import sys

request = json.load(sys.stdin)
relay = pathlib.Path(request["options"]["folder"]) / request["target"] / "value"


def act(action):
    if not relay.is_file():
        names = sorted(other.name for other in relay.parent.parent.iterdir())
        return {"error": f"there is no relay {request['target']}; valid: {', '.join(names)}"}
    if action == "read":
        return {"state": "on" if relay.read_text().strip() == "1" else "off"}
    relay.write_text("1\n" if action == "on" else "0\n")
    return {}


json.dump(act(request["action"]), sys.stdout)
