"""What the set-up page leads to, in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _

from ops.routes import first_steps


@dataclass(frozen=True)
class Tile:
    """A page, and what is there."""

    address: str
    title: LazyString | str
    told: LazyString | str


@dataclass(frozen=True)
class Group:
    """``key``: the heading's own name in the page."""

    key: str
    title: LazyString
    tiles: Sequence[Tile]


def _of_steps(*keys: str) -> list[Tile]:
    known = {step.key: step for step in first_steps.STEPS}
    return [Tile(known[key].address, known[key].title, known[key].told) for key in keys]


CARDS = Tile("/set-up/cards", _("Cards to print"), _("New ones, for whoever wants to be counted by one"))
GROUPS = (
    Group("room", _("The room"), _of_steps("plan", "words", "supplies", "site")),
    Group(
        "responses",
        _("Looks and responses"),
        _of_steps("intervals", "limits", "kit", "told-next", "help"),
    ),
    Group(
        "keeping",
        _("Paper and keeping"),
        (
            Tile(
                "/set-up/asked",
                _("Gender and age"),
                _("Whether people are asked, for the month’s numbers only"),
            ),
            Tile("/set-up/kept", _("What is kept"), _("For how many days, and legal holds")),
            CARDS,
            Tile(
                "/set-up/release",
                _("What may be shown to others"),
                _("How many are expected: by the month, quarter or year"),
            ),
            *_of_steps("region"),
            Tile(
                "/set-up/file",
                _("The site as a file"),
                _("All of this, commented: to take along and to bring"),
            ),
            Tile(
                "/set-up/history",
                _("Years of before"),
                _("Totals from another system, until the first release"),
            ),
            Tile(
                first_steps.OVERVIEW,
                _("First set-up"),
                _("All of this, step by step, and what is still open"),
            ),
        ),
    ),
)


def groups(*, counts_cards: bool) -> list[Group]:
    """Cards only where people are counted by one."""
    return [
        Group(one.key, one.title, [tile for tile in one.tiles if counts_cards or tile is not CARDS])
        for one in GROUPS
    ]
