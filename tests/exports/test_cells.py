"""How a number is said."""

import pytest

from ops.domain.sheet import Cell, Missing, Unit, about, exact, none
from ops.exports.cells import in_words


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (exact(0), "0"),
        (exact(1350), "1,350"),
        (about(1350, 1341, 1359), "about 1,350 (1,341–1,359)"),
        (about(0, 0, 9), "about 0 (0–9)"),
        (exact(3900, Unit.SECONDS), "1 h 05"),
        (Cell(40, 38, 44, Unit.SECONDS), "38–44 s"),
        (Cell(430, 420, 440, Unit.SECONDS), "7 min"),
        (Cell(1410, 1400, 1500, Unit.SECONDS), "23–25 min"),
        (Cell(3650, 3500, 3800, Unit.SECONDS), "58 min–1 h 03"),
        (exact(7.25, Unit.HOURS), "7.2 h"),
        (exact(0.4, Unit.MILLIGRAMS), "0.4 mg"),
        (exact(99.9, Unit.PERCENT, of=1200), "99 % of 1,200"),
        (Cell(), "not recorded"),
    ],
)
def test_a_number_is_said_in_its_unit(cell: Cell, said: str) -> None:
    assert in_words(cell) == said


def test_each_way_of_having_no_number_has_words_of_its_own() -> None:
    said = {in_words(none(why)) for why in Missing}
    assert len(said) == len(Missing)
    assert not any(any(letter.isdigit() for letter in words) for words in said)
