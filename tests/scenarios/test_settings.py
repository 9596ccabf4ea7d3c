"""The site is changed in the browser while people are in it; its file follows, whatever is cut short."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from ops.db import Base
from ops.domain.escalation import Step
from ops.domain.protocol import Interval, SiteProtocol
from ops.domain.retention import Kept
from ops.domain.site_words import ALWAYS, SiteWords
from ops.domain.supply_plan import SupplyPlan
from ops.domain.words import Subject, SupplyKind, ToldBy
from ops.models import HelpCall, Pause, Response, Site, ToldStep, Visit
from ops.services.set_up import settings, site_file, site_files
from ops.services.set_up.settings import FileChanged, NotKept, PlanChanged
from ops.services.set_up.settings_table import LIMITS, Written
from ops.services.set_up.setup import Configured
from ops.services.set_up.site_file import SitePlan
from ops.services.set_up.site_files import Staged
from ops.services.transaction import Actor
from tests.scenarios.pictures import DUE, OK
from tests.scenarios.shift import Shift

ROSA = Actor(None, "Rosa's browser")


class House:
    """The site's set-up beside its shift, with a file on a disk."""

    def __init__(self, shift: Shift, folder: Path) -> None:
        self.shift = shift
        self.file = folder / "site.toml"
        shift.house = replace(shift.house, site_file=self.file)

    def plan(self) -> SitePlan:
        return settings.current(self.shift.house, self.shift.site_id).plan

    def changes(self, plan: SitePlan, text: bytes | None = None) -> Configured:
        mark = settings.current(self.shift.house, self.shift.site_id).mark
        done = settings.change(self.shift.house, self.shift.site_id, plan, ROSA, mark, text=text)
        self.shift.changed()
        return done

    def with_numbers(self, **numbers: Any) -> SitePlan:
        plan = self.plan()
        return replace(plan, protocol=replace(plan.protocol, **numbers))

    def says(self) -> SitePlan:
        """What a start would read."""
        return site_file.read(self.file.read_text())

    def kept_hash(self) -> str | None:
        with self.shift.house.db.read() as session:
            return session.scalar(select(Site.file_hash).where(Site.id == self.shift.site_id))


@pytest.fixture
def house(shift: Shift, tmp_path: Path) -> House:
    made = House(shift, tmp_path)
    made.changes(made.with_numbers(extend_by=601))
    return made


def test_a_change_is_a_fact_on_all_screens_and_in_the_file(house: House) -> None:
    done = house.changes(house.with_numbers(hold_for=360, night_from=21 * 60))
    assert done.changes == ["hold_for: 300 → 360", "night_from: 1320 → 1260"]
    assert [data["what"] for _, data in house.shift.facts("site_configured")][-2:] == done.changes
    assert house.shift.pictures.wall()["room"]["night"]["from"] == 21 * 60
    assert house.says() == house.plan()
    assert house.kept_hash() == site_files.hash_of(house.file.read_bytes())
    assert house.file.stat().st_mode & 0o077 == 0


def test_whoever_looked_at_an_older_plan_is_told_and_nothing_is_changed(house: House) -> None:
    older = settings.current(house.shift.house, house.shift.site_id)
    house.changes(house.with_numbers(hold_for=360))
    before = house.file.read_bytes()
    with pytest.raises(PlanChanged):
        settings.change(house.shift.house, house.shift.site_id, older.plan, ROSA, older.mark)
    assert house.plan().protocol.hold_for == 360
    assert house.file.read_bytes() == before


def test_an_edit_by_hand_is_not_written_over(house: House) -> None:
    edited = house.file.read_text().replace('hold_for = "5 min"', 'hold_for = "9 min"')
    house.file.write_text(edited)
    with pytest.raises(FileChanged, match="Start again to apply it, or import it"):
        house.changes(house.with_numbers(extend_by=700))
    assert house.file.read_text() == edited
    house.changes(site_file.read(edited), edited.encode())
    assert house.file.read_text() == edited
    assert house.plan().protocol.hold_for == 540
    house.changes(house.with_numbers(extend_by=700))
    assert house.says().protocol.extend_by == 700


def test_an_imported_file_lies_there_as_it_was_written(house: House) -> None:
    own = "# Ours, since the spring.\n" + house.file.read_text()
    house.changes(site_file.read(own), own.encode())
    assert house.file.read_text() == own


def test_a_file_of_another_site_is_refused(house: House) -> None:
    with pytest.raises(NotKept, match="a site keeps its short name"):
        house.changes(replace(house.plan(), slug="elsewhere"))


def test_a_file_that_cannot_be_written_changes_nothing(house: House) -> None:
    house.file.unlink()
    house.file.mkdir()
    with pytest.raises(NotKept, match="cannot be written, so nothing was changed"):
        house.changes(house.with_numbers(hold_for=360))
    assert house.plan().protocol.hold_for == 300


def test_nobody_is_taken_out_with_their_place_and_the_file_still_has_it(house: House) -> None:
    house.shift.at("10:00").seats("Robin", "3")
    plan = house.plan()
    done = house.changes(replace(plan, booths=tuple(one for one in plan.booths if one.name != "3")))
    assert (done.changes, done.left) == ([], ["3"])
    assert "3" in [booth.name for booth in house.says().booths]


def test_looking_at_what_would_change_changes_nothing(house: House) -> None:
    version = house.shift.pictures.wall()["version"]
    wanted = house.with_numbers(hold_for=360)
    assert settings.differences(house.shift.house, house.shift.site_id, wanted) == ["hold_for: 300 → 360"]
    house.shift.changed()
    assert house.shift.pictures.wall()["version"] == version


class PowerCut(BaseException):
    """Nothing after it happens."""


def cut(*_: Any, **__: Any) -> None:
    raise PowerCut


def cut_after(staged: Staged) -> None:
    staged.waiting.replace(staged.path)
    raise PowerCut


@pytest.mark.parametrize(
    ("where", "stops", "kept"),
    [
        ("os.fchmod", cut, False),
        ("os.fsync", cut, False),
        ("ops.services.set_up.settings.Made", cut, False),
        ("ops.services.set_up.site_files.put_in_place", cut, True),
        ("ops.services.set_up.site_files.put_in_place", cut_after, True),
    ],
)
def test_power_is_cut_between_two_steps(
    house: House, where: str, stops: Callable[..., None], kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = house.with_numbers(hold_for=360)
    with monkeypatch.context() as patched:
        patched.setattr(where, stops)
        with pytest.raises(PowerCut):
            house.changes(wanted)
    assert (house.plan().protocol.hold_for == 360) is kept
    site_files.finish_all(house.shift.house)
    assert house.says() == house.plan()
    assert house.kept_hash() == site_files.hash_of(house.file.read_bytes())
    assert [path.name for path in house.file.parent.iterdir()] == ["site.toml"]
    house.changes(house.with_numbers(hold_for=420))
    assert house.says().protocol.hold_for == 420


def test_after_a_power_cut_the_next_change_finishes_the_one_before(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(site_files, "put_in_place", lambda staged: None)
        house.changes(house.with_numbers(hold_for=360))
    house.changes(house.with_numbers(extend_by=700))
    assert (house.says().protocol.hold_for, house.says().protocol.extend_by) == (360, 700)


def test_an_edit_by_hand_after_a_power_cut_is_left_for_the_start(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(site_files, "put_in_place", lambda staged: None)
        house.changes(house.with_numbers(hold_for=360))
    edited = house.file.read_text().replace('hold_for = "5 min"', 'hold_for = "9 min"')
    house.file.write_text(edited)
    site_files.finish_all(house.shift.house)
    assert house.file.read_text() == edited


def every_other_plan(plan: SitePlan) -> Iterator[tuple[str, SitePlan]]:
    """The plan with one setting after the other changed."""
    protocol = plan.protocol

    def numbers(**changed: Any) -> SitePlan:
        return replace(plan, protocol=replace(protocol, **changed))

    for one in LIMITS.settings:
        value = getattr(protocol, one.key)
        yield one.key, numbers(**{one.key: value + 1 if one.written is Written.NUMBER else value // 2})
    for name in protocol.intervals:
        yield name, numbers(intervals={**protocol.intervals, name: Interval(100, 20, 40)})
    for name in protocol.usual:
        yield f"usual {name}", numbers(usual={**protocol.usual, name: 77})
    yield (
        "first values",
        numbers(action_defaults={**SiteProtocol().action_defaults, "naloxone": {"dose_mg": 2}}),
    )
    yield "kit", numbers(not_in_kit=("oxygen",))
    forms = {**protocol.supplies.forms}
    forms["nasal 4 mg"] = replace(forms["nasal 4 mg"], par=99)
    yield "par", numbers(supplies=SupplyPlan(forms, 9, 77))
    yield (
        "in another order",
        numbers(supplies=SupplyPlan(dict(reversed(list(protocol.supplies.forms.items()))))),
    )
    forms = {name: form for name, form in forms.items() if form.kind is not SupplyKind.KIT}
    yield "no kits", numbers(supplies=SupplyPlan(forms))
    yield "told next", replace(plan, told_next=(Step(Subject.RESPONSE, 7, ToldBy.SCREENS),))
    yield "help", replace(plan, help_phrase="Coffee is ready")
    yield "words", replace(plan, words=SiteWords("guest", "guests"))
    yield "substances", replace(plan, words=SiteWords(substances=("mdma", "heroin"), names={"mdma": "E"}))
    yield "acts", replace(plan, words=SiteWords(acts=ALWAYS))
    yield "cards", replace(plan, cards=True)
    yield "kept", replace(plan, kept=Kept(1, 2, 3))
    yield "name", replace(plan, name="Harbour room")
    yield "time zone", replace(plan, time_zone="Europe/Lisbon")


def running(shift: Shift) -> dict[str, Any]:
    """Every instant that something hangs on which has begun, from the rows."""
    tables: list[type[Base]] = [Visit, Response, ToldStep, HelpCall, Pause]
    with shift.house.db.read() as session:
        return {
            f"{table.__tablename__} {row.id} {column.key}": getattr(row, column.key)  # type: ignore[attr-defined]
            for table in tables
            for row in session.scalars(select(table))
            for column in row.__mapper__.column_attrs
            if column.key.endswith(("_at", "_until", "after")) and column.key != "recorded_at"
        }


def test_no_setting_moves_what_runs_and_each_is_on_all_screens_at_once(house: House) -> None:
    shift, at = house.shift, house.shift.at
    ladder = (
        Step(Subject.RESPONSE, 60, ToldBy.SCREENS),
        Step(Subject.HELP, 60, ToldBy.EMAIL, "x", "x@example.org"),
    )
    house.changes(replace(house.plan(), told_next=ladder))
    for name, booth in (
        ("Robin", "1"),
        ("Alex", "2"),
        ("Kit", "Smoking"),
        ("Jo", "4"),
        ("Lee", "5"),
        ("Max", "6"),
    ):
        at("10:00").seats(name, booth)
    at("10:00").arrives("Wim")
    at("10:01").goes_to_aftercare("Jo", "Aftercare")
    at("10:01").steps_out("Kit")
    at("10:01").goes_to("Lee")
    at("10:01").extends("Max")
    at("10:01").responds("going", "1")
    at("10:01").in_response("going").going()
    at("10:01").responds("reached", "2")
    at("10:01").in_response("reached").here()
    at("10:01").responds("alone", "7")
    at("10:01").needs_help()
    before, plan = running(shift), house.plan()
    assert len([value for value in before.values() if value]) > 30
    kinds = [(name, other) for name, other in every_other_plan(plan) if name != "soft_before_loud"]
    for name, other in kinds:
        assert house.changes(other).changes, name
        assert running(shift) == before, name
        assert house.says() == house.plan(), name
        house.changes(plan)
    assert len(kinds) > 40


def test_when_walls_sound_for_a_running_response_is_not_moved(house: House) -> None:
    at = house.shift.at
    at("10:00").responds("it", "3")
    at("10:00").in_response("it").here()
    with pytest.raises(NotKept, match="A response runs"):
        house.changes(house.with_numbers(soft_before_loud=600))
    house.changes(house.with_numbers(hold_for=360))
    at("10:02").in_response("it").over()
    assert house.changes(house.with_numbers(soft_before_loud=600)).changes == ["soft_before_loud: 60 → 600"]


def test_a_new_interval_holds_from_the_next_look(house: House) -> None:
    house.shift.at("10:00").seats("Robin", "1")
    house.changes(house.with_numbers(intervals={**house.plan().protocol.intervals, "inject": Interval(600)}))
    house.shift.between("10:05", "10:05:30").wall_shows("1", DUE)
    house.shift.at("10:05:30").looks_in("Robin")
    house.shift.between("10:10:30", "10:14:29").wall_shows("1", OK)
