"""What somebody outside knows: publications as intervals, how cells hang together, totals they may see.

Boundaries are numbered from 0, at which nothing was counted yet; a window is from one to a later one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Cell(NamedTuple):
    """One thing that is counted. The whole of a series has the category ``""``."""

    series: str
    category: str = ""


@dataclass(frozen=True)
class Secret:
    """A number that was drawn once, in ``0`` to ``below - 1``, and is said nowhere."""

    name: str
    below: int


@dataclass(frozen=True)
class Publication:
    """That ``low <= n <= high`` of the events of a cell from ``start`` to ``until``; with a secret, of
    their number and the secret together."""

    cell: Cell
    start: int
    until: int
    low: int
    high: int
    secret: Secret | None = None


@dataclass(frozen=True)
class Partition:
    """Each event of ``whole`` is in just one of ``parts``."""

    whole: Cell
    parts: tuple[Cell, ...]


@dataclass(frozen=True)
class Subsets:
    """Each of ``parts`` holds some of the events of ``whole``; one event may be in several, or in none."""

    whole: Cell
    parts: tuple[Cell, ...]


Relation = Partition | Subsets


@dataclass(frozen=True)
class Known:
    """All of it. ``totals``: cells that are not protected from this audience, with what was counted up to
    each boundary. ``until``: the last boundary."""

    until: int
    publications: tuple[Publication, ...]
    structure: tuple[Relation, ...] = ()
    totals: Mapping[Cell, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if any(len(counted) != self.until + 1 for counted in self.totals.values()):
            raise ValueError("a total has one number for each boundary")
        if any(not 0 <= one.start <= one.until <= self.until for one in self.publications):
            raise ValueError("a publication is of a window between two boundaries")
        if any(one.secret is not None and one.start for one in self.publications):
            raise ValueError("a secret is drawn once, where counting begins")

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every one that something is said of, in the order in which it is met."""
        met = dict.fromkeys(one.cell for one in self.publications)
        return tuple(met | dict.fromkeys(self.totals))

    def relations(self) -> Iterator[Relation]:
        """Those of which enough is known to learn by them."""
        known = set(self.cells)
        for relation in self.structure:
            if relation.whole not in known:
                continue
            if isinstance(relation, Partition) and known.issuperset(relation.parts):
                yield relation
            elif parts := tuple(part for part in relation.parts if part in known):
                yield Subsets(relation.whole, parts)

    def groups(self) -> tuple[tuple[Cell, ...], ...]:
        """Cells that can tell of each other, together. A total ties nothing together: it is known anyway."""
        leader = {cell: cell for cell in self.cells}

        def find(cell: Cell) -> Cell:
            while leader[cell] != cell:
                cell = leader[cell]
            return cell

        for relation in self.relations():
            tied = (*relation.parts, relation.whole) if relation.whole not in self.totals else relation.parts
            if isinstance(relation, Subsets) and relation.whole in self.totals:
                continue
            for part in tied:
                leader[find(part)] = find(tied[0])
        groups: dict[Cell, list[Cell]] = {}
        for cell in self.cells:
            groups.setdefault(find(cell), []).append(cell)
        return tuple(tuple(group) for group in groups.values())

    def wholes(self, cell: Cell) -> tuple[tuple[int, ...], ...]:
        """The totals this cell is a part of, each counted up to each boundary."""
        return tuple(
            self.totals[one.whole] for one in self.structure if cell in one.parts and one.whole in self.totals
        )

    def secrets(self, cell: Cell) -> tuple[Secret, ...]:
        """Those that what is published of a cell was made with."""
        return tuple(
            dict.fromkeys(
                one.secret for one in self.publications if one.cell == cell and one.secret is not None
            )
        )
