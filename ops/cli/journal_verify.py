"""``ops journal verify``: whether the journal is what it was, for a person and for a script."""

import argparse
import json
from pathlib import Path

from ops.cli.opening import existing_house, site_named
from ops.cli.words import Problem, say
from ops.config import Settings
from ops.domain import checkpoint
from ops.domain.chain import Fault, State, Verdict
from ops.domain.checkpoint import Checkpoint, Unreadable
from ops.services import checkpoints, proof

MOST_STRETCHES = 8
"""Of contents that are gone; a purge leaves many."""
CODES = {State.OK: 0, State.BROKEN: 3, State.TRUNCATED: 4, State.BAD_CHECKPOINT: 5}

FAULTS = {
    Fault.CONTENTS: "What is kept of it is not what was recorded.",
    Fault.LINK: "Its link does not follow from the one before.",
    Fault.MISSING: "It is not there, and later ones are.",
    Fault.NO_LINK: "It stands in the journal, and the chain does not know it.",
    Fault.END: "The chain does not end as the room says it does.",
    Fault.GONE: "What it said was taken out, and no purge says so.",
}


def verify(settings: Settings, said: argparse.Namespace) -> int:
    """Follow the chain, say what was found; the code says it once more."""
    papers = [one for text in said.checkpoint or () for one in _read(text)]
    with existing_house(settings) as house:
        site = site_named(house, said.site or (papers[0].slug if papers else None))
        for paper in papers:
            if paper.slug != site.slug:
                raise Problem(f"The checkpoint {paper.head.seq} is of {paper.slug!r}, not of {site.slug!r}.")
        newest = checkpoints.of_now(house, site.id)
        verdict = proof.verify(house, site.id, papers)
    if said.json:
        say(json.dumps(_plain(newest, verdict)))
    else:
        for line in _words(newest, verdict, papers):
            say(line)
    return CODES[verdict.state]


def _read(text: str) -> list[Checkpoint]:
    """What was typed, or each line of the file of that name."""
    path = Path(text)
    try:
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else [text]
        return [checkpoint.read(line) for line in lines if line.strip() or len(lines) == 1]
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        raise Problem(str(error)) from error


def _plain(newest: Checkpoint, verdict: Verdict) -> dict[str, object]:
    return {
        "site": newest.slug,
        "state": verdict.state,
        "facts": verdict.facts,
        "at": verdict.at,
        "fault": verdict.fault,
        "gone": [list(stretch) for stretch in verdict.gone],
        "head": {"seq": newest.head.seq, "hash": newest.head.hash.hex()},
    }


def _words(newest: Checkpoint, verdict: Verdict, papers: list[Checkpoint]) -> list[str]:
    slug, head = newest.slug, newest.head
    match verdict.state:
        case State.OK:
            lines = [
                f"OK: the chain of {slug} is whole, from its first fact to number {head.seq}.",
                *(f"It is the history that the checkpoint {paper.head.seq} is of." for paper in papers),
                f"A checkpoint of now: {newest.short()}",
            ]
        case State.BROKEN:
            assert verdict.fault is not None
            lines = [
                f"BROKEN AT {verdict.at}: {FAULTS[verdict.fault]}",
                f"Up to {verdict.facts} everything is as it was recorded."
                if verdict.facts
                else "Nothing before it can be relied upon either.",
            ]
        case State.TRUNCATED:
            known = max([head.seq, *(paper.head.seq for paper in papers)])
            lines = [
                f"TRUNCATED: the chain of {slug} ends at {verdict.at}, and there was a number {known}.",
                "Later facts were taken away, or an older copy of the database was brought back.",
            ]
        case State.BAD_CHECKPOINT:
            lines = [
                f"BAD CHECKPOINT: number {verdict.at} of {slug} is not what was signed.",
                "The chain is whole in itself, so the journal was written anew, or the paper is not from here.",
                "A character that was misread does the same.",
            ]
    return [*lines, *_gone(verdict)]


def _gone(verdict: Verdict) -> list[str]:
    if not verdict.gone:
        return []
    number = sum(until - since + 1 for since, until in verdict.gone)
    shown = verdict.gone[:MOST_STRETCHES]
    where = ", ".join(str(since) if since == until else f"{since}–{until}" for since, until in shown)
    if len(verdict.gone) > len(shown):
        where += f" … {verdict.gone[-1][1]}"
    return [f"Contents that are no longer kept: of {number} {'fact' if number == 1 else 'facts'}, {where}."]
