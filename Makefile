# make demo    read the examples and write demo-output/page.html
# make test    everything that must hold: formatting, types, tests
# make bench   speed and, where the corpora are, quality
# make lock    pin the requirements anew, with hashes
# make clean   remove what the others made

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help gazetteer demo test bench lock clean system
.DELETE_ON_ERROR:

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# What runs here is the checkout, not what the shell adds to Python's search path.
unexport PYTHONPATH
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/made:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv; \
		else echo "the venv module is missing: apt-get install python3-venv"; exit 1; fi
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run: $(VENV)/made requirements/run.txt requirements/build.txt pyproject.toml
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/run.txt -r requirements/build.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/test: $(VENV)/run requirements/test.txt
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

# Built into the user's cache, anew where our own lists changed, and where somebody has emptied the cache.
$(VENV)/gazetteer: $(VENV)/run $(wildcard src/rashomon/gazetteer/*.py src/rashomon/gazetteer/data/*)
	$(BIN)/rashomon gazetteer build
	touch $@

gazetteer: $(VENV)/gazetteer
	@$(BIN)/python -c 'from rashomon.gazetteer.store import Gazetteer; Gazetteer.open()' 2>/dev/null || \
		$(BIN)/rashomon gazetteer build

demo: gazetteer
	mkdir -p demo-output
	$(BIN)/rashomon read examples/ --output demo-output/page.html
	@echo
	@echo "The page is $(CURDIR)/demo-output/page.html: open it in a browser."

# The browser tests need a browser and its driver, the tests of the library PostgreSQL's server; elsewhere than on Debian
# as root they are yours to install.
system:
	@if ! command -v chromedriver >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends chromium chromium-driver >/dev/null; fi
	@if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null && \
		[ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
		apt-get install -y -qq --no-install-recommends postgresql >/dev/null; fi

test: system $(VENV)/test gazetteer
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src tests $(wildcard benchmarks/*.py)
	$(BIN)/pytest

bench: $(VENV)/test gazetteer
	for each in start times collect; do $(BIN)/python "benchmarks/$$each.py"; done
	$(BIN)/python benchmarks/library.py 20
	$(BIN)/pytest tests/quality -v -rs

lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	for each in "run pyproject.toml" "build requirements/build.in" "test pyproject.toml --extra test -c requirements/run.txt"; do \
		set -- $$each; name=$$1; shift; \
		build/lock/bin/uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$$@" \
			--output-file "requirements/$$name.txt"; done
	rm -rf build/lock

clean:
	rm -rf $(VENV) build dist demo-output .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
