"""A private Redis for tests, started when the first test asks. `OPS_TEST_REDIS_URL` names one to use instead."""

import os
import shutil
from collections.abc import Generator

import pytest
from redis import Redis

from tests.support.processes import free_port, private_folder, serving


@pytest.fixture(scope="session")
def redis_server() -> Generator[str]:
    """The server's URL."""
    given = os.environ.get("OPS_TEST_REDIS_URL")
    if given:
        yield given
        return
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("Redis is not installed")
    port = free_port()
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with private_folder(None) as folder, serving(command, port, folder, None):
        yield f"redis://127.0.0.1:{port}/0"


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """The server, emptied for this test."""
    with Redis.from_url(redis_server) as client:
        client.flushdb()
    return redis_server
