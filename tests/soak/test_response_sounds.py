"""What the checker makes of a response that sounds as it should: nothing; and what explains one that does not."""

from tests.soak.checker import check, history
from tests.soak.checker.responses import check_responses, false_sounds
from tests.soak.lies.responses import sounds_by_an_old_picture
from tests.soak.lies.telling import Records, clock_set, fault, later, shows
from tests.soak.told import SCREENS, well_told


def found(records: Records) -> set[str]:
    told = history(records)
    unexplained = [finding for finding, faults in false_sounds(told) if not faults]
    return {finding.rule for finding in (*check_responses(told), *unexplained)}


def alone(records: Records) -> None:
    """Oxygen is the last that anybody does in it, at 14: softly asked for from 19 on, loud from 22 on."""
    for name in ("over", "bob leaves"):
        later(records, name, 30)
    for one in records:
        if one["what"] == "answered" and one["id"] in ("over", "bob leaves"):
            one["body"]["version"] += 20


def sound(records: Records, since: float, until: float, level: str, *screens: str) -> None:
    for who in screens:
        for one in shows(records, since, until, who):
            one["responses"] = {"help": level}


def test_one_that_is_alone_sounds_softly_on_tablets_and_then_everywhere() -> None:
    records = well_told()
    alone(records)
    sound(records, 19, 22, "low", "desk")
    sound(records, 22, 60, "high", *SCREENS)
    assert found(records) == set()


def test_it_is_not_loud_enough_where_only_tablets_ask_for_it() -> None:
    records = well_told()
    alone(records)
    sound(records, 19, 60, "low", "desk")
    sound(records, 22, 60, "high", "wall", "hall")
    assert found(records) == {"a missed alarm of a response"}


def test_it_sounds_until_somebody_does_something() -> None:
    records = well_told()
    sound(records, 13.2, 14.2, "high", *SCREENS)
    assert found(records) == set()


def test_a_fault_of_the_line_explains_an_old_picture_that_sounds() -> None:
    records = well_told()
    sounds_by_an_old_picture(records)
    assert found(records) == {"a response that sounds by an old picture"}
    fault(records, "half_open", 13, 20, on="desk")
    assert found(records) == {"a response that sounds by an old picture"}
    fault(records, "half_open", 13, 20, on="wall")
    assert found(records) == set()


def test_no_fault_explains_what_is_over_in_the_picture_itself() -> None:
    records = well_told()
    fault(records, "half_open", 20, 30, on="wall")
    fault(records, "hangs", 20, 24)
    sound(records, 25, 26, "high", "wall")
    assert found(records) == {"a response that sounds and needs nobody"}
    assert "a response that sounds and needs nobody" in {one.rule for one in check(history(records))}


def test_where_the_clock_was_set_its_times_say_nothing() -> None:
    records = well_told()
    sound(records, 15, 16, "high", "wall")
    clock_set(records, 12)
    assert found(records) == set()
