"""What can go wrong for a person: one sentence that says what to do next, and an exit code.

Raised anywhere; caught once, in `selfcare.cli`. The subclasses are the exit-code contract of the command line.
"""


class SelfcareError(Exception):
    """A sentence for people. `str(error)` is shown as it stands; it never holds an answer somebody gave."""

    exit_code = 70


class PlanError(SelfcareError):
    """A plan has errors: its content, its encoding or its size."""

    exit_code = 1


class UsageError(SelfcareError):
    """A value off its scale, an unknown field, a time that cannot be understood."""

    exit_code = 2


class StorageError(SelfcareError):
    """A file or the journal cannot be read or written, or is locked, damaged or newer than this program."""

    exit_code = 3


class NotFoundError(SelfcareError):
    """No such plan, log or entry."""

    exit_code = 4


def reason(error: OSError) -> str:
    """The system's own few words, without a path."""
    return (error.strerror or "no reason given").lower()
