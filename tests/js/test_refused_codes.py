"""Of every way the house can say no, a tablet knows whether the same act may still be taken."""

import json
import subprocess
from pathlib import Path

from ops.domain.errors import THE_ROOM_MAY_DIFFER
from ops.errors import TABLE

ROOT = Path(__file__).parents[2]
SCRIPT = """
import { MAY_BE_TAKEN } from './ops/static/js/core/refused.js';
console.log(JSON.stringify(MAY_BE_TAKEN));
"""


def test_every_code_is_one_that_may_be_taken_later_or_never(node: str) -> None:
    done = subprocess.run(
        [node, "--input-type=module", "--eval", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    known: dict[str, bool] = json.loads(done.stdout)
    assert set(known) == {code.value for code in TABLE}
    assert all(known[code] for code in THE_ROOM_MAY_DIFFER)
