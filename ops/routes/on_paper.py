"""A checkpoint as it is printed: a line for people, and the same with its signature for a camera."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from ops.domain.checkpoint import Checkpoint
from ops.domain.window import Window, WindowKind
from ops.routes.door import house
from ops.routes.qr import qr
from ops.services import checkpoints


@dataclass(frozen=True)
class OnPaper:
    """``image`` is an address that holds the whole picture."""

    short: str
    made_at: datetime
    image: str


def of_window(window: Window, site_id: int) -> OnPaper | None:
    """While it goes on, of now; of a shift that is over, the one that was made as it ended."""
    if window.running:
        return on_paper(checkpoints.of_now(house(), site_id))
    if window.kind is WindowKind.DAY:
        return None
    ended = checkpoints.of_shift(house(), site_id, UUID(window.id))
    return on_paper(ended) if ended is not None else None


def on_paper(checkpoint: Checkpoint) -> OnPaper:
    """Ready to be printed."""
    assert checkpoint.made_at is not None
    return OnPaper(checkpoint.short(), checkpoint.made_at, qr(checkpoint.whole()))
