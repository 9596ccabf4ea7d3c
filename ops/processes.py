"""What the processes of one house owe each other."""

import ctypes
import os
import secrets
import signal
import socket


def end_with_parent() -> None:
    """When the first process is killed outright, so are we: the next start needs the port at once,
    and nothing here is lost by being killed."""
    death_signal = 1  # PR_SET_PDEATHSIG
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(death_signal, signal.SIGKILL)


def name_of_this_process() -> str:
    """As its heartbeat has it; another one after each start."""
    return f"{socket.gethostname()[:48]}:{os.getpid()}:{secrets.token_hex(4)}"
