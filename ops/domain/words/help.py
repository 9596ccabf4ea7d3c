"""A worker's own call for help."""

from enum import StrEnum


class HelpOver(StrEnum):
    """Why others say that it is over. A short list: nobody's own words are asked for."""

    ALL_WELL = "all_well"
    WITH_THEM = "with_them"
    LEFT_THE_ROOM = "left_the_room"
    OUTSIDE_HELP_CAME = "outside_help_came"
    BY_MISTAKE = "by_mistake"
