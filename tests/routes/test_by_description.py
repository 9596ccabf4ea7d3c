"""The wire as its own description has it: whatever a stranger to the code makes of that, for each role.

Schemathesis reads ``/api/openapi.json`` and makes requests of it, good and bad. None may meet a fault of
the server or an answer that is not described, and no refusal says back what was sent.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

import ops
from ops.domain.words import Role
from tests.routes.conftest import copied
from tests.routes.door import Door
from tests.routes.living import ids_of
from tests.support.furnished import Furnished

PER_OPERATION = 6
SEED = 20261128
LEAST_SAID = 6
"""Characters of a text that could be somebody's words."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
OURS = "".join(source.read_text() for source in sorted(Path(ops.__file__).parent.rglob("*.py")))
"""What a refusal may say without repeating anybody: some of what is sent is taken from our own source."""


@pytest.fixture
def lived_in(prepared: tuple[Path, Furnished], tmp_path: Path) -> Iterator[Door]:
    """A room of its own in which there is something of everything."""
    folder, furnished = prepared
    app = copied(folder, tmp_path)
    yield Door(app, app.extensions["house"].now, furnished)
    app.extensions["house"].db.close()


def texts(value: Any) -> Iterator[str]:
    """Every text in what is sent, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(name)
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


def said_back(case: Any, problem: dict[str, Any]) -> list[str]:
    """Texts of the request that stand in the answer and are no words of ours."""
    answer = json.dumps(problem | {"server_now": None})
    sent = [*texts(case.body), *texts(case.query), *texts(case.path_parameters)]
    return [text for text in sent if len(text) >= LEAST_SAID and text not in OURS and text in answer]


@pytest.mark.soak
@pytest.mark.parametrize("role", list(Role))
def test_what_the_description_allows_is_answered_as_described(lived_in: Door, role: Role) -> None:
    load_all_checks()
    headers = lived_in.headers(role)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", lived_in.app, headers=lived_in.headers())
    ids: dict[str, Any] = ids_of(lived_in) | {"slug": "here", "booth": lived_in.booth("3")}
    answered: Counter[int] = Counter()

    def ask(case: Any, there: bool) -> None:
        if there:
            known = {name: ids[name] for name in case.path_parameters if name in ids}
            case.path_parameters = {**case.path_parameters, **known}
        answer = case.call(headers=headers)
        answered[answer.status_code] += 1
        case.validate_response(answer, checks=CHECKS)
        if answer.status_code >= 400:
            assert said_back(case, answer.json()) == []

    operations = [cast(Any, found).ok() for found in schema.get_all_operations()]
    for operation in operations:
        tries = settings(
            max_examples=PER_OPERATION,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        seed(SEED)(tries(given(operation.as_strategy(), st.integers(0, 3).map(bool))(ask)))()
    print(f"seed {SEED}, {role}: {sum(answered.values())} cases, {dict(sorted(answered.items()))}")
    assert sum(answered.values()) >= 300
