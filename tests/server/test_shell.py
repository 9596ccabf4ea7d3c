"""What tablets keep of the house is not another version because the house was started again."""

from pathlib import Path
from urllib.request import urlopen

from tests.support.server import RunningServer

KEPT = ("/floor", "/tablet-worker.js", "/tablet.webmanifest")


def test_every_start_serves_tablets_the_same_bytes(tmp_path: Path) -> None:
    served = set()
    for number in ("1", "2", "3"):
        folder = tmp_path / number
        folder.mkdir()
        # Sets are walked in another order in each process, as they are from start to start.
        with RunningServer(folder, environment={"PYTHONHASHSEED": number}) as server:
            served.add(tuple(urlopen(server.url + path, timeout=10).read() for path in KEPT))
    assert len(served) == 1
