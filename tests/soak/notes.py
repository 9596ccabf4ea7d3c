"""A log that one client writes: a line for each thing it sent or received, when it did."""

import json
import time
from pathlib import Path
from threading import Lock
from typing import Any


class Notes:
    """Written as it happens, so that a run that is cut off can be read as far as it came."""

    def __init__(self, folder: Path, who: str) -> None:
        self.who = who
        self._file = (folder / f"{who.replace(' ', '-')}.jsonl").open("a", encoding="utf-8")
        self._lock = Lock()

    def __call__(self, what: str, **more: Any) -> None:
        with self._lock:
            line = {"t": time.time(), "who": self.who, "what": what, **more}
            self._file.write(json.dumps(line) + "\n")
            self._file.flush()

    def close(self) -> None:
        self._file.close()
