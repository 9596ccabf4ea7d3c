"""An independent checker: what was promised, held against what the clients of a run sent and received.

It knows the house only by design and by its logs: it imports nothing of it, and reads no database.
"""

from collections import Counter

from tests.soak.checker.acts import check_acts
from tests.soak.checker.alarms import check_alarms, explained
from tests.soak.checker.content import check_content
from tests.soak.checker.histories import check_moved, parts
from tests.soak.checker.history import Finding, History, history, read
from tests.soak.checker.lag import check_end, check_lag
from tests.soak.checker.lateness import check_lateness, passed
from tests.soak.checker.pictures import check_pictures, pictures

__all__ = ["Finding", "History", "check", "history", "read", "summary"]


def check(told: History) -> list[Finding]:
    """Every promise that was not kept, in the order of time."""
    histories = parts(told)
    findings = [*check_acts(histories[-1]), *check_end(histories[-1]), *check_moved(told)]
    for one in histories:
        seen = list(pictures(one))
        findings += [
            *check_pictures(one, seen),
            *check_content(one, seen),
            *check_lag(one),
            *check_alarms(one),
            *check_lateness(one),
        ]
    return sorted(findings, key=lambda finding: finding.t)


def summary(told: History) -> dict[str, object]:
    """What the run was, so that an empty list of findings says something. Of two histories, the second."""
    told = parts(told)[-1]
    taken = [act for act in told.acts.values() if act.taken is not None]
    return {
        "acts": len(told.acts),
        "taken": len(taken),
        "sent again": sum(len(act.sent) > 1 for act in told.acts.values()),
        "replayed": sum(any(one["replayed"] for one in act.answers) for act in told.acts.values()),
        "faults": dict(Counter(fault.name for fault in told.faults)),
        "deltas": sum(1 for _ in told.of("delta")),
        "limits that passed": passed(told),
        "alarms told": sum(fact["kind"] == "check_in_overdue" for fact in told.journal()),
        "not live": sum(record["live"] == "not_live" for record in told.of("shows")),
        "false alarms explained": explained(told).by,
    }
