"""Two snapshots of the library inside mini-racer (Python).

usage: take-mini-racer.py PROGRAM BEFORE AFTER
"""

import json
import pathlib
import sys

from py_mini_racer import MiniRacer

program, *files = sys.argv[1:]
context = MiniRacer()
context.eval(pathlib.Path(program).read_text())
for count, file in zip((30, 300), files):
    context.eval(f"work({count})")
    pathlib.Path(file).write_text(json.dumps(context.heap_snapshot()))
