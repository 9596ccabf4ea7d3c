"""The chain under the journal: each fact is tied to all before it, so that none changes in silence.

A link holds a commitment to a fact and none of its contents. Contents may go when their time is
over, with their salt: what is left tells nobody what they were, and the chain is as whole as before.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

SALT_BYTES = 16


@dataclass(frozen=True)
class Body:
    """All that a fact says, with who recorded it and when."""

    version: int
    kind: str
    command_id: UUID | None
    happened_at: datetime
    recorded_at: datetime
    device_id: int | None
    by: str | None
    from_paper: bool
    data: dict[str, Any]

    def canonical(self) -> bytes:
        """The same bytes for the same fact, before and after a database has kept it."""
        said = {
            "version": self.version,
            "kind": self.kind,
            "command": str(self.command_id) if self.command_id else None,
            "happened_at": _instant(self.happened_at),
            "recorded_at": _instant(self.recorded_at),
            "device": self.device_id,
            "by": self.by,
            "from_paper": self.from_paper,
            "data": self.data,
        }
        return json.dumps(said, sort_keys=True, separators=(",", ":")).encode()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True)
class Kept:
    """The contents of a fact as long as they are kept."""

    salt: bytes
    body: Body


@dataclass(frozen=True)
class Link:
    """One fact in the chain."""

    seq: int
    commitment: bytes
    prev: bytes
    hash: bytes


@dataclass(frozen=True)
class Head:
    """A place in the chain. Of a hash that was copied by hand there is only the beginning."""

    seq: int
    hash: bytes


def start(slug: str) -> Head:
    """Before the first fact of a site: no two sites share a chain."""
    return Head(0, _hash(b"ops chain 1", slug.encode()))


def commitment(kept: Kept) -> bytes:
    """Says what a fact is to whoever has it and its salt, and nothing to anybody else."""
    return _hash(b"ops fact 1", kept.salt, kept.body.canonical())


def after(head: Head, committed: bytes) -> Link:
    """The link that follows."""
    seq = head.seq + 1
    return Link(seq, committed, head.hash, _hash(b"ops link 1", head.hash, str(seq).encode(), committed))


def _hash(*parts: bytes) -> bytes:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.digest()


class State(StrEnum):
    """What became of a chain. ``BAD_CHECKPOINT``: it is whole, and not the one on the paper."""

    OK = "ok"
    BROKEN = "broken"
    TRUNCATED = "truncated"
    BAD_CHECKPOINT = "bad_checkpoint"


class Fault(StrEnum):
    """Where a chain is broken: how."""

    CONTENTS = "contents"
    """What is kept of a fact is not what was recorded."""
    LINK = "link"
    """A link does not follow from the one before."""
    MISSING = "missing"
    """There is no such link, and there are later ones."""
    NO_LINK = "no_link"
    """A fact stands in the journal that no link knows."""
    END = "end"
    """It does not end as the site says it does."""
    GONE = "gone"
    """The contents of a fact are gone, and no purge says so."""


@dataclass(frozen=True)
class Verdict:
    """``at``: the first fact that is wrong, the last that is there, or that of the checkpoint.

    ``gone``: facts whose contents are no longer kept, in stretches from … to.
    """

    state: State
    facts: int
    at: int | None = None
    fault: Fault | None = None
    gone: tuple[tuple[int, int], ...] = ()


def walk(
    begin: Head, rows: Iterable[tuple[Link, Kept | None]], head: Head, checkpoints: Sequence[Head] = ()
) -> Verdict:
    """Follow the chain from its beginning to ``head``, and hold it against what stands on paper.

    1. Each link follows the one before; contents that are kept are what the link was made of.
    2. It ends where and as the site says it does: shorter is truncated.
    3. A checkpoint beyond the end: truncated. One that says another hash: bad checkpoint.
    """
    reached = begin
    gone: list[tuple[int, int]] = []
    wanted = {checkpoint.seq for checkpoint in checkpoints}
    found = {begin.seq: begin.hash}

    def verdict(state: State, at: int | None = None, fault: Fault | None = None) -> Verdict:
        return Verdict(state, reached.seq, at, fault, tuple(gone))

    for link, kept in rows:
        fault = _fault(reached, link, kept)
        if fault is not None:
            return verdict(State.BROKEN, reached.seq + 1, fault)
        reached = Head(link.seq, link.hash)
        if kept is None:
            _count_gone(gone, link.seq)
        if link.seq in wanted:
            found[link.seq] = link.hash
    if reached.seq > head.seq:
        return verdict(State.BROKEN, head.seq + 1, Fault.END)
    if reached.seq == head.seq and reached.hash != head.hash:
        return verdict(State.BROKEN, head.seq, Fault.END)
    for checkpoint in checkpoints:
        if checkpoint.seq in found and not found[checkpoint.seq].startswith(checkpoint.hash):
            return verdict(State.BAD_CHECKPOINT, checkpoint.seq)
    furthest = max([head.seq, *wanted])
    return verdict(State.TRUNCATED, reached.seq) if reached.seq < furthest else verdict(State.OK)


def not_purged(gone: Iterable[tuple[int, int]], purged: Iterable[tuple[int, int]]) -> int | None:
    """The first fact whose contents are gone without a purge that says so. Both in stretches from … to."""
    stretches = iter(sorted(purged))
    covered_to, ahead = 0, next(stretches, None)
    for first, last in sorted(gone):
        seq = first
        while seq <= last:
            while ahead is not None and ahead[0] <= seq:
                covered_to, ahead = max(covered_to, ahead[1]), next(stretches, None)
            if covered_to < seq:
                return seq
            seq = covered_to + 1
    return None


def _fault(before: Head, link: Link, kept: Kept | None) -> Fault | None:
    if link.seq > before.seq + 1:
        return Fault.MISSING
    if link != after(before, link.commitment):
        return Fault.LINK
    if kept is not None and commitment(kept) != link.commitment:
        return Fault.CONTENTS
    return None


def _count_gone(gone: list[tuple[int, int]], seq: int) -> None:
    if gone and gone[-1][1] == seq - 1:
        gone[-1] = (gone[-1][0], seq)
    else:
        gone.append((seq, seq))
