"""A checkpoint as it is written down and read again."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from ops.domain.chain import Head
from ops.domain.checkpoint import SHORT_BYTES, Checkpoint, Unreadable, read

slugs = some.from_regex(r"[a-z][a-z0-9-]{0,30}", fullmatch=True)
checkpoints = some.builds(
    Checkpoint,
    slugs,
    some.builds(Head, some.integers(0, 10**9), some.binary(min_size=32, max_size=32)),
    some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=some.just(UTC)).map(  # noqa: DTZ001
        lambda at: at.replace(microsecond=at.microsecond // 1000 * 1000)
    ),
    some.binary(min_size=64, max_size=64),
)


@given(checkpoints)
def test_what_a_camera_reads_is_all_of_it(made: Checkpoint) -> None:
    assert read(made.whole()) == made


@given(checkpoints, some.sampled_from((str.lower, str.upper, lambda code: code.replace("-", " "), str)))
def test_what_a_hand_copies_is_where_it_was(made: Checkpoint, changed: object) -> None:
    slug, number, code = made.short().split()
    assert callable(changed)
    found = read(f"  {slug}  {number} {changed(code)} ")
    assert found == Checkpoint(made.slug, Head(made.head.seq, made.head.hash[:SHORT_BYTES]))


def test_how_it_looks() -> None:
    made = Checkpoint("riverside", Head(1234, bytes(range(32))))
    assert made.short() == "riverside 1234 AAAQ-EAYE-AUDA-OCAJ"


@given(checkpoints, some.sampled_from(("slug", "seq", "hash", "made_at")))
def test_what_is_signed_is_all_that_it_says(made: Checkpoint, part: str) -> None:
    assert made.made_at is not None
    other = {
        "slug": replace(made, slug=f"{made.slug}x"),
        "seq": replace(made, head=Head(made.head.seq + 1, made.head.hash)),
        "hash": replace(made, head=Head(made.head.seq, made.head.hash[::-1] + b"x")),
        "made_at": replace(made, made_at=made.made_at.replace(year=2041)),
    }[part]
    assert other.statement() != made.statement()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "riverside",
        "riverside 12",
        "riverside 12 AAAA-AAAA-AAAA",
        "riverside 12 AAAA-AAAA-AAAA-AAAA-AAAA",
        "riverside 12 AAAA-AAAA-AAAA-AAA1",
        "riverside -12 AAAA-AAAA-AAAA-AAAA",
        "riverside ١٢ AAAA-AAAA-AAAA-AAAA",
        "OPS1",
        "OPS1 riverside 12 AAAA",
        "OPS1 riverside 12 AAAA yesterday AAAA",
        "OPS1 riverside 12 % 2026-11-22T14:00:00Z AAAA",
        "\0",
    ],
)
def test_what_is_none(text: str) -> None:
    with pytest.raises(Unreadable, match="a site, a number and 16 characters"):
        read(text)


@given(some.text())
def test_anything_is_read_or_said_to_be_unreadable(text: str) -> None:
    with suppress(Unreadable):
        assert read(text).slug in text
