"""The figures say what the summary says, in lists a person can read, and send nothing anywhere."""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from ops import charts
from ops.charts.words import Named, Said
from ops.domain.counting import Bin
from ops.domain.measures import Alarms
from ops.domain.summary import Summary
from ops.domain.window import WindowKind
from tests.charts.a_summary import DONE, summary


def named(found: Iterable[str]) -> Named:
    labels = {name: name.replace("_", " ") for name in found}
    return Named(labels, {name: f"{label}: so many" for name, label in labels.items()})


def binned(bins: Iterable[Bin]) -> Said:
    labels = [f"{one.from_minutes}–{one.to_minutes or ''}" for one in bins]
    return Said(labels, [f"{label} min: so many" for label in labels])


def drawn(told: Summary) -> dict[str, Any]:
    hours = [f"{hour.period.clock:%H:%M}" for hour in told.drawn_hours]
    words = charts.Words(
        visits=Said(hours, [f"{hour}: visits" for hour in hours]),
        in_use=[f"{hour}: in use" for hour in hours],
        medium=[f"{hour}: medium" for hour, _ in zip(hours, told.drawn_alarms, strict=False)],
        high=[f"{hour}: high" for hour, _ in zip(hours, told.drawn_alarms, strict=False)],
        places="9 places",
        done=named(told.responses.done),
        kinds=named(told.responses.by_kind),
        waits=binned(told.waits.bins),
        in_booth=binned(told.in_booth.bins),
        separators=",.",
    )
    # As it travels: what cannot be JSON fails here.
    found: dict[str, Any] = json.loads(json.dumps(charts.figures(told, words)))
    return found


def test_visits_are_bars_places_in_use_a_line_and_the_places_a_level() -> None:
    figure = drawn(summary())["visits"]
    bars, line = figure["data"]
    assert (bars["type"], bars["x"], bars["y"]) == ("bar", ["16:00", "17:00", "18:00"], [5, 12, 9])
    assert (line["type"], line["x"], line["y"]) == ("scatter", bars["x"], [3, 9, 8])
    level = figure["layout"]["shapes"][0]
    assert (level["y0"], level["y1"], level["line"]["dash"]) == (9, 9, "dash")
    assert figure["layout"]["annotations"][0]["text"] == "9 places"
    assert figure["layout"]["yaxis"]["range"][0] == 0


def test_time_in_a_booth_is_a_bar_for_each_five_minutes_between_labelled_edges() -> None:
    figure = drawn(summary())["in-booth"]
    (bars,) = figure["data"]
    assert (bars["x"], bars["y"]) == ([2.5, 7.5, 12.5], [2, 7, 0])
    axis = figure["layout"]["xaxis"]
    assert axis["tickvals"] == [0, 5, 10, 15, 20, 25, 30]
    assert axis["ticktext"] == ["0", "5", "10", "15", "20", "25", "30"]


@pytest.mark.parametrize(("hours", "width"), [(1, 0.06), (2, 0.12), (10, 0.6), (24, 0.65)])
def test_a_bar_is_slim_however_few_the_hours(hours: int, width: float) -> None:
    """In hours of the axis: the same part of the chart, until there is no room between them."""
    bars = drawn(summary(visits=[3] * hours, most_in_use=[2] * hours))["visits"]["data"][0]
    assert bars["width"] == pytest.approx([width] * hours)


def test_a_day_is_drawn_from_the_first_hour_in_use_to_the_last() -> None:
    told = summary(visits=[0, 2, 0, 1, 0], most_in_use=[0, 1, 0, 1, 0])
    day = replace(told, window=replace(told.window, kind=WindowKind.DAY))
    bars, line = drawn(day)["visits"]["data"]
    assert (bars["x"], bars["y"], line["y"]) == (["17:00", "18:00", "19:00"], [2, 0, 1], [1, 0, 1])
    assert len(drawn(told)["visits"]["data"][0]["x"]) == 5


def test_the_last_bin_is_open() -> None:
    bins = [Bin(at, at + 5, 0) for at in range(0, 60, 5)] + [Bin(60, None, 2)]
    axis = drawn(summary(bins=bins))["in-booth"]["layout"]["xaxis"]
    assert (axis["tickvals"][-1], axis["ticktext"][-1]) == (60, "60–")


def test_what_was_done_is_a_bar_each_with_its_number_none_left_out() -> None:
    figure = drawn(summary())["done"]
    (bars,) = figure["data"]
    assert bars["orientation"] == "h"
    assert bars["y"] == [name.replace("_", " ") for name in DONE]
    assert bars["x"] == [3, 4, 0, 0, 0, 0, 0]
    assert [text.strip() for text in bars["text"]] == ["3", "4", "0", "0", "0", "0", "0"]


@pytest.mark.parametrize(
    "told", [summary(), summary(visits=[0], most_in_use=[0], bins=[], done={"oxygen": 0})]
)
def test_nothing_is_packed_nothing_asks_outside(told: Summary) -> None:
    for figure in drawn(told).values():
        text = json.dumps(figure)
        assert "bdata" not in text
        assert "dtype" not in text
        assert "http" not in text
        assert figure["config"]["showSendToCloud"] is False
        assert figure["config"]["plotlyServerURL"] == ""
        assert figure["config"]["displayModeBar"] is False
        assert figure["config"]["responsive"] is True


def test_the_library_is_loaded_when_the_first_chart_is_drawn() -> None:
    """A start of the server does not wait for it."""
    asked = "import ops.charts, sys; sys.exit('plotly' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_every_point_says_itself_in_words_and_is_walked_once() -> None:
    for name, figure in drawn(summary()).items():
        points = [(n, m) for n, trace in enumerate(figure["data"]) for m in range(len(trace["x"]))]
        assert sorted(tuple(point) for line in figure["walk"] for point in line) == points, name
        for trace in figure["data"]:
            assert len(trace["customdata"]) == len(trace["x"])
            assert trace["hovertemplate"] == "%{customdata}<extra></extra>"
    assert drawn(summary())["visits"]["data"][1]["customdata"][0] == "16:00: in use"


def test_numbers_are_written_as_the_reader_writes_them() -> None:
    assert drawn(summary())["visits"]["layout"]["separators"] == ",."


def test_alarms_are_two_bars_on_each_other_told_apart_by_a_pattern() -> None:
    loud = Alarms(
        medium=4, high=3, reached_soon=5, worst_ten_minutes=2, over=10800, by_period=((1, 0), (3, 1), (0, 2))
    )
    figure = drawn(replace(summary(), alarms=loud))["alarms"]
    medium, high = figure["data"]
    assert (medium["y"], high["y"]) == ([1, 3, 0], [0, 1, 2])
    assert figure["layout"]["barmode"] == "stack"
    assert figure["layout"]["yaxis"]["range"][1] > 4
    assert "pattern" not in medium["marker"]
    assert high["marker"]["pattern"]["shape"] == "/"
    assert drawn(summary())["alarms"]["data"] == []
