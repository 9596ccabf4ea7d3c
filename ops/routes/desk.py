"""Pages that are read at a desk: who reads, and where else they may go."""

from flask import render_template

from ops.access import Permission, device, may, unlocked
from ops.domain.words import Audience
from ops.routes import home
from ops.routes.door import site
from ops.routes.pages import page_data, script_words


def desk_page(template: str, **more: object) -> str:
    """The page in its frame."""
    known, person = device(), unlocked()
    role = person.role if person is not None else known.role
    return render_template(
        template,
        page=page_data(Audience.FLOOR),
        words=script_words(),
        site=site(),
        doors=[door for door in home.DOORS if may(role, door[0])],
        who=person.name if person is not None else known.name,
        may_act=may(known.role, Permission.ACT),
        **more,
    )
