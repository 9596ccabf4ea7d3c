"""The servers of tests/realtime, here to be stopped and killed."""

from tests.realtime.conftest import own_server as own_server
