"""The floor plan as somebody typed it: each place as text, what is wrong with it in words, the plan of it.

Nothing typed is lost: what cannot be kept is shown again as it was.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from ops.domain.words import BoothKind
from ops.services.set_up.site_file import LONGEST_MARK, LONGEST_NAME, PLAN_SIZE, BoothPlan

NUMBERS = ("row", "column", "width", "height")
TEXTS = ("was", "name", "kind", *NUMBERS, "seats")


@dataclass(frozen=True)
class PlaceTyped:
    """``key``: what its fields are called in the form. ``was``: its number, for one that has its
    place already."""

    key: str
    was: str = ""
    name: str = ""
    kind: str = BoothKind.INJECTION
    row: str = ""
    column: str = ""
    width: str = "1"
    height: str = "1"
    seats: str = "A"
    wiped: bool = True
    taken: bool = False
    faults: Sequence[str] = field(default=(), compare=False)


NEW = PlaceTyped("new")
"""The row in which a place more is typed; it counts once it has a name."""


def of(plans: Sequence[BoothPlan], taken: Collection[int]) -> list[PlaceTyped]:
    """The places that are there, to be typed over. ``taken``: those that stay, by number."""
    return [_of(one, f"p{number}", one.place in taken) for number, one in enumerate(plans, 1)]


def _of(plan: BoothPlan, key: str, taken: bool) -> PlaceTyped:
    return PlaceTyped(
        key=key,
        was="" if plan.place is None else str(plan.place),
        name=plan.name,
        kind=plan.kind,
        seats=written(plan.seats),
        wiped=plan.wiped,
        taken=taken,
        **{name: str(getattr(plan, name)) for name in NUMBERS},
    )


def written(marks: Sequence[str]) -> str:
    """So that ``marks_of`` finds the same again: a single mark with a space in it keeps its comma."""
    said = ", ".join(marks)
    return f"{said}," if len(marks) == 1 and " " in said else said


def marks_of(said: str) -> tuple[str, ...]:
    """With commas between them, or spaces where there are none."""
    parts = said.split(",") if "," in said else said.split()
    return tuple(part.strip() for part in parts if part.strip())


def read(form: Mapping[str, str], keys: Sequence[str], taken: Collection[int]) -> list[PlaceTyped]:
    """What the form says, without those taken off the plan and without a row nobody filled in."""
    found = []
    for key in dict.fromkeys(keys):
        said = {name: form.get(f"{key}-{name}", "").strip() for name in TEXTS}
        if f"{key}-out" in form or not (said["name"] or said["was"]):
            continue
        wiped = f"{key}-wiped" in form
        found.append(PlaceTyped(key, wiped=wiped, taken=said["was"] in {str(one) for one in taken}, **said))
    return found


def judged(typed: Sequence[PlaceTyped]) -> list[PlaceTyped]:
    """The same, with what is wrong in each."""
    return [
        replace(one, faults=tuple(_faults(one, [other for other in typed if other is not one])))
        for one in typed
    ]


def plans_of(typed: Sequence[PlaceTyped]) -> tuple[BoothPlan, ...]:
    """Of places with nothing wrong in them."""
    return tuple(_plan_of(one) for one in typed)


def _plan_of(one: PlaceTyped) -> BoothPlan:
    return BoothPlan(
        name=one.name,
        kind=BoothKind(one.kind),
        seats=marks_of(one.seats),
        wiped=one.wiped,
        place=int(one.was) if re.fullmatch("[0-9]{1,9}", one.was) else None,
        **{name: int(getattr(one, name)) for name in NUMBERS},
    )


def _faults(one: PlaceTyped, others: Sequence[PlaceTyped]) -> Iterator[str]:
    if not one.name:
        yield _("It needs a name.")
    elif len(one.name) > LONGEST_NAME or not one.name.isprintable():
        yield _("A name has at most %(most)s letters.", most=LONGEST_NAME)
    elif one.name.casefold() in (other.name.casefold() for other in others):
        yield _("Another place is called %(name)s, too.", name=one.name)
    if one.kind not in set(BoothKind):
        yield _("Choose what it is for.")
    if not _on_plan(one):
        yield _("Row, column and size are whole numbers from 1 to %(most)s.", most=PLAN_SIZE)
    yield from _faults_of_marks(marks_of(one.seats))
    for other in others:
        if _squares(one) & _squares(other):
            yield _("It stands where %(other)s stands.", other=other.name or _("the place without a name"))


def _faults_of_marks(marks: Sequence[str]) -> Iterator[str]:
    if not marks:
        yield _("It needs a mark for each seat, such as A.")
    for mark in marks:
        if len(mark) > LONGEST_MARK or not mark.isprintable() or mark.startswith("+"):
            yield _(
                "%(mark)s cannot mark a seat: up to %(most)s letters, not beginning with +.",
                mark=mark[:LONGEST_NAME],
                most=LONGEST_MARK,
            )
    if len({mark.casefold() for mark in marks}) < len(marks):
        yield _("Two seats have the same mark.")


def _on_plan(one: PlaceTyped) -> bool:
    said = [getattr(one, name) for name in NUMBERS]
    return all(re.fullmatch("[0-9]{1,2}", text) and 1 <= int(text) <= PLAN_SIZE for text in said)


def _squares(one: PlaceTyped) -> set[tuple[int, int]]:
    """None, of a place that stands nowhere yet."""
    if not _on_plan(one):
        return set()
    row, column, width, height = (int(getattr(one, name)) for name in NUMBERS)
    return {(down, right) for down in range(row, row + height) for right in range(column, column + width)}
