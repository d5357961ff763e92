"""Run as a script by `child`: makes standard input the controlling terminal, sets limits, and becomes the program.

A process of its own, since nothing may run between fork and exec where a test runner has threads.
"""

from __future__ import annotations

import os
import resource
import signal
import sys

LONE = "lone"
"""Have no terminal to be told by when it goes: what nohup does."""
SMALL = "small="
"""No file may grow beyond so many bytes: a full disk."""


def main(limits: str, *command: str) -> None:
    os.login_tty(0)
    for limit in limits.split(","):
        if limit == LONE:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        elif limit.startswith(SMALL):
            _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
            resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit.removeprefix(SMALL)), hard))
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
