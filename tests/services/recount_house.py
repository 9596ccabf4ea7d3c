"""The room around it counted a second time, from the journal alone."""

from collections import Counter
from datetime import datetime
from itertools import pairwise

from tests.services.recount_care import RecountOfCare


class RecountOfAll(RecountOfCare):
    """Beside stays and care: the room closed, walls silent, staff."""

    def closed(self) -> dict[str, float]:
        """Seconds closed to new people, by reason or state; second by second would be the same."""
        states = {
            "room_opened": None,
            "last_entry_called": "last_entry",
            "closing_begun": "closing",
            "everyone_called_out": "everyone_out",
            "lock_down_begun": "lock_down",
        }
        found: Counter[str] = Counter()
        reason, since = None, self.start
        for entry in [*self.of("room_closed", *states), None]:
            at = self.until if entry is None else min(max(entry.at, self.start), self.until)
            if reason is not None:
                found[reason] += round((at - since).total_seconds())
            if entry is not None:
                reason = entry.data.get("reason", "") if entry.kind == "room_closed" else states[entry.kind]
            since = at
        return {word: seconds for word, seconds in found.items() if seconds}

    def silent(self, device: int) -> float:
        seconds, since = 0.0, None
        for entry in self.of("screen_silent", "screen_back"):
            if entry.data["device"] != device:
                continue
            at = min(max(entry.at, self.start), self.until)
            if entry.kind == "screen_silent":
                since = since or at
            elif since is not None:
                seconds += (at - since).total_seconds()
                since = None
        return seconds + ((self.until - since).total_seconds() if since else 0)

    def staff(self) -> dict[str, float]:
        """Seconds by place, from who moved where."""
        found: Counter[str] = Counter()
        where: dict[int, tuple[str, datetime]] = {}
        for entry in [*self.of("staff_moved"), None]:
            for person in list(where) if entry is None else [entry.data["staff"]]:
                at = self.until if entry is None else min(max(entry.at, self.start), self.until)
                place, since = where.pop(person, ("off", at))
                found[place] += round((at - since).total_seconds())
                if entry is not None:
                    where[person] = (entry.data["place"], at)
        return {place: seconds for place, seconds in found.items() if place != "off" and seconds}

    def under_minimum(self, minimum: int) -> float:
        """Seconds with somebody on shift and fewer free; one tablet logs, so one is there."""
        ends = ("response_over", "response_all_ok", "response_mis_tapped")
        turns = self.of("staff_moved", "someone_there", "someone_left", "action_logged", *ends)
        moments = {self.start, self.until} | {entry.at for entry in turns if self.inside(entry.at)}
        seconds = 0.0
        for left, right in pairwise(sorted(moments)):
            where: dict[int, str] = {}
            there: set[str] = set()
            for entry in turns:
                if entry.at > left:
                    continue
                if entry.kind == "staff_moved":
                    where[entry.data["staff"]] = entry.data["place"]
                elif entry.kind in (*ends, "someone_left"):
                    there.discard(entry.data["response"])
                else:
                    there.add(entry.data["response"])
            chips = Counter(where.values())
            duty = chips["floor"] + chips["response"]
            free = max(0, duty - max(chips["response"], len(there)))
            on_shift = sum(chips.values()) - chips["off"]
            if on_shift and free < minimum:
                seconds += (right - left).total_seconds()
        return round(seconds)
