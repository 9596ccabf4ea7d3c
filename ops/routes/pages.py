"""Pages that show the board: what the server writes into them for their script."""

from typing import Any

from flask import abort, render_template, request
from flask_babel import get_translations

from ops.access import device
from ops.domain.words import Audience
from ops.gettext import language


def board_page(template: str, audience: Audience, **more: Any) -> str:
    """The page with its data and its words."""
    return render_template(template, page=page_data(audience), words=script_words(), **more)


def page_data(audience: Audience) -> dict[str, Any]:
    """Which board the script asks for, and as whom. A device belongs to one site; a link to
    another one leads nowhere."""
    known = device()
    if request.args.get("site", known.site_slug) != known.site_slug:
        abort(404)
    return {
        "site": known.site_slug,
        "audience": audience.value,
        "device": {"id": known.id, "name": known.name, "role": known.role.value},
        "language": language(),
    }


def script_words() -> dict[str, Any] | None:
    """The catalogue as static/js/core/i18n.js reads it; English needs none."""
    messages: dict[str, str | list[str]] = {}
    for key, text in getattr(get_translations(), "_catalog", {}).items():
        if isinstance(key, tuple):
            _put_form(messages, key, text)
        elif key and isinstance(text, str):
            messages[key] = text
    return {"language": language(), "messages": messages} if messages else None


def _put_form(messages: dict[str, str | list[str]], key: tuple[str, int], text: str) -> None:
    """Forms of a plural come one by one, each with its place."""
    message, place = key
    forms = messages.setdefault(message, [])
    if isinstance(forms, list):
        forms.extend("" for _ in range(place + 1 - len(forms)))
        forms[place] = text
