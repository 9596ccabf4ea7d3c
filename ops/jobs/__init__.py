"""The kinds of long work there are, in one table; each is done in a process of its own (``ops job run``).

What does the work is named and not imported here: the server knows what a kind is called and no more.
"""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask
from flask_babel import LazyString, lazy_gettext

from ops.services.house import House
from ops.services.jobs import File, Work

_ = lazy_gettext


@dataclass(frozen=True)
class Doing:
    """What work is given. ``say(done, of)`` tells how far it has come; ``given()`` is the file that was given
    with it."""

    app: Flask
    house: House
    work: Work
    say: Callable[[int, int], None]
    given: Callable[[], bytes]


@dataclass(frozen=True)
class Result:
    """``answer`` is small, for the page; ``file`` is to be taken away. ``keeps_given``: what was given is for a
    second step."""

    answer: Mapping[str, Any] = field(default_factory=dict)
    file: File | None = None
    keeps_given: bool = False


class CannotBeDone(Exception):
    """Why, in words for whoever asked, in their language."""


@dataclass(frozen=True)
class Kind:
    """``does``: ``module:function`` of a ``Does``. ``name``: what it is, for whoever waits. ``page``: where it
    has one of its own, its endpoint."""

    does: str
    name: LazyString
    page: str = "jobs.one"

    def load(self) -> "Does":
        """The work itself, with all it needs."""
        module, name = self.does.split(":")
        found: Does = getattr(importlib.import_module(module), name)
        return found


Does = Callable[[Doing], Result]

KINDS: Mapping[str, Kind] = {
    "pdf": Kind("ops.jobs.pdf:make", _("A paper as PDF")),
    "import_history": Kind("ops.jobs.history:bring", _("Years of before"), "set_up_history.one"),
}
