"""Where the house may say that it was so already: an equal act was kept before, and this one changes nothing.

1. A booth that was wiped since somebody last left it, that nobody has left yet, or that somebody sits in.
2. An end, or an act, in a response that has the same: two starts may have become one response.
3. A start joins a response for the same person that runs; or one that runs for somebody whom the house does not
   know either, as then neither has a place.
"""

from tests.soak.checker.history import History, Try


def names(history: History) -> dict[str, str]:
    """What each start is called by the house: its own name, or that of the response that it joined."""
    return {
        act.id: act.taken["body"]["response"]["id"]
        if act.taken is not None and act.taken["body"].get("already_running")
        else act.id
        for act in history.acts.values()
        if act.kind == "responses"
    }


def was_so_already(history: History, act: Try) -> bool:
    if act.kind == "cleaned":
        return _was_wiped(history, act)
    if act.kind not in ("over", "actions"):
        return False
    called = names(history)
    return any(
        one.kind == act.kind
        and one.changed
        and called.get(one.about) == called.get(act.about)
        and one.body.get("kind") == act.body.get("kind")
        for one in _before(history, act)
    )


def ran_already(history: History, act: Try) -> bool:
    before = _before(history, act)
    called = names(history)
    joined = called[act.id]
    if any(one.kind == "over" and called.get(one.about) == joined for one in before):
        return False
    return any(
        one.kind == "responses"
        and called[one.id] == joined
        and (one.body["visit"] == act.body["visit"] or _unknown(before, one, act))
        for one in before
    )


def _unknown(before: list[Try], *starts: Try) -> bool:
    seated = {one.id for one in before if one.kind == "visits"}
    return all(start.body["visit"] not in seated for start in starts)


def _was_wiped(history: History, act: Try) -> bool:
    before = _before(history, act)
    seats = {one.id for one in before if one.kind == "visits" and str(one.body["booth"]) == act.about}
    left = {one.about: one.version or 0 for one in before if one.kind == "end" and one.changed}
    if seats - left.keys():
        return True
    wiped = [
        one.version or 0 for one in before if one.kind == "cleaned" and one.changed and one.about == act.about
    ]
    return max(wiped, default=0) >= max((left[seat] for seat in seats), default=0)


def _before(history: History, act: Try) -> list[Try]:
    version = act.version or 0
    return [one for one in history.acts.values() if one.version is not None and one.version < version]
