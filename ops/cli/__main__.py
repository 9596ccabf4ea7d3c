"""``python -m ops.cli`` is ``ops``."""

import sys

from ops.cli import main

sys.exit(main())
