"""Lies of a response: that it goes on after it was over, sounds while somebody is there, or was done already."""

from tests.soak.lies.telling import Records, also_tapped, answer, later, not_on_record, only, shows
from tests.soak.told import ENDS, SCREENS


def over_is_said_to_be_done_already(records: Records) -> None:
    """Nothing is on record of it, and every wall sounds to the end."""
    answer(records, "over")["body"] |= {"repeat": True}
    not_on_record(records, "over")
    goes_on_everywhere(records)
    sounds_on(records)


def goes_on_everywhere(records: Records) -> None:
    running = [{"id": "help", "state": "running", "actions": [{"id": "oxygen"}]}]
    for one in only(records, "delta"):
        if one["delta"]["version"] >= 6:
            one["delta"]["responses"] = running


def goes_on_at_the_desk(records: Records) -> None:
    for one in only(records, "delta", "desk"):
        for response in one["delta"]["responses"]:
            response["state"] = "running"


def stays_on_the_wall(records: Records) -> None:
    """As one that is over, which is nothing that a wall is told."""
    for one in (*only(records, "delta", "wall"), *only(records, "delta", "hall")):
        if one["delta"]["version"] >= 6:
            one["delta"]["responses"] = [{"id": "help", "state": "over", "actions": []}]


def sounds_on(records: Records) -> None:
    for who in SCREENS:
        for one in shows(records, 22.5, ENDS + 1, who):
            one["responses"] = {"help": "high"}


def sounds_while_somebody_is_there(records: Records) -> None:
    for one in shows(records, 15, 17):
        one["responses"] = {"help": "high"}


def sounds_softly_on_a_wall(records: Records) -> None:
    for one in shows(records, 15, 17):
        one["responses"] = {"help": "low"}


def sounds_and_nobody_began_it(records: Records) -> None:
    for one in shows(records, 2, 4):
        one["responses"] = {"help": "high"}


def sounds_by_an_old_picture(records: Records) -> None:
    """The first act in it does not come through, on a screen that says that it is live."""
    for one in shows(records, 14, 25):
        one["version"] = min(one["version"], 3)
        one["responses"] = {"help": "high"}


def silent_though_nobody_came(records: Records) -> None:
    """Oxygen is tapped only after the response was alone for four seconds, and it was loud nowhere."""
    later(records, "oxygen", 2.8)
    for one in only(records, "delta"):
        if one["delta"]["version"] == 4:
            one["t"] += 2.75


def look_is_said_to_be_done_already(records: Records) -> None:
    answer(records, "look 1")["body"] |= {"repeat": True}
    not_on_record(records, "look 1")


def act_is_said_to_be_done_already(records: Records) -> None:
    answer(records, "oxygen")["body"] |= {"repeat": True}
    not_on_record(records, "oxygen")


def booth_is_said_to_be_clean(records: Records) -> None:
    """Somebody has left it, and nobody has wiped it."""
    also_tapped(records, 38, "wiped", "/booths/1/cleaned", {"id": "wiped", "version": 12, "repeat": True})


def joins_one_that_is_over(records: Records) -> None:
    said = {"id": "again", "version": 12, "already_running": True, "response": {"id": "help"}}
    also_tapped(records, 38, "again", "/sites/here/responses", said, visit="bob")


LIES = {
    "it was not so already": [
        over_is_said_to_be_done_already,
        look_is_said_to_be_done_already,
        act_is_said_to_be_done_already,
        booth_is_said_to_be_clean,
    ],
    "joined to a response that did not run": [joins_one_that_is_over],
    "a response that goes on after it was over": [
        over_is_said_to_be_done_already,
        goes_on_everywhere,
        goes_on_at_the_desk,
        stays_on_the_wall,
    ],
    "a response that sounds and needs nobody": [
        sounds_on,
        sounds_while_somebody_is_there,
        sounds_softly_on_a_wall,
        sounds_and_nobody_began_it,
    ],
    "a response that sounds by an old picture": [sounds_by_an_old_picture],
    "a missed alarm of a response": [silent_though_nobody_came],
}
