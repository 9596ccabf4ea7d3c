"""The simulator's rooms in a process of their own, and what their tablets were told was kept.

    python -m tests.bench.province_players URL SEED

Its first line of input is a list of [site, token]; it answers with one of JSON as soon as all rooms move. Each
further line but ``end`` begins the count anew; after the end it says what was acknowledged.
"""

import json
import os
import sys
import threading
from dataclasses import replace
from time import time

from ops.simulator.profiles import MELBOURNE
from ops.simulator.run import Troupe, troupe
from ops.simulator.wire import Headers, Transport, over_http

PEOPLE_AN_HOUR = float(os.environ.get("PROVINCE_PEOPLE", "2"))
OUTSIDE = int(os.environ.get("PROVINCE_OUTSIDE", "1"))
"""Who comes in at once when it begins, at each site: about as many as are there later."""
ALWAYS = replace(
    MELBOURNE, visits_a_day=PEOPLE_AN_HOUR * 24, waiting_outside=OUTSIDE, opens=None, closes=None
)
"""Who comes to each site, at any hour; they stay, are looked at and fall ill as in Melbourne."""

LOOKS_A_SECOND = 0.5
"""At all boards of this process together: nobody else acts in these rooms."""
Kept = tuple[str, str, int, float]
"""The site, the act's key, the version that has it, and when the tablet knew."""


class Tablets:
    """Between the rooms and the house: what the house answered."""

    def __init__(self, url: str, rooms: list[tuple[str, str]]) -> None:
        self._ask = over_http(url)
        self._sites = {f"Bearer {token}": site for site, token in rooms}
        self.kept: list[Kept] = []
        self.refused: dict[str, int] = {}
        self.took: list[float] = []

    def transport(self, method: str, path: str, headers: Headers, body: bytes | None) -> tuple[int, bytes]:
        began = time()
        status, said = self._ask(method, path, headers, body)
        if method == "POST":
            ended = time()
            answer = json.loads(said) if status < 500 else {}
            if status < 400 and not answer.get("repeat"):
                site, key = self._sites[headers["Authorization"]], headers["Idempotency-Key"]
                self.kept.append((site, key, answer["version"], ended))
                self.took.append(ended - began)
            else:
                # What a colleague has done already is in no commit of its own.
                what = "repeat" if status < 400 else f"{status} {answer.get('code', '')}".strip()
                self.refused[what] = self.refused.get(what, 0) + 1
        return status, said


def main(url: str, seed: int) -> None:
    rooms = [(site, token) for site, token in json.loads(sys.stdin.readline())]
    tablets, over = Tablets(url, rooms), threading.Event()
    ask: Transport = tablets.transport
    plays = troupe(ask, rooms, profile=ALWAYS, seed=seed, speed=1, looks_a_second=LOOKS_A_SECOND)
    players = Troupe(plays, lambda: not over.is_set())
    moving = threading.Thread(target=players.plays)
    moving.start()
    print("{}", flush=True)
    while sys.stdin.readline().strip() not in ("end", ""):
        # Those acknowledged so far stay on the list: they are in the journal too, or lost.
        players.latest = 0.0
        tablets.took.clear()
        tablets.refused.clear()
        print(json.dumps(len(tablets.kept)), flush=True)
    over.set()
    moving.join()
    said = {"latest": players.latest, "kept": tablets.kept, "refused": tablets.refused}
    print(json.dumps(said | {"took": tablets.took}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
