"""The simulator's rooms in a process of their own, and what their tablets were told was kept.

    python -m tests.bench.province_players URL SPEED SEED

Its first line of input is a list of [site, token]; it answers with one of JSON as soon as all rooms move. Each
further line but ``end`` begins the count anew; after the end it says what was acknowledged.
"""

import json
import sys
import threading
from dataclasses import replace
from time import time

from ops.simulator.profiles import INSITE
from ops.simulator.run import Troupe, troupe
from ops.simulator.wire import Headers, Transport, over_http

BUSY = replace(INSITE, name="insite", visits_a_day=INSITE.visits_a_day / 18 * 24, waiting_outside=12)
BUSY = replace(BUSY, opens=None, closes=None)
"""As busy as Insite while it is open (27 people an hour for 13 booths), at any hour; and full at once."""

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
        self.asked = 0

    def transport(self, method: str, path: str, headers: Headers, body: bytes | None) -> tuple[int, bytes]:
        began = time()
        status, said = self._ask(method, path, headers, body)
        self.asked += 1
        if method == "POST":
            ended = time()
            if status < 400:
                version = json.loads(said)["version"]
                site, key = self._sites[headers["Authorization"]], headers["Idempotency-Key"]
                self.kept.append((site, key, version, ended))
                self.took.append(ended - began)
            else:
                what = f"{status} {json.loads(said).get('code')}" if status < 500 else str(status)
                self.refused[what] = self.refused.get(what, 0) + 1
        return status, said


def main(url: str, speed: float, seed: int) -> None:
    rooms = [(site, token) for site, token in json.loads(sys.stdin.readline())]
    tablets, over = Tablets(url, rooms), threading.Event()
    ask: Transport = tablets.transport
    plays = troupe(ask, rooms, profile=BUSY, seed=seed, speed=speed)
    players = Troupe(plays, lambda: not over.is_set())
    moving = threading.Thread(target=players.plays)
    moving.start()
    print("{}", flush=True)
    while sys.stdin.readline().strip() not in ("end", ""):
        # Those acknowledged so far stay on the list: they are in the journal too, or lost.
        players.latest, tablets.asked = 0.0, 0
        tablets.took.clear()
        tablets.refused.clear()
        print(json.dumps(len(tablets.kept)), flush=True)
    over.set()
    moving.join()
    said = {"latest": players.latest, "kept": tablets.kept, "refused": tablets.refused}
    print(json.dumps(said | {"took": tablets.took, "asked": tablets.asked}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]))
