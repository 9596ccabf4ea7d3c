"""A page that can be put anywhere: it asks nobody for anything, runs nothing, and is read by eye, by ear and
on paper."""

from functools import cache

from jinja2 import Environment, PackageLoader, Template

from ops.domain.sheet import Sheet
from ops.exports import lines, plain
from ops.exports.bars import beside
from ops.exports.cells import in_words
from ops.gettext import gettext


def written(sheet: Sheet) -> bytes:
    """The whole file."""
    return _template().render(sheet=sheet, about=lines.issued(sheet)).encode()


@cache
def _template() -> Template:
    pages = Environment(
        loader=PackageLoader("ops.exports", "."),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda said: plain.words(said) if isinstance(said, str) else said,
    )
    pages.globals.update(_=gettext, beside=beside, in_words=in_words)
    return pages.get_template("page.html")
