"""What the processes of one house owe each other."""

import ctypes
import signal


def end_with_parent() -> None:
    """When the first process is killed outright, so are we: the next start needs the port at once,
    and nothing here is lost by being killed."""
    death_signal = 1  # PR_SET_PDEATHSIG
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(death_signal, signal.SIGKILL)
