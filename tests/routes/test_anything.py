"""Anything at all, sent to every act: a clear answer, never a fault, never half done."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ops.routes.api.description import description
from ops.routes.api.parse import all_fields
from ops.routes.api.table import WRITES
from ops.routes.api.writes import Write
from tests.routes.acts import seated, waits
from tests.routes.conftest import copied
from tests.routes.door import Door
from tests.routes.schema import faults
from tests.support.furnished import Furnished

SCHEMAS = description()["components"]["schemas"]
TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
ANYTHING = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)


@pytest.fixture(scope="module")
def crowd(prepared: tuple[Path, Furnished], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """A room that lives through all of it."""
    folder, furnished = prepared
    app = copied(folder, tmp_path_factory.mktemp("crowd"))
    yield Door(app, app.extensions["house"].now, furnished)
    app.extensions["house"].db.close()


def sensible(write: Write) -> st.SearchStrategy[Any]:
    """Words the act knows, among others."""
    words = [item.kind.schema().get("enum", []) for item in all_fields(write.spec)]
    known = [word for some in words for word in some]
    return (
        st.sampled_from([*known, 1, 2, 5, "A", "B", True, []]) if known else st.sampled_from([1, "A", True])
    )


def bodies(write: Write) -> st.SearchStrategy[dict[str, Any]]:
    names = [item.name for item in all_fields(write.spec)]
    said = sensible(write) | ANYTHING
    known = st.dictionaries(st.sampled_from(names), said, max_size=len(names))
    return st.one_of(known, st.dictionaries(TEXT, ANYTHING, max_size=3))


@pytest.mark.parametrize("examples", [10, pytest.param(100, marks=pytest.mark.soak)])
@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.name)
def test_anything_said_gets_a_clear_answer(crowd: Door, write: Write, examples: int) -> None:
    visit = waits(crowd) if write.name in ("call", "seat") else seated_anyhow(crowd)
    places = {"<slug>": "here", "<uuid:visit>": visit, "<uuid:response>": another_response(crowd)}
    path = write.path
    for place, value in places.items():
        path = path.replace(place, value)
    path = path if "<int" not in path else f"/booths/{crowd.booth('3')}/{path.rsplit('/', 1)[1]}"

    @settings(max_examples=examples, derandomize=True, deadline=None, database=None)
    @given(body=bodies(write))
    def says(body: dict[str, Any]) -> None:
        before = crowd.version()
        answer = crowd.post(path, body)
        good = answer.status_code in (200, 201)
        assert good or (answer.status_code < 500 and not write.lenient), answer.text
        shape = SCHEMAS["Answer" if good else "Problem"]
        assert faults(shape, answer.json, SCHEMAS) == []
        assert crowd.version() == before + good

    says()


def seated_anyhow(door: Door) -> str:
    """Someone more, whatever the board says."""
    answer = door.post("/sites/here/visits", {"booth": door.booth("4"), "room_says_otherwise": True})
    return str(answer.json["id"]) if answer.json else seated(door)


def another_response(door: Door) -> str:
    """One of its own, so that no log grows long."""
    answer = door.post("/sites/here/responses", {"place": "washroom", "another": True})
    return str(answer.json["id"]) if answer.json else ""
