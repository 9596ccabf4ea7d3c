"""JSON: the sheet in the form in which it is kept, to be read by programs."""

import json

from ops.domain.sheet import Sheet


def written(sheet: Sheet) -> bytes:
    """The whole file."""
    return (json.dumps(sheet.as_json(), ensure_ascii=False, indent=2) + "\n").encode()
