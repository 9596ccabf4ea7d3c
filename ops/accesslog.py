"""One line for each request that was not answered as asked: what it was, how long it took.

What went well is said at DEBUG only: the caretaker's window is for what needs a look.
The route is written, never the address: addresses hold ids and one-time codes. No query,
no body, no network address of anybody.
"""

import logging

from flask import Flask, Response, g, request

from ops import logs
from ops.clock import monotonic

log = logs.get("ops.access_log")


def keep_access_log(app: Flask) -> None:
    """Begin to write the log of this app."""

    @app.before_request
    def begin() -> None:
        g.began = monotonic()

    @app.after_request
    def write(response: Response) -> Response:
        if request.endpoint != "static":
            route = request.url_rule.rule if request.url_rule else "-"
            took = (monotonic() - g.get("began", monotonic())) * 1000
            level = logging.INFO if response.status_code >= 400 else logging.DEBUG
            log.log(
                level,
                "answered",
                method=request.method,
                route=route,
                status=response.status_code,
                ms=round(took),
            )
        return response
