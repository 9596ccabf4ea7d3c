"""What every answer carries: what a page may load, who may frame it, that nobody keeps it."""

from flask import Flask, Response, current_app, g, request

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "media-src": "'self'",
    "img-src": "'self' data: blob:",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
"""The charts' library puts one empty style element into its page."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "screen-wake-lock=(self), autoplay=(self), fullscreen=(self), camera=(), "
    "microphone=(), geolocation=(), payment=(), usb=()",
}


def allow_charts() -> None:
    """This page shows charts."""
    g.charts = True


def keep_headers(app: Flask) -> None:
    """Put them on every answer of this app."""
    app.after_request(_add)


def _add(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers[name] = value
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["Cache-Control"] = _keep(response)
    if current_app.extensions["settings"].is_https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _policy() -> str:
    policy = dict(POLICY)
    if g.get("charts"):
        policy["style-src"] += f" {EMPTY_STYLE}"
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def _keep(response: Response) -> str:
    """Pages and answers are kept by nobody. A bundle's address is its content, so it is kept for
    good. Files are asked for again each time, which costs no bytes while they stay the same;
    third-party files change only with a release."""
    if response.status_code >= 400:
        return "no-store"
    if request.endpoint == "bundles.one":
        return "public, max-age=31536000, immutable"
    if request.endpoint != "static":
        return "no-store"
    name = str((request.view_args or {}).get("filename", ""))
    return "public, max-age=86400, immutable" if name.startswith("vendor/") else "no-cache"
