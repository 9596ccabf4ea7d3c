#!/bin/sh
# Runs the tests of one marker (soak, bench); having none yet is no failure.
set -u
cd "$(dirname "$0")/.."

.venv/bin/python -m pytest -m "$1" --no-header
status=$?
if [ "$status" = 5 ]; then
    echo "No test is marked $1 yet."
    exit 0
fi
exit "$status"
