"""The tablet's values and words of a response are those of the domain, name by name."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ops.domain import words
from ops.domain.actions import ACTION_VALUES, ActionKind, Choice, Measure, Text

ROOT = Path(__file__).parents[2]
SCRIPT = """
import { FIELDS } from './ops/static/js/response/values.js';
import * as response from './ops/static/js/response/words.js';
import * as floor from './ops/static/js/floor/words.js';
import * as house from './ops/static/js/floor/words_house.js';
const values = (list) => list.map((offer) => offer.value);
const choices = Object.fromEntries(Object.entries(response.choices()).map(([name, list]) => [name, values(list)]));
const lists = {
  kinds: response.kinds(), actions: response.actions(), givenBy: response.givenBy(),
  outcomeStates: response.outcomeStates(), outcomePlaces: response.outcomePlaces(),
  outcomeAmbulance: response.outcomeAmbulance(), offered: response.offered(),
  debriefs: response.debriefs(), routes: floor.routes(), substances: floor.substances(),
  answers: floor.answers(), notHereWays: floor.notHereWays(), stepOutPlaces: floor.stepOutPlaces(),
  looks: floor.looks(), turnedAwayReasons: floor.turnedAwayReasons(), roomReasons: floor.roomReasons(),
  roomStates: floor.roomStates(), headCounts: floor.headCounts(),
  helpOver: house.helpOverReasons(), staffPlaces: floor.staffPlaces(), responsePlaces: floor.responsePlaces(),
};
const named = Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, values(list)]));
console.log(JSON.stringify({ fields: FIELDS, choices, lists: named }));
"""


@pytest.fixture(scope="module")
def tablet(node: str) -> dict[str, Any]:
    done = subprocess.run(
        [node, "--input-type=module", "--eval", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_every_value_of_every_act_can_be_set(tablet: dict[str, Any]) -> None:
    fields = tablet["fields"]
    assert set(fields) == {kind.value for kind in ACTION_VALUES}
    for kind, rules in ACTION_VALUES.items():
        offered = {field["name"]: field for field in fields[kind.value]}
        assert set(offered) == set(rules), kind
        for name, rule in rules.items():
            _same(rule, offered[name], tablet["choices"].get(name))


def _same(rule: object, field: dict[str, Any], words_offered: list[str] | None) -> None:
    if isinstance(rule, Measure):
        assert (field["unit"], field["low"], field["high"]) == (rule.unit, rule.low, rule.high)
        assert all(rule.low <= number <= rule.high for number in field["offered"])
    elif isinstance(rule, Choice):
        assert words_offered == list(rule.words)
    else:
        assert isinstance(rule, Text)
        assert field["longest"] == rule.longest


@pytest.mark.parametrize(
    ("name", "vocabulary"),
    [
        ("kinds", set(words.ResponseKind)),
        ("actions", set(ActionKind)),
        ("givenBy", set(words.GivenBy)),
        ("outcomeStates", set(words.OutcomeState) - {words.OutcomeState.DIED}),
        ("outcomePlaces", set(words.OutcomePlace)),
        ("outcomeAmbulance", set(words.OutcomeAmbulance)),
        ("offered", set(words.Offered)),
        ("debriefs", set(words.Debrief)),
        ("routes", set(words.Route)),
        ("substances", set(words.Substance)),
        ("answers", set(words.Answer) - {words.Answer.RESPOND}),
        ("notHereWays", set(words.NOT_HERE_WAYS)),
        ("stepOutPlaces", set(words.STEP_OUT_PLACES)),
        ("looks", set(words.Look)),
        ("turnedAwayReasons", set(words.TurnedAwayWhy)),
        ("roomReasons", set(words.RoomReason)),
        ("roomStates", set(words.RoomState)),
        ("headCounts", set(words.HeadCount)),
        ("helpOver", set(words.HelpOver)),
        ("staffPlaces", set(words.StaffPlace)),
        ("responsePlaces", set(words.ResponsePlace)),
    ],
)
def test_every_word_is_offered(tablet: dict[str, Any], name: str, vocabulary: set[str]) -> None:
    assert set(tablet["lists"][name]) == {str(word) for word in vocabulary}
