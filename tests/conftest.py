"""Plumbing every test shares. What a test needs from outside is in tests/support and starts only when asked for."""

pytest_plugins = [
    "pytester",
    "tests.support.skips",
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.redis",
    "tests.support.chromium",
    "tests.support.written",
]
