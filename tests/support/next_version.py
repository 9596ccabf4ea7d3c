"""The house as it is served, with another version of the tablet's page whenever a test says so.

    python -m tests.support.next_version FILE

``FILE`` holds a word that the page carries.
"""

import sys
from pathlib import Path

from ops import server
from ops.routes import tablet


def main() -> None:
    said = Path(sys.argv[1]).read_text()
    as_it_is = tablet._page
    tablet._page = lambda: as_it_is().replace("</head>", f'<meta name="version" content="{said}"></head>')
    server.main()


if __name__ == "__main__":
    main()
