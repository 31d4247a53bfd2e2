"""Measure a folder and be killed at a chosen step: `python killed.py FOLDER OUT STEP…`, a process a step.

A step is a file opened to be written, renamed or deleted. Prints how often a process was killed, and how often it ended
by itself because it had no such step.
"""

import os
import signal
import sys
from pathlib import Path

from analysis import tokens
from analysis.lexicons import load_lexicons
from analysis.workflow.tabulate import tabulate_to


def main(folder: str, out: str, *steps: str) -> None:
    """Each step in a process of its own, which is forked when all that takes long to load is loaded."""
    lexicons, killed = load_lexicons(), 0
    tokens.tag("会议", lexicons)  # not more: threads that libraries start do not outlive a fork
    for step in map(int, steps):
        if pid := os.fork():
            killed += os.WIFSIGNALED(os.waitpid(pid, 0)[1])
            continue
        left = step

        def hook(event, args):
            nonlocal left
            writes = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
            if writes or event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "ctypes.call_function"):
                left -= 1
                if left < 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        tabulate_to(Path(out), folder, lexicons=lexicons)
        os._exit(0)
    print(killed, len(steps) - killed)


if __name__ == "__main__":
    main(*sys.argv[1:])
