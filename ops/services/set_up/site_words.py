"""The site file's word on words: [words], [substances], [actions], read and checked, and written back."""

from collections.abc import Sequence
from typing import Any

from ops.domain import site_words as rules
from ops.domain.site_words import SiteWords
from ops.services.set_up.site_section import Section


def read(top: Section) -> SiteWords:
    """What is not said is as every site begins with. Raises ``SiteFileWrong``."""
    usual = SiteWords()
    words, substances, actions = top.section("words"), top.section("substances"), top.section("actions")
    words.only("person", "people")
    substances.only("offered", "names")
    actions.only("offered")
    acts = offered_of(actions, rules.ACTS, rules.ACTS)
    missing = [name for name in rules.ALWAYS if name not in acts]
    if missing:
        actions.wrong(f"these keys always stay: {', '.join(missing)}.", "offered")
    return SiteWords(
        person=words.text("person", rules.LONGEST_WORD) if "person" in words.values else usual.person,
        people=words.text("people", rules.LONGEST_WORD) if "people" in words.values else usual.people,
        substances=offered_of(substances, rules.SUBSTANCES, rules.SUBSTANCES),
        names=_names(substances.section("names")),
        acts=acts,
    )


def offered_of(said: Section, known: Sequence[str], usual: Sequence[str]) -> tuple[str, ...]:
    """Which of the known are offered, in order. Raises ``SiteFileWrong``."""
    names = said.values.get("offered", list(usual))
    if names == []:
        said.wrong("One at least has to be offered.", "offered")
    if not isinstance(names, list) or not all(name in known for name in names):
        said.wrong(f"'offered' must be a list of {', '.join(known)}.", "offered")
    if len(set(names)) < len(names):
        said.wrong("something is there twice.", "offered")
    return tuple(str(name) for name in names)


def _names(said: Section) -> dict[str, str]:
    said.only(*rules.SUBSTANCES)
    return {name: said.text(name, rules.LONGEST_NAME) for name in said.values}


def sections(words: SiteWords) -> dict[str, dict[str, Any]]:
    """As they stand in the file."""
    return {
        "words": {"person": words.person, "people": words.people},
        "substances": {"offered": [str(name) for name in words.substances]},
        "substances.names": dict(words.names),
        "actions": {"offered": list(words.acts)},
    }
