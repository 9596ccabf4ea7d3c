"""The chain: whatever is changed, taken out or put in shows at its place; contents that went do not."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as some

from ops.domain import chain
from ops.domain.chain import Body, Fault, Head, Kept, Link, State, Verdict

AT = datetime(2026, 11, 22, 14, 0, 5, 123000, tzinfo=UTC)
Rows = list[tuple[Link, Kept | None]]

values = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)
instants = some.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1), timezones=some.just(UTC))  # noqa: DTZ001
bodies = some.builds(
    Body,
    version=some.integers(1, 10**9),
    kind=some.text(min_size=1, max_size=40),
    command_id=some.none() | some.uuids(),
    happened_at=instants,
    recorded_at=instants,
    device_id=some.none() | some.integers(1, 99),
    by=some.none() | some.text(max_size=60),
    from_paper=some.booleans(),
    data=some.dictionaries(some.text(), values, max_size=4),
)


def chained(all_kept: list[Kept], begin: Head = chain.start("here")) -> Rows:  # noqa: B008
    rows: Rows = []
    for kept in all_kept:
        link = chain.after(begin, chain.commitment(kept))
        rows.append((link, kept))
        begin = Head(link.seq, link.hash)
    return rows


salts = some.binary(min_size=chain.SALT_BYTES, max_size=chain.SALT_BYTES)
histories = some.lists(some.builds(Kept, salts, bodies), min_size=1, max_size=6).map(chained)


def end(rows: Rows) -> Head:
    return Head(rows[-1][0].seq, rows[-1][0].hash)


def verdict(rows: Rows, head: Head | None = None, *papers: Head) -> Verdict:
    return chain.walk(chain.start("here"), rows, head or end(rows), papers)


def flipped(data: bytes, at: int) -> bytes:
    at %= len(data)
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def body(**said: object) -> Body:
    plain = Body(7, "checked_in", UUID(int=1), AT, AT, 2, "Kim", False, {"breaths": 12})
    return replace(plain, **said)  # type: ignore[arg-type]


@given(histories)
def test_what_nobody_touched_is_whole(rows: Rows) -> None:
    head = end(rows)
    assert verdict(rows, head, *(Head(link.seq, link.hash[:10]) for link, _ in rows)) == Verdict(
        State.OK, len(rows)
    )


@given(
    histories, some.integers(0, 5), some.integers(0, 31), some.sampled_from(("commitment", "prev", "hash"))
)
def test_any_byte_of_a_link_shows_at_its_place(rows: Rows, place: int, byte: int, part: str) -> None:
    place %= len(rows)
    head = end(rows)
    link, kept = rows[place]
    changed = {part: flipped(getattr(link, part), byte)}
    rows[place] = (replace(link, **changed), kept)  # type: ignore[arg-type]
    assert verdict(rows, head) == Verdict(State.BROKEN, place, place + 1, Fault.LINK)


@given(histories, some.integers(0, 5), some.integers(0, 15))
def test_another_salt_shows(rows: Rows, place: int, byte: int) -> None:
    place %= len(rows)
    link, kept = rows[place]
    assert kept is not None
    rows[place] = (link, replace(kept, salt=flipped(kept.salt, byte)))
    assert verdict(rows) == Verdict(State.BROKEN, place, place + 1, Fault.CONTENTS)


@given(histories, some.integers(0, 5), bodies)
def test_other_contents_show(rows: Rows, place: int, other: Body) -> None:
    place %= len(rows)
    link, kept = rows[place]
    assert kept is not None
    if kept.body.canonical() == other.canonical():
        return
    rows[place] = (link, replace(kept, body=other))
    assert verdict(rows) == Verdict(State.BROKEN, place, place + 1, Fault.CONTENTS)


@given(histories, some.data())
def test_a_link_that_was_taken_out_shows(rows: Rows, data: some.DataObject) -> None:
    if len(rows) < 2:
        return
    place = data.draw(some.integers(0, len(rows) - 2))
    assert verdict(rows[:place] + rows[place + 1 :]).at == place + 1


@given(histories, some.data())
def test_an_end_that_was_taken_off_is_truncated(rows: Rows, data: some.DataObject) -> None:
    left = data.draw(some.integers(0, len(rows) - 1))
    assert verdict(rows[:left], end(rows)) == Verdict(State.TRUNCATED, left, left)
    back = end(rows[:left]) if left else chain.start("here")
    assert verdict(rows[:left], back).state is State.OK, "the site was set back as well, and only paper knows"
    assert verdict(rows[:left], back, end(rows)) == Verdict(State.TRUNCATED, left, left)


@given(histories, bodies, some.integers(0, 5))
def test_a_history_written_anew_is_not_the_one_on_paper(rows: Rows, other: Body, place: int) -> None:
    place %= len(rows)
    paper = Head(len(rows), rows[-1][0].hash[:10])
    all_kept = [kept for _, kept in rows if kept]
    all_kept[place] = Kept(flipped(all_kept[place].salt, 0), other)
    anew = chained(all_kept)
    assert verdict(anew).state is State.OK
    assert verdict(anew, None, paper) == Verdict(State.BAD_CHECKPOINT, len(rows), len(rows))


@given(histories, some.sets(some.integers(0, 5)))
def test_contents_that_went_are_counted_and_change_nothing(rows: Rows, went: set[int]) -> None:
    left: Rows = [(link, None if place in went else kept) for place, (link, kept) in enumerate(rows)]
    found = verdict(left)
    assert found.state is State.OK
    named = {seq - 1 for since, until in found.gone for seq in range(since, until + 1)}
    assert named == {place for place in went if place < len(rows)}


def test_links_behind_the_end_that_the_site_knows_show() -> None:
    rows = chained([Kept(bytes(16), body()), Kept(bytes(16), body())])
    assert verdict(rows, end(rows[:1])) == Verdict(State.BROKEN, 2, 2, Fault.END)


def test_a_site_that_remembers_another_end_shows() -> None:
    rows = chained([Kept(bytes(16), body())])
    assert verdict(rows, Head(1, bytes(32))) == Verdict(State.BROKEN, 1, 1, Fault.END)


def test_no_two_sites_share_a_chain() -> None:
    rows = chained([Kept(bytes(16), body())], chain.start("elsewhere"))
    assert verdict(rows) == Verdict(State.BROKEN, 0, 1, Fault.LINK)


def test_the_same_fact_is_sealed_otherwise_each_time() -> None:
    """Or whoever guesses what happened could try each guess against the chain."""
    assert chain.commitment(Kept(bytes(16), body())) != chain.commitment(Kept(b"1" * 16, body()))


@given(bodies)
def test_contents_are_the_same_after_a_database_kept_them(said: Body) -> None:
    kept = replace(
        said,
        data=json.loads(json.dumps(said.data)),
        happened_at=said.happened_at.astimezone(timezone(timedelta(hours=-5))),
    )
    assert kept.canonical() == said.canonical()


def test_the_first_chain_is_sealed_this_way_for_good() -> None:
    """Another way would call every chain there is forged."""
    link = chain.after(chain.start("riverside"), chain.commitment(Kept(bytes(range(16)), body())))
    assert link.prev.hex() == "c284c39d39bedb0973f21d2558b0fba9545051116843bc60ad73b43e05dbf1c8"
    assert link.hash.hex() == "6709c837513e0e2b595e097cb796509a4221760fc2723c6cf63c1aa864cb8e44"


@given(
    gone=some.sets(some.integers(1, 12)),
    purged=some.lists(some.tuples(some.integers(1, 12), some.integers(1, 12))),
)
def test_the_first_that_no_purge_names(gone: set[int], purged: list[tuple[int, int]]) -> None:
    named = {seq for first, last in purged for seq in range(first, last + 1)}
    one_by_one = [(seq, seq) for seq in sorted(gone)]
    assert chain.not_purged(one_by_one, purged) == min(gone - named, default=None)
    assert chain.not_purged([(1, 12)], purged) == min(set(range(1, 13)) - named, default=None)
