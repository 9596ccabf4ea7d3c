"""A key for each site and month, by which cards are told apart. It lies beside the database, in no backup
of it, and is destroyed when the month was counted: then nobody can tell any more whose card it was.
"""

from pathlib import Path

from ops.files import keep_names, wipe
from ops.keys import key_in

KEY, GONE = ".key", ".gone"


def key_of(folder: Path, slug: str, month: str) -> bytes | None:
    """``None``: there is none, or it was destroyed."""
    path = folder / f"{slug}-{month}{KEY}"
    return key_in(path) if path.exists() and not path.with_suffix(GONE).exists() else None


def begin(folder: Path, slug: str, month: str) -> None:
    """A month gets a key once; one that was destroyed never gets another, whatever database is put back."""
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{slug}-{month}{KEY}"
    if not path.with_suffix(GONE).exists():
        key_in(path)
        keep_names(folder)


def destroy(folder: Path, slug: str, month: str) -> None:
    """Done again after a power cut at any point, it comes to the same.

    1. A mark that it is gone, which outlives everything: from now on nobody reads it.
    2. Overwrite it, take its name away. What a disk keeps elsewhere by itself stays there.
    """
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{slug}-{month}{KEY}"
    path.with_suffix(GONE).touch(mode=0o600)
    keep_names(folder)
    # A draft is another name of the key where its maker was cut off.
    for name in (*folder.glob(f".{path.name}.*"), path):
        try:
            wipe(name)
        except FileNotFoundError:
            continue  # Destroyed before, or by another process just now.


def months(folder: Path, slug: str) -> set[str]:
    """Those that have a key."""
    return {path.stem[len(slug) + 1 :] for path in folder.glob(f"{slug}-????-??{KEY}")}
