"""The file of each site, written anew when something is changed in the browser.

1. What the file is to say is written beside it, whole and down to the disk, under a name that says which
   content it follows and which it is.
2. The commit of the change keeps its hash.
3. It takes the file's place.

A start and the next change do step 3 where a power cut left it undone. What was never committed is thrown
away, and a file that somebody edited meanwhile is left as it is: a start applies it.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ops.files import keep_names
from ops.models import Site
from ops.services.house import House

NEW = ".new"
NO_FILE = "none"
_ENOUGH = 32


@dataclass(frozen=True)
class Staged:
    """A new content that waits for its commit. ``hash`` is for the site's row."""

    path: Path
    waiting: Path
    hash: str


def hash_of(content: bytes) -> str:
    """As a site's row keeps it."""
    return hashlib.sha256(content).hexdigest()


def path_of(house: House, session: Session, site: Site) -> Path | None:
    """Where the file of that site lies; a drill has none. The first site's is the one that is set."""
    if house.site_file is None or site.drill_of is not None:
        return None
    first = session.scalar(select(func.min(Site.id)).where(Site.drill_of.is_(None)))
    return house.site_file if site.id == first else beside(house.site_file) / f"{site.slug}.toml"


def path_for(house: House, site_id: int) -> Path | None:
    """The same, for who has no session."""
    with house.db.read() as session:
        return path_of(house, session, session.get_one(Site, site_id))


def beside(site_file: Path) -> Path:
    """The folder of the files of all sites but the first."""
    return site_file.parent / "sites"


def content_of(path: Path) -> bytes | None:
    """What lies there, if anything does."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def stage(path: Path, content: bytes) -> Staged:
    """Step 1. Raises ``OSError``."""
    new = hash_of(content)
    waiting = path.with_name(f"{path.name}.{_state(path)}.{new[:_ENOUGH]}{NEW}")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with waiting.open("wb") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    keep_names(path.parent)
    return Staged(path, waiting, new)


def put_in_place(staged: Staged) -> None:
    """Step 3. Somebody else may have done it."""
    try:
        staged.waiting.replace(staged.path)
    except FileNotFoundError:
        return
    keep_names(staged.path.parent)


def finish(path: Path, committed: str | None) -> None:
    """What a power cut left undone, while nobody else writes to that site. Raises ``OSError``."""
    for waiting in path.parent.glob(f"{path.name}.*{NEW}"):
        follows = waiting.name.removeprefix(f"{path.name}.").partition(".")[0]
        if hash_of(waiting.read_bytes()) == committed and follows == _state(path):
            put_in_place(Staged(path, waiting, committed))
        else:
            waiting.unlink()


def finish_all(house: House) -> None:
    """The same for every site, at a start."""
    with house.db.write() as session:
        for site in session.scalars(select(Site).with_for_update()):
            path = path_of(house, session, site)
            if path is not None:
                finish(path, site.file_hash)


def _state(path: Path) -> str:
    content = content_of(path)
    return NO_FILE if content is None else hash_of(content)[:_ENOUGH]
