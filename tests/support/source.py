"""The source as the architecture tests read it: files, imports, mentions."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """Every file that is or may become part of the project, from the root."""
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    return tuple(sorted(path for path in map(Path, names) if path.name and (ROOT / path).is_file()))


def python_files(folder: str) -> list[Path]:
    """The Python files under a folder, from the root."""
    return [path for path in tracked() if path.suffix == ".py" and path.is_relative_to(folder)]


@cache
def tree_of(path: Path) -> ast.Module:
    """The file, parsed."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), str(path))


def module_of(path: Path) -> str:
    """`ops/domain/visit.py` → `ops.domain.visit`; a package's `__init__` is the package."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def is_module(name: str) -> bool:
    """Whether a dotted name is one of our files or folders."""
    path = ROOT.joinpath(*name.split("."))
    return path.is_dir() or path.with_suffix(".py").is_file()


def imports_of(path: Path) -> Iterator[str]:
    """Every module a file imports, anywhere in it, as far as it can be named: `from ops.domain import visit` is
    `ops.domain.visit`, `from ops.domain.visit import Visit` is `ops.domain.visit`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                yield deeper if base.split(".")[0] == "ops" and is_module(deeper) else base


def documentation_of(tree: ast.Module) -> set[ast.AST]:
    """The string nodes that are docstrings."""
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, holders) and node.body and isinstance(node.body[0], ast.Expr)
    }


def mentions(path: Path, word: str) -> bool:
    """Whether the code, not its comments or docstrings, names the word."""
    tree = tree_of(path)
    documentation = documentation_of(tree)
    for node in ast.walk(tree):
        match node:
            case (
                ast.Name(id=text)
                | ast.Attribute(attr=text)
                | ast.alias(name=text)
                | ast.ImportFrom(module=str(text))
            ):
                if word in text.split("."):
                    return True
            case ast.Constant(value=str(text)) if node not in documentation:
                if word in text:
                    return True
    return False
