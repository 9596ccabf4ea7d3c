"""A site file written again: what differs is changed in it, and all else stays as somebody wrote it,
their own comments too."""

import tomllib
from collections.abc import Mapping, Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from ops.services.set_up import site_file
from ops.services.set_up.site_file import SitePlan
from ops.services.set_up.site_file_out import write
from ops.services.set_up.site_plan import alike
from ops.services.set_up.site_section import SiteFileWrong

Values = Mapping[str, Any]


def write_again(before: str, plan: SitePlan) -> str:
    """1. What the file says and what it is to say are compared value by value.
    2. Only those that differ are touched; places are known by their names.
    3. If that does not read back as the plan, the file is written anew, whole.
    """
    try:
        document = tomlkit.parse(before)
        old = tomllib.loads(write(site_file.read(before)))
        _bring(document, old, tomllib.loads(write(plan)))
        changed = tomlkit.dumps(document)
        if alike(site_file.read(changed), plan):
            return changed
    except (SiteFileWrong, TOMLKitError, ValueError, KeyError):
        pass
    return write(plan)


def _bring(there: Any, old: Values, new: Values) -> None:
    for key in dict.fromkeys([*old, *new]):
        was, wanted = old.get(key), new.get(key)
        if was == wanted:
            continue
        if wanted is None:
            there.pop(key, None)
        elif isinstance(wanted, Mapping) and isinstance(was, Mapping):
            if key not in there:
                there[key] = tomlkit.table()
            _bring(there[key], was, wanted)
        elif isinstance(wanted, list) and wanted and isinstance(wanted[0], Mapping):
            _bring_blocks(there, key, was or [], wanted)
        else:
            there[key] = _inline(wanted)


def _bring_blocks(there: Any, key: str, old: Sequence[Values], new: Sequence[Values]) -> None:
    """``[[booth]]`` by name; ``[[told_next]]`` have none and an order, so they are written one by one."""
    blocks = there.get(key)
    named = all("name" in block for block in new)
    if not isinstance(blocks, AoT) or not named:
        there.pop(key, None)
        there[key] = tomlkit.aot()
        for block in new:
            there[key].append(_table(block))
        return
    wanted = {block["name"]: block for block in new}
    was = {block["name"]: block for block in old}
    for number in reversed(range(len(blocks))):
        name = str(blocks[number]["name"])
        if name in wanted:
            _bring(blocks[number], was[name], wanted.pop(name))
        else:
            del blocks[number]
    for block in wanted.values():
        blocks.append(_table(block))


def _table(values: Values) -> Table:
    made = tomlkit.table()
    for key, value in values.items():
        made.append(key, value)
    made.add(tomlkit.nl())
    return made


def _inline(value: Any) -> Any:
    """A table within a section stands on one line."""
    if not isinstance(value, Mapping):
        return value
    made = tomlkit.inline_table()
    made.update(value)
    return made
