"""Looks and responses counted a second time, from the journal alone."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from tests.services.recount import Entry, Recount, three

GRACE = timedelta(seconds=60)


class RecountOfCare(Recount):
    """Beside stays: looks, and responses."""

    def looks(self) -> dict[str, int]:
        # That someone is in a taken seat says that its last person is not: nobody looked in.
        displaced = {
            entry.command for entry in self.of("board_was_wrong") if entry.data["refusal"] == "seat_taken"
        }
        made = [
            entry
            for entry in self.of("checked_in")
            if self.inside(entry.at) and entry.command not in displaced
        ]
        late = [entry for entry in made if self._is_late(entry)]
        all_the_same = [entry for entry in late if self._was_not_possible(entry)]
        limits = [
            entry
            for entry in self.of("check_in_overdue")
            if self.inside(entry.at) and not self._in_time(entry)
        ]
        seconds = [
            entry
            for entry in self.of("check_in_urgent")
            if self.inside(entry.at) and not self._in_time(entry)
        ]
        possible = [entry for entry in limits if not entry.data.get("not_possible")]
        return {
            "made": len(made),
            "late": len(late) - len(all_the_same),
            "on_time": len(made) - len(late),
            "missed": sum(self._nobody_came(entry) for entry in possible),
            "not_possible": len(limits) - len(possible),
            "past_second_limit": sum(not entry.data.get("not_possible") for entry in seconds),
        }

    def _was_not_possible(self, look: Entry) -> bool:
        return any(
            entry.data.get("not_possible")
            and (entry.data["visit"], entry.data["check"]) == (look.data["visit"], look.data["check"])
            for entry in self.of("check_in_overdue")
        )

    def _is_late(self, look: Entry) -> bool:
        due = look.data.get("was_due_at")
        if due is None or look.at < datetime.fromisoformat(due) + GRACE or self._paused(look):
            return False
        limit = [
            entry
            for entry in self.of("check_in_overdue")
            if (entry.data["visit"], entry.data["check"]) == (look.data["visit"], look.data["check"])
        ]
        return not (limit and self._in_time(limit[0]))

    def _paused(self, look: Entry) -> bool:
        switches = [
            entry
            for entry in self.of("timer_paused", "timer_resumed")
            if entry.data["visit"] == look.data["visit"] and entry.at <= look.at
        ]
        return bool(switches) and switches[-1].kind == "timer_paused"

    def _looks_of(self, visit: str) -> list[Entry]:
        return [entry for entry in self.of("checked_in") if entry.data["visit"] == visit]

    def _in_time(self, limit: Entry) -> bool:
        looks = self._looks_of(limit.data["visit"])
        known = [
            look.at
            for look in looks
            if look.recorded_at <= limit.at and look.data["check"] < limit.data["check"]
        ]
        return any(
            look.recorded_at > limit.at > look.at and (not known or look.at > max(known)) for look in looks
        )

    def _nobody_came(self, limit: Entry) -> bool:
        visit, check = limit.data["visit"], limit.data["check"]
        looks = [look for look in self._looks_of(visit) if look.at >= limit.at]
        if any(look.data["check"] == check for look in looks):
            return False
        until = min((look.at for look in looks), default=datetime.max.replace(tzinfo=limit.at.tzinfo))
        due = datetime.fromisoformat(limit.data["due_at"])
        slips = {entry.data["response"] for entry in self.of("response_mis_tapped")}
        there = [
            entry.at
            for entry in self.of("response_started", "came_back", "person_moved")
            if entry.data.get("visit") == visit
            and entry.data.get("response") not in slips
            and not entry.data.get("out")
        ]
        if any(due <= at <= until for at in there):
            return False
        later = [
            one for one in self.of("check_in_overdue") if one.data["visit"] == visit and one.at > limit.at
        ]
        return bool(looks or later or self.people[visit].ended)

    def responses(self) -> dict[str, Any]:
        apart = {
            entry.data["response"]: entry.kind for entry in self.of("response_all_ok", "response_mis_tapped")
        }
        began = {
            entry.data["response"]: entry for entry in self.of("response_started") if self.inside(entry.at)
        }
        real = {name: entry for name, entry in began.items() if name not in apart}
        void = {entry.data["action"] for entry in self.of("action_voided")}
        void |= {entry.data["amends"] for entry in self.of("action_amended")}
        logged = [
            entry
            for entry in self.of("action_logged")
            if entry.data["response"] in real and entry.data["action"] not in void
        ]
        kinds = {name: entry.data["response_kind"] for name, entry in real.items()}
        for entry in self.of("response_amended"):
            if entry.data["response"] in kinds and "kind" in entry.data["changed"]:
                kinds[entry.data["response"]] = entry.data["changed"]["kind"]
        doses = [
            entry.data["values"]["dose_mg"] for entry in logged if entry.data["action_kind"] == "naloxone"
        ]
        there = self.of("someone_there", "action_logged")
        first = [
            min(entry.at for entry in there if entry.data["response"] == name) - entry.at
            for name, entry in real.items()
            if any(one.data["response"] == name for one in there)
        ]
        over = {entry.data["response"]: entry.at for entry in self.of("response_over")}
        breath = [
            [
                entry.at - began[name].at
                for entry in logged
                if entry.data["response"] == name
                and entry.data["action_kind"] in ("oxygen_start", "breaths_start")
            ]
            for name in real
        ]
        return {
            "count": len(real),
            "all_ok": sum(apart.get(name) == "response_all_ok" for name in began),
            "mis_tap": sum(apart.get(name) == "response_mis_tapped" for name in began),
            "by_kind": dict(Counter(kinds.values())),
            "done": self._done(real, logged),
            "doses": len(doses),
            "milligrams": round(sum(doses), 3),
            "complete": sum(entry.data["response"] in real for entry in self.of("record_completed")),
            "to_first_breath": three([min(waits).total_seconds() for waits in breath if waits]),
            "attendance": three([wait.total_seconds() for wait in first]),
            "lasted": three(
                [(over[name] - entry.at).total_seconds() for name, entry in real.items() if name in over]
            ),
        }

    def loud_looks(self) -> tuple[int, int]:
        """Late looks that were an alarm of their own, MEDIUM and HIGH, where nobody was ever on the way; and one
        MEDIUM for each time the room needed eyes."""
        eyes = self.of("room_needs_eyes")
        has = [entry.at for entry in self.of("room_has_eyes")]
        spans = [(one.at, min((at for at in has if at >= one.at), default=self.until)) for one in eyes]
        own = [
            entry.kind
            for entry in self.of("check_in_overdue", "check_in_urgent")
            if self.inside(entry.at)
            and not entry.data.get("not_possible")
            and not any(began <= entry.at < ended for began, ended in spans)
        ]
        gathered = sum(self.inside(entry.at) for entry in eyes)
        return own.count("check_in_overdue") + gathered, own.count("check_in_urgent")

    def _done(self, real: Iterable[str], logged: list[Entry]) -> dict[str, int]:
        words = {
            "oxygen": {"oxygen_start"},
            "stimulation": {"stimulation"},
            "breaths": {"breaths_start"},
            "naloxone": {"naloxone"},
            "over_amping_care": {"cooling", "fluids", "calm_space"},
            "ambulance": {"ambulance_called", "ambulance_arrived", "ambulance_cancelled"},
        }
        found = dict.fromkeys([*words, "none_of_these"], 0)
        for name in real:
            acts = {entry.data["action_kind"] for entry in logged if entry.data["response"] == name}
            said = [word for word, kinds in words.items() if acts & kinds]
            for word in said or ["none_of_these"]:
                found[word] += 1
        return found
