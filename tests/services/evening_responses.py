"""What happens in the responses of an evening: four, one that needed none, and a mis-tap."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ops.services import responses

if TYPE_CHECKING:
    from tests.services.evening import Evening

Step = tuple[float, Callable[..., Any], dict[str, Any]]


def _did(kind: str, **values: Any) -> dict[str, Any]:
    return {"kind": kind, "given_by": "staff", "values": values}


def _respond(evening: "Evening", steps: list[Step], **where: Any) -> None:
    if not where:
        booth, seat = next(reversed(evening.seated.values()))
        where = {"booth": evening.room.booth(booth), "seat": seat}
    response = UUID(evening.does(responses.start, said=where)["id"])
    for minutes, act, said in steps:
        evening.after(minutes, lambda act=act, said=said: evening.does(act, response, said=said))  # type: ignore[misc]


def oxygen_is_enough(evening: "Evening") -> None:
    _respond(
        evening,
        [
            (0.4, responses.here, {}),
            (0.7, responses.log_action, _did("stimulation")),
            (1.2, responses.log_action, _did("oxygen_start", litres_per_minute=10, device="mask")),
            (9.0, responses.log_action, _did("oxygen_stop")),
            (14.0, responses.over, {}),
            (16.0, responses.outcome, {"state": "awake", "place": "stayed", "ambulance": "not_called"}),
        ],
        kind="slow_breathing",
        place="other",
    )


def naloxone_and_ambulance(evening: "Evening") -> None:
    _respond(
        evening,
        [
            (0.3, responses.log_action, _did("stimulation")),
            (0.5, responses.log_action, _did("oxygen_start", litres_per_minute=15, device="bag_valve")),
            (0.8, responses.log_action, _did("breaths_start", every_seconds=5)),
            (1.5, responses.log_action, _did("naloxone", dose_mg=0.4, by_route="im")),
            (2.0, responses.log_action, _did("ambulance_called")),
            (5.5, responses.log_action, _did("naloxone", dose_mg=0.4, by_route="im")),
            (11.0, responses.log_action, _did("breaths_stop")),
            (19.0, responses.log_action, _did("ambulance_arrived")),
            (31.0, responses.over, {}),
            (36.0, responses.amend, {"kind": "slow_breathing"}),
            (38.0, responses.outcome, {"state": "awake", "place": "left", "ambulance": "chose_not_to_go"}),
        ],
    )


def over_amping(evening: "Evening") -> None:
    _respond(
        evening,
        [
            (1.0, responses.log_action, _did("calm_space")),
            (3.0, responses.log_action, _did("fluids", millilitres=200)),
            (25.0, responses.over, {}),
            (26.0, responses.outcome, {"state": "awake", "place": "stayed", "ambulance": "not_called"}),
        ],
        kind="over_amping",
        place="outside",
    )


def a_record_left_unfinished(evening: "Evening") -> None:
    _respond(
        evening,
        [
            (2.1, responses.here, {}),
            (2.5, responses.log_action, _did("stimulation")),
            (3.0, responses.log_action, _did("oxygen_start", litres_per_minute=6, device="nasal")),
            (8.0, responses.leave, {}),
            (12.0, responses.here, {}),
            (22.0, responses.over, {}),
        ],
        kind="slow_breathing",
        place="washroom",
    )


def all_ok(evening: "Evening") -> None:
    _respond(evening, [(0.5, responses.all_ok, {})], place="door")


def mis_tap(evening: "Evening") -> None:
    _respond(evening, [(0.2, responses.mis_tap, {})])


RESPONSES = (oxygen_is_enough, naloxone_and_ambulance, over_amping, a_record_left_unfinished, all_ok, mis_tap)
