"""Every command of the guides does what its page says: the README's and those of docs, typed in their order.

A guide is walked from its first block to its last in a folder of its own, in which the project lies as its reader has
it. What takes a service manager, containers or a screen is not typed: such a block is marked, and its mark names who
looks at the files that it uses. Most walks are long, and are run by ``make soak``.
"""

import re
import shlex
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ops.cli import parser
from ops.config import Settings
from tests.support.guides import THINGS, Block, all_blocks, blocks_of, looks_like
from tests.tooling.walks import BRIEF, PARTS, Walk, Walks

BLOCKS = list(all_blocks())
SHELL = [block for block in BLOCKS if block.language == "sh"]
RUN = [block for block in SHELL if block.runs]
MARKED = [block for block in SHELL if not block.runs]
SETTINGS = [block for block in BLOCKS if block.language == "ini" and "OPS_" in block.body]
OF_US = re.compile(r"(?:\.venv/bin/|\s|^)ops ([a-z][^|>&;)]*)")
BY_COMMAND = {
    r"systemctl .*\bops\b": "ops.service",
    r"systemctl .*\bops@": "ops@.service.d",
    r"docker compose": "compose.yaml",
}
"""What a command is about that does not name the file."""


def named(block: Block) -> str:
    return block.name


def walk_of(block: Block) -> str:
    part = f"{block.guide}#{block.part}"
    return part if part in PARTS else block.guide


def whether_brief(block: Block) -> object:
    marks = () if walk_of(block) in BRIEF else (pytest.mark.soak,)
    return pytest.param(block, marks=marks, id=block.name)


@pytest.fixture(scope="module")
def walks(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Walks]:
    pages: dict[str, list[Block]] = {}
    for block in BLOCKS:
        pages.setdefault(walk_of(block), []).append(block)
    with ExitStack() as ended:
        yield Walks(pages, tmp_path_factory.mktemp("walks"), request.getfixturevalue, ended)


@pytest.mark.parametrize("block", [whether_brief(block) for block in RUN])
def test_a_block_does_what_its_guide_says(block: Block, walks: Walks) -> None:
    code, printed = walks.of(walk_of(block)).typed(block)
    assert code == int(block.marks.get("exits", 0)), printed
    assert block.shows is not None or code == 0, "which fault it was shows in what is printed"
    if block.shows is not None:
        assert looks_like(block.shows, printed), printed


def test_no_command_is_fenced_as_something_else() -> None:
    assert {block.language for block in BLOCKS} & {"", "bash", "shell", "console", "zsh"} == set()


def test_a_block_that_cannot_run_fails(tmp_path: Path) -> None:
    text = "```sh\nsystemctl-of-elsewhere restart ops\necho done\n```\n\n```text\ndone\n```\n"
    [first, _] = blocks_of("docs/none.md", text)
    assert first.runs
    code, printed = Walk(tmp_path, [first]).typed(first)
    assert code != 0
    assert not looks_like(first.shows or "", printed)


@pytest.mark.parametrize(
    ("shows", "printed", "same"),
    [
        ("one\n…\nlast …\n", "one\ntwo\nthree\nlast of all\n", True),
        ("one\n…\nlast\n", "one\nlast\n", True),
        ("…\nlast\n", "one\nlast but one\n", False),
        ("a … of b\n", "a  of b\n", False),
        ("all\n", "all\nand more\n", False),
    ],
)
def test_dots_stand_for_what_differs_and_nothing_else(shows: str, printed: str, same: bool) -> None:
    assert looks_like(shows, printed) is same


@pytest.mark.parametrize("block", MARKED, ids=named)
def test_what_is_not_typed_is_held_by_somebody(block: Block) -> None:
    """Whoever a mark names is there, and has to do with each file, or each command, of the block."""
    assert set(block.marks) in ({"needs", "held-by"}, {"covered-by"})
    assert block.marks.get("needs", THINGS[0]) in THINGS
    held_by = block.held_by()
    assert held_by
    assert [path for path in held_by if not path.is_file()] == []
    text = "\n".join(path.read_text(encoding="utf-8") for path in held_by)
    assert used_by(block)
    assert [what for what in used_by(block) if not re.search(rf"{re.escape(what)}(?!\w)", text)] == []


def used_by(block: Block) -> set[str]:
    """The project's files that a block puts somewhere, by name; where it puts none, what it sets, or asks of the
    room. Of what others type, every word."""
    asked = {f'"{word}"' for line in block.commands() for said in OF_US.findall(line) for word in verbs(said)}
    if "covered-by" in block.marks:
        return asked | {
            word for line in block.commands() if not OF_US.search(line) for word in shlex.split(line)
        }
    files = set(
        re.findall(r"\b(ops[^\s/]*\.service(?:\.d)?|journald@\S+\.conf|Caddyfile\S*)(?=\s|/)", block.body)
    )
    for part, file in BY_COMMAND.items():
        if re.search(part, block.body):
            files.add(file)
    return files or set(settings_in(block)) or asked


def verbs(said: str) -> list[str]:
    return [word for word in said.split()[:2] if word.isalpha()]


@pytest.mark.parametrize("block", MARKED, ids=named)
def test_what_is_not_typed_is_at_least_a_shell_command(block: Block) -> None:
    done = subprocess.run(["sh", "-n"], input=block.body, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("block", SHELL, ids=named)
def test_what_is_asked_of_the_room_is_a_command_of_its(
    block: Block, capsys: pytest.CaptureFixture[str]
) -> None:
    for line in block.commands():
        for said in OF_US.findall(line):
            try:
                parser().parse_args(shlex.split(said))
            except SystemExit:
                pytest.fail(f"{line}\n{capsys.readouterr().err}")


def settings_in(block: Block) -> dict[str, str]:
    return dict(re.findall(r"^(?:echo )?'?(OPS_\w+)=([^\n']*)'?", block.body, re.MULTILINE))


@pytest.mark.parametrize("block", [*SETTINGS, *(one for one in MARKED if settings_in(one))], ids=named)
def test_settings_that_a_guide_writes_down_are_taken(block: Block) -> None:
    given = settings_in(block)
    assert given
    Settings.from_environment(given)
