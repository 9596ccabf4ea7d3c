"""Words to the caretaker: what was asked for on the output, everything else beside it."""

import sys


class Problem(Exception):
    """What was asked for cannot be done. The text says why, and what to do."""


def say(text: str = "") -> None:
    """A line of the answer, at once: whoever reads along must not wait."""
    print(text, flush=True)


def remark(text: str) -> None:
    """A line about the answer; programs that read the answer do not see it."""
    print(text, file=sys.stderr, flush=True)


def complain(text: str) -> None:
    """A problem, by the name of the program that has it."""
    remark(f"ops: {text}")
