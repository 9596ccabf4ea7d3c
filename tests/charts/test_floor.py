"""The floor drawn: what lies where, who may be found in it (nobody), and that colour alone says nothing."""

import json
from datetime import timedelta
from itertools import combinations
from typing import Any

import pytest

from ops import charts
from ops.charts import drawing
from ops.charts.floor import LOOKS_OF
from ops.domain.floor_chart import Bar, FloorChart, Line, Mark, MarkKind
from tests.charts.a_summary import START, hour

SHOWN = [hour(number, 0, 0) for number in range(3)]


def mark(minutes: float, kind: MarkKind = MarkKind.LOOK) -> Mark:
    return Mark(kind, START + timedelta(minutes=minutes), None)


def bar(start: float, end: float | None) -> Bar:
    return Bar(START + timedelta(minutes=start), None if end is None else START + timedelta(minutes=end))


def drawn(*lines: Line) -> dict[str, Any]:
    words = charts.FloorWords(
        lines=[line.place or "washroom" for line in lines],
        bars=[[f"{line.place}: a stay" for _ in line.bars] for line in lines],
        marks=[[f"{line.place}: {mark.kind}" for mark in line.marks] for line in lines],
        ticks=[(START + timedelta(hours=number), f"{16 + number}:00") for number in range(4)],
        separators=".,",
    )
    found: dict[str, Any] = json.loads(json.dumps(charts.of_the_floor(FloorChart(lines), SHOWN, words)))
    return found


def test_stays_are_bars_on_their_line_with_marks_in_them() -> None:
    looks = (mark(15), mark(20, MarkKind.LATE))
    figure = drawn(
        Line("1", None, (bar(10, 30),), looks), Line("2", None, (), (mark(70, MarkKind.RESPONSE),))
    )
    stays, look, late, missed, response = figure["data"]
    assert (stays["base"], stays["x"], stays["y"]) == ([10], [20], [0])
    assert (look["x"], late["x"], missed["x"]) == ([15], [20], [])
    assert (response["x"], response["y"]) == ([70], [1])
    assert figure["layout"]["xaxis"]["range"] == [0, 180]
    assert figure["layout"]["xaxis"]["ticktext"] == ["16:00", "17:00", "18:00", "19:00"]


def test_who_was_here_before_and_who_stays_runs_off_the_edge() -> None:
    stays = drawn(Line("1", None, (bar(-90, 20), bar(160, None)), ()))["data"][0]
    assert stays["base"][0] < 0
    assert stays["base"][1] + stays["x"][1] > 180
    assert stays["base"][0] > -15


def test_a_place_for_several_has_its_name_once_in_the_middle_of_its_lines() -> None:
    axis = drawn(*(Line(place, None, (), ()) for place in ("1", "2", "2", "3")))["layout"]["yaxis"]
    assert (axis["tickvals"], axis["ticktext"]) == ([0, 1.5, 3], ["1", "2", "3"])


def test_a_line_is_walked_in_the_order_of_time() -> None:
    line = Line("1", None, (bar(10, 30), bar(40, 50)), (mark(15), mark(45), mark(20, MarkKind.LATE)))
    figure = drawn(Line("0", None, (), ()), line)
    assert figure["walk"] == [[[0, 0], [1, 0], [2, 0], [0, 1], [1, 1]]]
    assert figure["data"][2]["customdata"] == ["1: late"]


# Machado, Oliveira and Fernandes 2009, complete; in linear light.
SIGHT = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def light(colour: str, sight: str) -> float:
    """Relative luminance as that eye has it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    seen = [sum(k * one for k, one in zip(row, linear, strict=True)) for row in SIGHT[sight]]
    return sum(k * min(max(one, 0), 1) for k, one in zip((0.2126, 0.7152, 0.0722), seen, strict=True))


def contrast(one: str, other: str, sight: str) -> float:
    dark, bright = sorted((light(one, sight), light(other, sight)))
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("sight", SIGHT)
def test_every_eye_sees_each_mark_on_a_stay_and_on_paper(sight: str) -> None:
    for kind, look in LOOKS_OF.items():
        assert contrast(look["color"], drawing.STAY, sight) >= 3, kind
        assert contrast(look["color"], drawing.PAPER, sight) >= 3, kind
    assert contrast(drawing.STAY_EDGE, drawing.PAPER, sight) >= 3
    assert contrast(drawing.BAR, drawing.PAPER, sight) >= 3
    assert contrast(drawing.BAR, drawing.INK, sight) >= 3
    assert contrast(drawing.MEDIUM, drawing.PAPER, sight) >= 3
    assert contrast(drawing.MEDIUM, drawing.HIGH, sight) >= 2.5


def test_no_two_marks_differ_by_colour_alone() -> None:
    for one, other in combinations(LOOKS_OF.values(), 2):
        assert one["symbol"] != other["symbol"]
