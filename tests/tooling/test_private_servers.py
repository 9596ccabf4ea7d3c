"""The PostgreSQL and Redis of the tests: fresh for each asker, out of sight of others."""

import pytest
from redis import Redis
from sqlalchemy import create_engine, text

from tests.support.postgres import DatabaseMaker


@pytest.mark.postgres
def test_each_asker_has_a_database_of_its_own(make_postgres_database: DatabaseMaker) -> None:
    first, second = make_postgres_database(), make_postgres_database()
    assert first != second
    for url in (first, second):
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE mark (id int)"))
        engine.dispose()


@pytest.mark.parametrize("turn", ["first", "second"])
def test_redis_is_empty_for_each_test(redis_url: str, turn: str) -> None:
    with Redis.from_url(redis_url) as client:
        assert client.dbsize() == 0
        client.set(turn, 1)


def test_chromium_is_a_program(chromium_path: str, axe_source: str) -> None:
    assert chromium_path
    assert "axe" in axe_source
