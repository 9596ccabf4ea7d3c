"""A breath between one site and the next, one commit and the next: acts and the sweep wait for no round."""

import threading
from collections.abc import Callable

BREATH = 0.05
"""Seconds."""

Breathe = Callable[[], object]
_still = threading.Event()  # that nobody sets


def breathe() -> None:
    _still.wait(BREATH)
