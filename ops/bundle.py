"""One file for a page's scripts and one for its styles, out of the plain modules of ``static/``.

A tablet's page is two hundred modules; asked for one by one, on Wi-Fi that loses every tenth
packet, it takes a minute to open. The modules stay as they are written, and as tests and the
type check read them; what a page is given is made of them as the server starts.

Modules are said in few forms here, and only those are understood: ``import {…} from``,
``import * as name from`` and ``export`` in front of a function, class or constant, at the
beginning of a line. Anything else, and a circle, is a broken build and raises ``BrokenBundle``.
"""

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_IMPORT = re.compile(r"^import (?:\{(?P<names>[^}]*)\}|\* as (?P<whole>\w+)) from '(?P<path>[^']+)';$", re.M)
_NAMED = re.compile(r"^export (?=(?:async )?(?:function\*?|class|const) (?P<name>\w+))", re.M)
_LISTED = re.compile(r"^export \{(?P<names>[^}]*)\};$", re.M)
_NOT_UNDERSTOOD = re.compile(r"^(?:import|export)\b.*", re.M)
_SHEET = re.compile(r"""^@import "(?P<path>[^"]+)";\n""", re.M)
_FILE = re.compile(r"""url\("(?!data:)(?P<path>[^"]+)"\)""")

Address = Callable[[str], str]
"""Where a file that stays by itself is served, by its name below ``root``."""


class BrokenBundle(Exception):
    """What is to be bundled cannot be."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a page is given, and the files it asks for besides, by name."""

    text: str
    files: frozenset[str]


def script(root: Path, entry: str, address: Address) -> Bundle:
    """The module ``entry`` and all it imports, as one module.

    A folder ``vendor`` holds other people's modules, which stay files of their own.
    """
    return _Script(root, address).made_of(entry)


def sheet(root: Path, entry: str, address: Address) -> Bundle:
    """The style sheet ``entry`` with all it imports, each once and where it is first imported."""
    files: set[str] = set()
    done: set[str] = set()

    def linked(name: str) -> str:
        files.add(name)
        return f'url("{address(name)}")'

    def text_of(name: str) -> str:
        if name in done:
            return ""
        done.add(name)
        text = (root / name).read_text(encoding="utf-8")
        text = _FILE.sub(lambda found: linked(_beside(name, found["path"])), text)
        return _SHEET.sub(lambda found: text_of(_beside(name, found["path"])), text)

    return Bundle(text_of(entry), frozenset(files))


class _Script:
    def __init__(self, root: Path, address: Address) -> None:
        self._root = root
        self._address = address
        self._places: dict[str, int] = {}
        self._under_way: list[str] = []
        self._modules: list[str] = []
        self._vendor: dict[str, str] = {}

    def made_of(self, entry: str) -> Bundle:
        body, exported = self._read(entry)
        if exported:
            raise BrokenBundle(f"{entry} is where a page starts; nobody could import {', '.join(exported)}")
        imports = (f"import * as {name} from '{self._address(path)}';" for path, name in self._vendor.items())
        # The page's own part waits for things (`await`), which no function around it could.
        parts = [*imports, "const modules = [];", *self._modules, f"// {entry}\n{{\n{body}\n}}\n"]
        return Bundle("\n".join(parts), frozenset(self._vendor))

    def _place(self, name: str) -> str:
        """What a module of ours, or of others, is called in the bundle."""
        if "vendor" in name.split("/"):
            return self._vendor.setdefault(name, f"vendor{len(self._vendor)}")
        if name in self._under_way:
            raise BrokenBundle(" imports ".join([*self._under_way, name]))
        if name not in self._places:
            body, exported = self._read(name)
            place = self._places[name] = len(self._modules)
            self._modules.append(
                f"// {name}\nmodules[{place}] = (() => {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}})();"
            )
        return f"modules[{self._places[name]}]"

    def _read(self, name: str) -> tuple[str, list[str]]:
        """The module's text without its imports and exports, and the properties it exports."""
        self._under_way.append(name)
        exported: list[str] = []

        def taken(found: re.Match[str]) -> str:
            place = self._place(_beside(name, found["path"]))
            return f"const {found['whole'] or _pattern(found['names'])} = {place};"

        def named(found: re.Match[str]) -> str:
            exported.append(found["name"])
            return ""

        def listed(found: re.Match[str]) -> str:
            exported.extend(_said(found["names"]))
            return ""

        text = _IMPORT.sub(taken, (self._root / name).read_text(encoding="utf-8"))
        text = _LISTED.sub(listed, _NAMED.sub(named, text))
        if left := _NOT_UNDERSTOOD.search(text):
            raise BrokenBundle(f"{name} says {left[0]}")
        self._under_way.pop()
        return text, exported


def _pattern(names: str) -> str:
    """``a, b as c`` as a constant takes it out of an object: ``{ a, b: c }``."""
    return f"{{ {', '.join(one.replace(' as ', ': ') for one in _said(names))} }}"


def _said(names: str) -> list[str]:
    return [one.strip() for one in names.split(",") if one.strip()]


def _beside(name: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
