"""What every use case needs of the house: its database, its clock, its bell, its keys."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ops.db import Database
from ops.keys import Secrets


@dataclass(frozen=True)
class House:
    """``ring(site_id)`` says that a commit on that site has happened; it may be lost."""

    db: Database
    now: Callable[[], datetime]
    ring: Callable[[int], None]
    keys: Secrets
