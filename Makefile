# Each target does its own set-up; a second call does nothing that is already done.
.POSIX:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help setup dev run demo test soak bench lint docs format messages lock vendor services clean

RUN := .venv/.run-installed
DEV := .venv/.dev-installed
NODE := node_modules/.installed
PYTEST := .venv/bin/python -m pytest
# A file stays on one worker, so what its tests share is made once; each worker has servers of its own.
# Three, also on two cores: with two, tests/browser left a seventh of them idle.
SHARED := --numprocesses 3 --dist loadfile
# Each of the long runs is whole by itself.
SPREAD := --numprocesses 2 --dist load

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

$(RUN): requirements/run.lock pyproject.toml
	@.ci/venv.sh run
	@touch $@

$(DEV): requirements/dev.lock pyproject.toml
	@.ci/venv.sh dev
	@touch $(RUN) $@

$(NODE): package-lock.json package.json
	@.ci/node_modules.sh
	@touch $@

services:
	@.ci/services.sh

setup: $(RUN) ## .venv with what running needs, and no test tools

dev: $(DEV) ## .venv with the test tools too

run: $(RUN) ## the room, served from this machine; Ctrl-C ends it
	@exec .venv/bin/ops serve

demo: $(RUN) ## the same with a simulated room in motion
	@exec .venv/bin/ops demo

test: services $(DEV) ## every test; what cannot run here is named at the end
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(NODE); fi
	@$(PYTEST) $(SHARED)

soak: services $(DEV) ## a room under load for a long time
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(NODE); fi
	@.ci/services.sh webkit
	@.ci/marked.sh soak $(SPREAD)

bench: services $(DEV) ## measurements
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory $(NODE); fi
	@.ci/marked.sh bench

lint: services $(DEV) $(NODE) ## style and types, Python and JavaScript
	@.ci/lint.sh

docs: $(DEV) ## the guides as pages to read, in build/docs
	@.venv/bin/sphinx-build --fail-on-warning --quiet --builder html docs build/docs
	@echo "build/docs/index.html"

format: $(DEV) ## puts Python source into the house style
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

messages: $(DEV) ## collects the words of pages and code for translators
	@mkdir -p ops/translations
	.venv/bin/pybabel extract --mapping-file pyproject.toml --keyword t --keyword tn:1,2 --keyword lazy_gettext \
		--no-location --sort-output --project ops --version 0 --output ops/translations/messages.pot ops

lock: ## requirements/*.lock anew from pyproject.toml
	@.ci/lock.sh

vendor: services ## ops/static/vendor anew, at the versions of package.json
	@npm install --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error
	@touch $(NODE)
	@node .ci/vendor.mjs

clean: ## takes away what was made here, never instance/
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find ops tests -name __pycache__ -type d -prune -exec rm -rf {} +
