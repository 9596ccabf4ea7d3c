"""The house as it is served, on a machine whose wall clock a test can set.

    python -m tests.support.set_clock FILE

``FILE`` holds by how many seconds that clock is ahead of this machine's.
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import ops
from ops import server
from ops.clock import utc_now


def main() -> None:
    ahead = Path(sys.argv[1])

    def now() -> datetime:
        return utc_now() + timedelta(seconds=float(ahead.read_text()))

    defaults = ops.create_app.__kwdefaults__
    assert defaults is not None
    defaults["now"] = now
    server.main()


if __name__ == "__main__":
    main()
