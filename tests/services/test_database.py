"""What a database says when something goes wrong."""

from contextlib import ExitStack

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import SQLAlchemyError

from ops.db import Database
from tests.support.fault_proxy import Fault, FaultProxy
from tests.support.postgres import at_port


def test_an_error_does_not_repeat_what_was_sent(database: Database) -> None:
    with pytest.raises(SQLAlchemyError) as error, database.write() as session:
        session.execute(text("select :word from nowhere_at_all"), {"word": "SECRET"})
    assert "nowhere_at_all" in str(error.value)
    assert "SECRET" not in str(error.value)


@pytest.mark.postgres
def test_when_all_lines_were_lost_a_round_waits_for_one_new_line(
    postgres_url: str, database_line: FaultProxy
) -> None:
    """Where a new one takes seconds, as the first of several addresses is dark, it would be hung by the fourth."""
    database = Database(at_port(postgres_url, database_line.port))
    made: list[object] = []
    event.listen(database.engine, "connect", lambda *line: made.append(line))
    with ExitStack() as at_once:
        for _ in range(4):
            at_once.enter_context(database.read()).execute(text("select 1"))
    assert len(made) == 4
    database_line.falls(Fault.CUT)
    for _ in range(4):
        with database.read() as session:
            session.execute(text("select 1"))
    database.close()
    assert len(made) == 5
