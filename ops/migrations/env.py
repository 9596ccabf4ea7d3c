"""How alembic reaches the database: always through a connection that ``schema`` opened."""

from alembic import context

import ops.models
from ops.db import Base


def run() -> None:
    """Run the wanted revisions inside the caller's transaction."""
    assert ops.models.__all__  # importing it is what makes the tables known
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
