"""``ops alarm-load``: how many alarms the shipped rules make in a model room. Touches no data."""

import argparse
import os
from collections.abc import Iterator
from itertools import groupby

from ops.alarm_load import figures, report
from ops.alarm_load.places import Booth
from ops.alarm_load.report import Loud, Row, Setting
from ops.cli.words import Problem, remark, say
from ops.config import Settings
from ops.services.set_up import site_file
from ops.starter import SITE_FILE

GRACES = (30, 60, 120)
STAFF = (2, 3)
MOST_SHIFTS = 10_000


def alarm_load(settings: Settings, said: argparse.Namespace) -> int:
    """Play the shifts and print what was counted."""
    if not GRACES[0] <= said.grace <= GRACES[-1]:
        raise Problem(f"--grace goes from {GRACES[0]} to {GRACES[-1]} seconds.")
    if not 1 <= said.shifts <= MOST_SHIFTS:
        raise Problem(f"--shifts goes from 1 to {MOST_SHIFTS}.")
    loads = [said.load] if said.load else list(figures.ARRIVALS_PER_HOUR)
    rooms = [(load, staff) for load in loads for staff in ([said.staff] if said.staff else STAFF)]
    graces = sorted({*GRACES, said.grace})
    plan = site_file.read(SITE_FILE.read_text(encoding="utf-8"))
    remark(f"Playing {len(rooms) * len(graces) * said.shifts} shifts; a busy one takes about a second.")
    try:
        played = list(
            report.rows(
                [Setting(load, staff, grace) for load, staff in rooms for grace in graces],
                [_booth(number, booth) for number, booth in enumerate(plan.booths, 1)],
                plan.protocol,
                shifts=said.shifts,
                seed=said.seed,
                processes=min(said.shifts, os.cpu_count() or 1),
            )
        )
    except KeyboardInterrupt as interrupt:
        raise Problem("Stopped before the end; nothing was counted.") from interrupt
    shown = [row for row in played if row.setting.grace == said.grace]
    shifts = "1 shift" if said.shifts == 1 else f"{said.shifts} shifts"
    say(
        f"A model room (docs/alarm-load.md): {shifts} of eight hours, four responses in each, "
        f"seed {said.seed}, grace {said.grace} s."
    )
    for table in (_alarms(shown), _work(shown), _nobody_free(shown), _by_grace(played)):
        say()
        for line in table:
            say(line)
    return 0


def _booth(number: int, booth: site_file.BoothPlan) -> Booth:
    middle = (booth.row + (booth.height - 1) / 2, booth.column + (booth.width - 1) / 2)
    return Booth(number, booth.kind, middle, booth.seats, booth.wiped)


def _alarms(rows: list[Row]) -> Iterator[str]:
    yield "Alarms on the wall, before and after late looks are gathered into Room needs eyes"
    yield "load    staff          MEDIUM in    worst    HIGH in a shift     of looks, while"
    yield "                     ten minutes      ten   looks  responses     a response ran"
    for row in rows:
        for name, loud in (("before", row.before), ("after", row.after)):
            yield _of(row, f" {name:<8} {_loud(loud)}")


def _loud(loud: Loud) -> str:
    during = "–" if loud.during is None else f"{loud.during:.0%}"
    return (
        f"{loud.medium_in_ten:>8.2f} {loud.worst_ten:>8} {loud.high_looks:>7.1f} "
        f"{loud.high_responses:>10.1f} {during:>18}"
    )


def _work(rows: list[Row]) -> Iterator[str]:
    yield "The shift behind it"
    yield "load    staff  seated  gave up  in the  looks  late  staff at     wall  a response"
    yield "                       waiting    room                  work   sounds        runs"
    for row in rows:
        yield _of(
            row,
            f"{row.seated:>8.0f} {row.left_before_using:>8.0f} {row.people:>7.1f} {row.looks:>6.0f} "
            f"{row.late:>5.0%} {row.at_work:>9.0%} {row.sounding:>8.0%} {row.response_runs:>11.0%}",
        )


def _nobody_free(rows: list[Row]) -> Iterator[str]:
    yield "Minutes of a shift in which nobody was free; the board said so; both"
    for row in rows:
        yield _of(
            row,
            f"{row.nobody_free_minutes:>8.0f} {row.eyes_minutes:>6.0f} {row.eyes_rightly_minutes:>6.0f}",
        )


def _by_grace(rows: list[Row]) -> Iterator[str]:
    """Rows of one room follow each other."""
    yield "After, by grace: MEDIUM in ten minutes, and HIGH looks in a shift"
    for _, found in groupby(rows, key=lambda row: (row.setting.load, row.setting.staff)):
        room = list(found)
        tried = (
            f"   {row.setting.grace:>3} s {row.after.medium_in_ten:>6.2f} {row.after.high_looks:>5.1f}"
            for row in room
        )
        yield _of(room[0], "".join(tried))


def _of(row: Row, rest: str) -> str:
    return f"{row.setting.load:<7} {row.setting.staff:>5} {rest}"
