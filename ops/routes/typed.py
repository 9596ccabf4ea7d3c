"""What somebody typed into a form to prove who they are."""

from flask import request

LONGEST = 256


def typed(*fields: str) -> list[str]:
    """Of each field, without what surrounds it, and no more of it than anybody types."""
    return [request.form.get(field, "").strip()[:LONGEST] for field in fields]
