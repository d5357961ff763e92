"""Run as a script by `child`: makes standard input the controlling terminal and becomes the program.

A process of its own, since nothing may run between fork and exec where a test runner has threads.
"""

from __future__ import annotations

import os
import signal
import sys

LONE = "lone"
"""Do not be told when the terminal goes: what nohup does."""
JOB = "job"
"""A job of a shell, which can be stopped: a lone program takes no stop from its terminal."""


def main(how: str, *command: str) -> None:
    os.login_tty(0)
    if how == LONE:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    if how == JOB and (job := os.fork()):
        os.waitpid(job, 0)
        return
    if how == JOB:
        os.setpgid(0, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        os.tcsetpgrp(0, os.getpgrp())
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
