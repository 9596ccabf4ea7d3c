"""No screen is behind and says that it is live; and when all is well again, all is told.

1. With nothing broken for a while, every acknowledged act is on every screen within ``told_within``.
2. Whatever is broken, a screen that far behind as ``not_live_after`` says NOT LIVE.
3. Silence is visible: what tells a screen that its picture holds is a whole picture, or a pulse of a house
   whose sweep is awake; without either for that long it says NOT LIVE, whether anything happened or not.
4. At the end every screen is live, and at the version that a fresh one is at.
"""

from bisect import bisect_right
from collections.abc import Iterator

from tests.soak.checker.history import Finding, History

UNSURE = ("not_live", "connecting")
"""What a screen says that nobody should rely on."""
SWEEP_ASLEEP_AFTER = 5.0
CALM_FOR = 25.0
"""This long after the last fault nothing of it is left: time-outs of lines and databases, tries again."""


def check_lag(history: History) -> Iterator[Finding]:
    answered = sorted(
        (act.taken["t"], act.version)
        for act in history.acts.values()
        if act.taken is not None and act.version is not None
    )
    times = [t for t, _ in answered]
    newest: list[int] = []
    for _, version in answered:
        newest.append(max(version, newest[-1] if newest else 0))

    def told_by(t: float) -> int:
        count = bisect_right(times, t)
        return newest[count - 1] if count else 0

    for record in history.of("shows"):
        if record["live"] in UNSURE:
            continue
        t, who = record["t"], record["who"]
        calm = not history.disturbed(who, t - CALM_FOR, t)
        within = history.rules.told_within if calm else history.rules.not_live_after
        wanted = told_by(t - within)
        if (record["version"] or 0) < wanted:
            words = f"shows {record['version']} as {record['live']} {within:g} s after {wanted} was answered"
            yield Finding("behind and says that it is live", who, t, words)
    for who in history.screens():
        yield from _silent(history, who)


def _silent(history: History, who: str) -> Iterator[Finding]:
    good = 0.0
    for record in history.said_by(who):
        awake = record["what"] == "pulse" and (record["pulse"]["sweep_age"] or 0) <= SWEEP_ASLEEP_AFTER
        if record["what"] == "board" or awake:
            good = record["t"]
        elif record["what"] == "shows" and record["live"] not in UNSURE:
            silence = record["t"] - good
            if silence > history.rules.not_live_after:
                words = f"{record['live']} after {silence:.1f} s without good news"
                yield Finding("live and nothing is heard", who, record["t"], words)


def check_end(history: History) -> Iterator[Finding]:
    ends = list(history.of("over"))
    if not ends:
        yield Finding("the run did not end well", "nobody", 0, "nothing after it was looked at")
        return
    fresh = max((record["board"]["version"] for record in history.of("fresh")), default=0)
    last = {record["who"]: record for record in history.of("shows")}
    for who in history.screens():
        shown = last.get(who)
        if shown is None or shown["live"] != "live" or (shown["version"] or 0) < fresh:
            words = f"{shown and (shown['live'], shown['version'])} while a fresh one is at {fresh}"
            yield Finding("not all is told at the end", who, ends[-1]["t"], words)
