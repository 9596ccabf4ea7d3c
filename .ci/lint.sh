#!/bin/sh
# Style and types. Every check runs, so that one failure does not hide the others.
set -u
cd "$(dirname "$0")/.."

failed=
check() {
    "$@" || failed="$failed
    $*"
}

check .venv/bin/ruff check --quiet .
check .venv/bin/ruff format --quiet --check .
check .venv/bin/mypy --no-error-summary
check node_modules/.bin/tsc --project .
check node_modules/.bin/tsc --project tests/js

[ -z "$failed" ] || {
    echo "Not in order:$failed"
    exit 1
}
echo "Style and types are in order."
