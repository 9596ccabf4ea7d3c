"""Who is told next, as the site file says it: [[told_next]] blocks, read and checked."""

import re
from urllib.parse import urlsplit

from ops.addresses import is_email, is_https_or_loopback
from ops.domain.escalation import Step
from ops.domain.words import Subject, ToldBy
from ops.services.set_up.site_section import Section

LONGEST_WHO = 40
LONGEST_ADDRESS = 500
MOST_STEPS = 20
WALL_SAYS = "Team call"


def read(top: Section) -> tuple[Step, ...]:
    """The ladder. Raises ``SiteFileWrong``."""
    sections = top.list_of("told_next")
    if len(sections) > MOST_STEPS:
        top.wrong(f"there may be up to {MOST_STEPS} steps.", "told_next")
    return tuple(_step(section) for section in sections)


def phrase(top: Section) -> str | None:
    """What walls say while a worker's call for help stands; nothing, unless the site wants it."""
    said = top.section("help")
    said.only("on_wall", "wall_says")
    on_wall = said.yes_or_no("on_wall", default=False)
    words = said.text("wall_says", 30) if "wall_says" in said.values else WALL_SAYS
    return words if on_wall else None


def _step(section: Section) -> Step:
    section.only("when", "after", "by", "who", "to")
    when = section.text("when", 20) if "when" in section.values else Subject.RESPONSE
    if when not in set(Subject):
        section.wrong(f"'when' must be one of {', '.join(Subject)}.", "when")
    by = section.text("by", 20)
    if by not in set(ToldBy):
        section.wrong(f"'by' must be one of {', '.join(ToldBy)}.", "by")
    if "after" not in section.values:
        section.wrong("'after' is missing: write a duration such as \"1 min\".")
    after = section.duration("after", 0)
    if by == ToldBy.SCREENS:
        for key in ("who", "to"):
            if key in section.values:
                section.wrong(f"screens are all of the room's own: {key!r} says nothing here.", key)
        if when == Subject.HELP:
            section.wrong("tablets sound a call for help by themselves, and walls never do.", "by")
        return Step(Subject.RESPONSE, after, ToldBy.SCREENS)
    to = section.text("to", LONGEST_ADDRESS)
    problem = _ADDRESSES[ToldBy(by)](to)
    if problem:
        section.wrong(problem, "to")
    return Step(Subject(when), after, ToldBy(by), section.text("who", LONGEST_WHO), to)


def _webhook(to: str) -> str | None:
    good = is_https_or_loopback(to) and not urlsplit(to).username
    return None if good else "'to' must be an address that begins with https:// (or http:// on this machine)."


def _email(to: str) -> str | None:
    return None if is_email(to) else "'to' must be one e-mail address."


def _sms(to: str) -> str | None:
    return None if re.fullmatch(r"\+?\d{3,20}", to) else "'to' must be a phone number, digits only after a +."


_ADDRESSES = {ToldBy.WEBHOOK: _webhook, ToldBy.EMAIL: _email, ToldBy.SMS: _sms}
