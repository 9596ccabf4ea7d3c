"""What a database says when something goes wrong."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from ops.db import Database


def test_an_error_does_not_repeat_what_was_sent(database: Database) -> None:
    with pytest.raises(SQLAlchemyError) as error, database.write() as session:
        session.execute(text("select :word from nowhere_at_all"), {"word": "SECRET"})
    assert "nowhere_at_all" in str(error.value)
    assert "SECRET" not in str(error.value)
