#!/bin/sh
# .venv with exactly the packages of requirements/<run|dev>.lock and the `ops` command. Called by the Makefile.
set -eu
cd "$(dirname "$0")/.."
lock=requirements/$1.lock

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

if ! [ -x .venv/bin/python ] || ! new_enough .venv/bin/python; then
    # The system's own first: its maker built it with optimisation and mends it. One that a version
    # manager compiled on the spot often is not, and takes a third more of a core for the same room.
    system=$(command -p -v python3 || true)
    if ! { [ -n "$system" ] && "$system" -c 'import ensurepip, venv' 2>/dev/null; }; then system=; fi
    for python in ${PYTHON:-$system python3 python3.14 python3.13 python3.12 python3.11}; do
        if new_enough "$python"; then break; fi
        python=
    done
    if [ -z "$python" ]; then
        echo "This needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3" >&2
        exit 1
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        echo "This Python cannot make a virtual environment. On Debian and Ubuntu: apt-get install python3-venv" >&2
        exit 1
    fi
    rm -rf .venv
    "$python" -m venv .venv
fi

export PIP_DISABLE_PIP_VERSION_CHECK=1
echo "Installing what $lock names into .venv"
.venv/bin/pip install --quiet --require-hashes --requirement "$lock"
.venv/bin/pip install --quiet --no-deps --no-build-isolation --no-index --editable .
# The code may lie where whoever serves it cannot write: it would be compiled anew at each start.
.venv/bin/python -m compileall -q ops
