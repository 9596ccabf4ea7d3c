"""Addresses are put together as by the library, and only once somebody asks."""

import pytest
from werkzeug.routing import BuildError, Map, Rule

from ops.routes.late_rule import LateRule

ASKED = [
    ("visit", {"number": 7}),
    ("visit", {"number": 7, "more": "a b", "twice": ["x", "y"]}),
    ("page", {}),
    ("page", {"name": "ö/é"}),
]


def doors(kind: type[Rule]) -> Map:
    return Map(
        [
            kind("/visits/<int:number>", endpoint="visit"),
            kind("/pages", endpoint="page", defaults={"name": "first"}),
            kind("/pages/<path:name>", endpoint="page"),
        ]
    )


@pytest.mark.parametrize("append_unknown", [True, False], ids=["with the rest", "without"])
@pytest.mark.parametrize(("endpoint", "values"), ASKED, ids=["known", "more", "default", "other letters"])
def test_an_address_is_the_librarys(endpoint: str, values: dict[str, object], append_unknown: bool) -> None:
    late, library = (doors(kind).bind("room.example.org") for kind in (LateRule, Rule))
    for _ in range(2):
        built = late.build(endpoint, values, append_unknown=append_unknown)
        assert built == library.build(endpoint, values, append_unknown=append_unknown)


def test_what_is_missing_is_said() -> None:
    with pytest.raises(BuildError):
        doors(LateRule).bind("room.example.org").build("visit")


def test_nothing_is_compiled_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    library = Rule._compile_builder

    def noted(self: Rule, append_unknown: bool = True) -> object:
        compiled.append(self.rule)
        return library(self, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", noted)
    room = doors(LateRule).bind("room.example.org")
    assert room.match("/visits/7") == ("visit", {"number": 7})
    assert compiled == []
    room.build("visit", {"number": 7})
    room.build("visit", {"number": 8})
    assert compiled == ["/visits/<int:number>"]
