"""The checker is told an evening in which one thing is not as promised, and finds it."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from tests.soak.checker import check, history
from tests.soak.lies import lateness, refusals, responses
from tests.soak.lies.telling import Records, delta, fault, journal, later, only, shows, with_journal
from tests.soak.told import BEGAN, ENDS, SCREENS, well_told
from tests.support.source import imports_of, python_files


def found(records: Records) -> set[str]:
    return {finding.rule for finding in check(history(records))}


def test_what_is_as_promised_is_found_so() -> None:
    assert check(history(well_told())) == []


def lost_act(records: Records) -> None:
    with_journal(records, [fact for fact in journal(records) if fact["command"] != "look 1"])


def doubled_act(records: Records) -> None:
    facts = journal(records)
    oxygen = next(fact for fact in facts if fact["command"] == "oxygen")
    with_journal(records, sorted([*facts, oxygen], key=lambda fact: int(fact["version"])))


def other_version(records: Records) -> None:
    next(fact for fact in journal(records) if fact["command"] == "look 1")["version"] += 1


def out_of_order(records: Records) -> None:
    facts = {fact["command"]: fact for fact in journal(records)}
    facts["ann"]["version"], facts["bob"]["version"] = 2, 1


def never_answered(records: Records) -> None:
    records.remove(next(one for one in only(records, "answered") if one["id"] == "over"))


def answered_twice(records: Records) -> None:
    first = next(one for one in only(records, "answered") if one["id"] == "oxygen")
    again = first | {"t": first["t"] + 5, "replayed": True, "body": first["body"] | {"version": 99}}
    records.append(again)


def failed_at(records: Records) -> None:
    first = next(one for one in only(records, "answered") if one["id"] == "oxygen")
    records.append(first | {"t": first["t"] + 5, "status": 500, "body": {"code": "server_error"}})


def refused_and_done(records: Records) -> None:
    answer = next(one for one in only(records, "answered") if one["id"] == "look 2")
    answer |= {"status": 409, "body": {"code": "visit_ended"}}


def refused_in_a_response(records: Records) -> None:
    answer = next(one for one in only(records, "answered") if one["id"] == "oxygen")
    answer |= {"status": 409, "body": {"code": "no"}}


def nobody_did(records: Records) -> None:
    facts = journal(records)
    with_journal(records, [*facts, facts[-1] | {"command": "nobody", "version": 99}])


def goes_back(records: Records) -> None:
    with_journal(records, journal(records)[::-1])


def refused_without_reason(records: Records) -> None:
    answer = next(one for one in only(records, "answered") if one["id"] == "look 2")
    answer |= {"status": 403, "body": {"code": "forbidden"}}


def late_twice(records: Records) -> None:
    facts = journal(records)
    late = next(fact for fact in facts if fact["kind"] == "check_in_overdue")
    with_journal(records, sorted([*facts, late], key=lambda fact: int(fact["version"])))


def reordered_delta(records: Records) -> None:
    one, two = delta(records, 5), delta(records, 6)
    one["delta"], two["delta"] = two["delta"], one["delta"]


def other_tile(records: Records) -> None:
    delta(records, 3)["delta"]["changed"] = {"1": {"id": 1, "seats": [{"mark": "A"}]}}


def stale_picture(records: Records) -> None:
    for one in shows(records, 12, ENDS + 1):
        one["version"] = min(one["version"], 2)


def older_again(records: Records) -> None:
    shows(records, 20, 21)[0]["version"] = 1


def out_of_nothing(records: Records) -> None:
    for one in shows(records, 40, ENDS + 1):
        one["version"] = 77
    only(records, "fresh")[0]["board"]["version"] = 11


def lost_on_screen(records: Records) -> None:
    """The act is told to nobody, and everybody is told of the next as if it had been."""
    for who in SCREENS:
        delta(records, 1, who)["delta"]["changed"] = {}
        delta(records, 5, who)["delta"]["changed"] = {}


def old_look(records: Records) -> None:
    for who in SCREENS:
        for seat in delta(records, 5, who)["delta"]["changed"]["1"]["seats"]:
            seat["visit"] |= {"last_look_at": "2027-01-15T08:00:10.000+00:00"}


def still_there(records: Records) -> None:
    last = delta(records, 1)["delta"]["changed"]
    for who in SCREENS:
        delta(records, 11, who)["delta"]["changed"] = last


def lost_action(records: Records) -> None:
    for one in only(records, "delta", "desk"):
        for response in one["delta"]["responses"]:
            response["actions"] = []


def lost_response(records: Records) -> None:
    for one in only(records, "delta"):
        one["delta"]["responses"] = []


def missed_alarm(records: Records) -> None:
    for one in shows(records, 28, 31):
        one["late"] = {}


def quiet_alarm(records: Records) -> None:
    for one in shows(records, 29, 31):
        one["late"] = {"ann": "medium"}


def lonely_response(records: Records) -> None:
    """Nobody did anything more in it, and it was loud nowhere."""
    for name in ("over", "bob leaves"):
        later(records, name, 20)


def late_and_untold(records: Records) -> None:
    with_journal(records, [fact for fact in journal(records) if fact["kind"] != "check_in_overdue"])


def late_at_another_time(records: Records) -> None:
    late = next(fact for fact in journal(records) if fact["kind"] == "check_in_overdue")
    late["happened_at"] = "2027-01-15T08:00:24.000+00:00"


def false_alarm(records: Records) -> None:
    for one in shows(records, 20, 22):
        one["late"] = {"ann": "medium"}


def late_by_an_old_picture(records: Records) -> None:
    """The look of 33 does not come through, on a screen that goes on counting."""
    for one in shows(records, 31, 40):
        one["version"] = min(one["version"], 9)
        one["late"] = {"ann": "high"}


def asked_for_nothing(records: Records) -> None:
    for one in shows(records, 20, 22):
        one["asked"] = ["ann"]


def silent_house(records: Records) -> None:
    for one in only(records, "pulse", "wall"):
        if one["t"] > BEGAN + 30:
            one["what"] = "nothing"


def house_asleep(records: Records) -> None:
    for one in only(records, "pulse", "wall"):
        if one["t"] > BEGAN + 30:
            one["pulse"]["sweep_age"] = 9.0


def dead_at_the_end(records: Records) -> None:
    for one in shows(records, 44, ENDS + 1):
        one["live"] = "not_live"


UNTOUCHED = {"the run did not end well", "a history that is over is shown as live"}
"""Each broken by a test of its own."""
Lies = Mapping[str, Sequence[Callable[[Records], None]]]
LIES: Lies = {
    "acknowledged and lost": [lost_act],
    "acknowledged once and done twice": [doubled_act],
    "on record at another version": [other_version],
    "on record out of order": [out_of_order],
    "never answered": [never_answered],
    "answered otherwise the second time": [answered_twice],
    "the house itself failed": [failed_at],
    "refused and on record": [refused_and_done],
    "an act in a response was refused": [refused_in_a_response],
    "on record and nobody did it": [nobody_did],
    "the journal goes back": [goes_back],
    "refused for no reason of the room": [refused_without_reason],
    "late told twice": [late_twice],
    "told out of order": [reordered_delta],
    "two rooms at one version": [other_tile],
    "behind and says that it is live": [stale_picture],
    "an older picture is shown again": [older_again],
    "shown and never told": [out_of_nothing],
    "acknowledged and not on the screen": [lost_on_screen],
    "a look that is not on the screen": [old_look],
    "the answer's tile is not the screen's": [old_look],
    "still there after they left": [still_there],
    "a response that is not on the screen": [lost_response],
    "an action that is there 0 times": [lost_action],
    "a missed alarm": [missed_alarm],
    "an alarm that is not loud enough": [quiet_alarm],
    "a missed alarm of a response": [lonely_response],
    "late and not on record": [late_and_untold],
    "told late at no limit of theirs": [late_at_another_time],
    "a false alarm": [late_by_an_old_picture],
    "an alarm that the picture does not hold": [false_alarm],
    "everyone is to be seen, and nothing was away": [asked_for_nothing],
    "live and nothing is heard": [silent_house, house_asleep],
    "not all is told at the end": [dead_at_the_end, stale_picture],
}

ALL: list[Lies] = [LIES, responses.LIES, lateness.LIES, refusals.LIES]


@pytest.mark.parametrize(
    ("rule", "lie"),
    [(rule, lie) for told in ALL for rule, lies in told.items() for lie in lies],
    ids=lambda part: getattr(part, "__name__", part),
)
def test_a_planted_lie_is_found(rule: str, lie: Callable[[Records], None]) -> None:
    records = well_told()
    lie(records)
    assert rule in found(records)


def test_a_screen_that_says_that_it_is_not_live_need_not_have_heard() -> None:
    records = well_told()
    for one in shows(records, 15, 35):
        one["version"], one["late"], one["live"] = 4, {}, "not_live"
    for one in shows(records, 22.5, 35):
        one["late"] = {"ann": "medium" if one["t"] < BEGAN + 24 else "high"}
        one["responses"] = {"help": "high"}
    fault(records, "half_open", 14, 34, on="wall")
    assert found(records) == set()


def test_a_screen_needs_nobody_to_sound_for_whom_it_holds() -> None:
    records = well_told()
    missed_alarm(records)
    for one in shows(records, 27, 32):
        one["live"] = "not_live"
    assert found(records) == {"a missed alarm"}


def test_a_false_alarm_is_explained_by_a_fault_of_its_own_line_alone() -> None:
    records = well_told()
    late_by_an_old_picture(records)
    fault(records, "half_open", 28, 39, on="desk")
    assert "a false alarm" in found(records)
    fault(records, "half_open", 28, 39, on="wall")
    assert found(records) == set()


def test_no_fault_of_a_line_explains_an_alarm_that_the_picture_does_not_hold() -> None:
    records = well_told()
    false_alarm(records)
    fault(records, "half_open", 18, 21, on="wall")
    assert found(records) == {"an alarm that the picture does not hold"}


def test_what_was_set_aside_rests_on_something_refused_and_is_nowhere_on_record() -> None:
    records = well_told()
    answer = next(one for one in only(records, "answered") if one["id"] == "look 1")
    answer |= {"what": "aside"}
    assert {"never answered", "refused and on record"} <= found(records)


def test_an_outage_explains_that_everyone_is_to_be_seen_and_a_short_one_does_not() -> None:
    records = well_told()
    asked_for_nothing(records)
    fault(records, "killed", 16, 18)
    assert found(records) == {"everyone is to be seen, and nothing was away"}
    fault(records, "outage", 2, 18.5)
    assert found(records) == set()


def test_an_evening_that_was_not_looked_at_is_not_well() -> None:
    records = [one for one in well_told() if one["what"] != "over"]
    assert found(records) == {"the run did not end well"}


def test_the_order_of_two_logs_does_not_matter() -> None:
    by_log = sorted(well_told(), key=lambda one: str(one["who"]))
    assert check(history(by_log)) == []


def test_the_checker_knows_nothing_of_the_house() -> None:
    for path in python_files("tests/soak/checker"):
        named = {name for name in imports_of(path) if name.split(".")[0] in ("ops", "tests")}
        assert all(name.startswith("tests.soak.checker") for name in named), Path(path)


def test_every_rule_of_the_checker_has_a_lie() -> None:
    """A rule that no lie breaks may be one that nothing can break."""
    source = "".join(path.read_text() for path in python_files("tests/soak/checker"))
    rules = set(re.findall(r'(?:Finding|_missing)\(\s*f?"([^"]+)"', source))
    lies = {rule.replace("0 times", "{rows[action]} times") for told in ALL for rule in told}
    assert rules - lies == UNTOUCHED
