#!/bin/sh
# Writes requirements/*.lock anew from pyproject.toml: every package exact and hashed, for every Python and platform.
# The locks name no index, so each machine uses the one it is set up for.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet uv==0.13.9

lock() {
    file=$1
    shift
    {
        echo "# Made by \`make lock\` from pyproject.toml. Do not edit."
        "$work/venv/bin/uv" pip compile pyproject.toml "$@" --universal --python-version 3.11 --generate-hashes \
            --no-header --no-emit-index-url --no-emit-find-links --quiet
    } >"$work/new"
    cp "$work/new" "requirements/$file"
}

lock run.lock --extra postgres --extra encrypted --extra pdf --extra build
lock dev.lock --extra postgres --extra encrypted --extra pdf --extra build --extra dev --constraint requirements/run.lock
