"""Whether people are asked their gender and age band, as the site file says it: [asked] and [gender]."""

from typing import Any

from ops.domain import asked as rules
from ops.domain.asked import Asked
from ops.domain.site_words import LONGEST_NAME
from ops.services.set_up.site_section import Section
from ops.services.set_up.site_words import offered_of


def read(top: Section) -> Asked:
    """What is not said is as every site begins with. Raises ``SiteFileWrong``."""
    usual = Asked()
    said, gender = top.section("asked"), top.section("gender")
    said.only("on", "why", "ages")
    gender.only("offered", "names")
    names = gender.section("names")
    names.only(*rules.GENDERS)
    first = [str(code) for code in usual.genders]
    return Asked(
        on=said.yes_or_no("on", default=False),
        why=said.text("why", rules.LONGEST_WHY) if "why" in said.values else usual.why,
        genders=offered_of(gender, rules.GENDERS, first),
        names={code: names.text(code, LONGEST_NAME) for code in names.values},
        ages=_ages(said, usual),
    )


def _ages(said: Section, usual: Asked) -> tuple[int, ...]:
    known = [str(years) for years in rules.BEGINNINGS]
    begin = said.values.get("ages", [str(years) for years in usual.ages])
    if not isinstance(begin, list) or not begin or not all(years in known for years in begin):
        said.wrong(f"'ages' must be a list of some of {', '.join(known)}, in quotation marks.", "ages")
    years = tuple(sorted({int(one) for one in begin}))
    if not rules.apart(years):
        said.wrong(f"a band of 'ages' must be at least {rules.NARROWEST} years wide.", "ages")
    return years


def sections(asked: Asked) -> dict[str, dict[str, Any]]:
    """As they stand in the file."""
    return {
        "asked": {"on": asked.on, "why": asked.why, "ages": [str(years) for years in asked.ages]},
        "gender": {"offered": [str(code) for code in asked.genders]},
        "gender.names": dict(asked.names),
    }
