"""Runs a command in a terminal of its own, presses keys, and prints what the terminal shows.

press.py KEYS COMMAND…: KEYS is JSON, a list of texts; each is typed once the terminal has been silent for a moment.
"""

import json
import os
import pty
import select
import sys

keys, command = json.loads(sys.argv[1]), sys.argv[2:]
child, terminal = pty.fork()
if child == 0:
    os.execvp(command[0], command)
shown = b""
typed = 0
while True:
    ready, _, _ = select.select([terminal], [], [], 0.4 if typed < len(keys) else 20)
    if ready:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    elif typed < len(keys):
        os.write(terminal, keys[typed].encode())
        typed += 1
    else:
        break
_, status = os.waitpid(child, 0)
sys.stdout.buffer.write(shown)
sys.exit(os.waitstatus_to_exitcode(status) & 255)
