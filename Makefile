# Every command of the project. `make` alone lists them.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# Commands and tests start Python again and again: what it compiles is kept, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

FOLDER ?= tests/data/labelled
.PHONY: help setup demo evaluate test fast lint types arch check bench chaos screens pictures lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/ready ## make .venv with everything that running, testing and benchmarks need

$(VENV)/ready: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "$(PYTHON) is missing: install Python 3.11 or newer, or name one: make setup PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$$($(PYTHON) --version) is too old: Python 3.11 or newer is needed, for example make setup PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { echo "The venv module is missing: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@echo "Installing into $(VENV): 350 MB to download, 800 MB of disk, two or three minutes on an ordinary line; silent until done."
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m bot.language
	@touch $@

demo: setup ## play a newsroom's morning on this machine; ARGS=--stay keeps it running
	@$(BIN)/python -m bot demo $(ARGS)

evaluate: setup ## judge a small labelled set and print the figures; FOLDER=... another one, ARGS="--show wrong"
	@$(BIN)/python -m bot evaluate $(FOLDER) $(ARGS)

test: setup ## run every test; three at a time, since many wait for processes and sockets
	$(BIN)/python -m pytest -n 3 $(ARGS)

fast: setup ## run the fast part of the tests
	$(BIN)/python -m pytest -n 2 -m "not slow" $(ARGS)

lint: setup ## check style and formatting
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup ## check types
	$(BIN)/mypy

arch: setup ## check that imports go one way
	$(BIN)/lint-imports

check: lint types arch test ## everything that .ci/run runs

bench: setup ## measure, and print ratios beside their limits
	$(BIN)/python -m bench $(ARGS)

chaos: setup ## kill the application by a seeded schedule and prove that nothing is lost; ARGS=--help
	$(BIN)/python -m bot.sandbox.chaos $(ARGS)

screens: setup ## write docs/editors.md anew, with every screen as it is now
	SCREENS=write $(BIN)/python -m pytest tests/screens

pictures: setup ## draw the pictures of the documentation anew (needs chromium)
	@command -v chromium >/dev/null || { echo "chromium is missing: apt install chromium fonts-noto-core fonts-noto-color-emoji"; exit 1; }
	$(BIN)/python -m bot.sandbox.demo.picture build
	cd build && chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking \
		--user-data-dir=chromium --force-device-scale-factor=2 --window-size=440,560 --screenshot=alert.png alert.html
	mkdir -p docs/pictures && cp build/alert.png docs/pictures/alert.png

lock: ## renew requirements.lock (names and hashes only; needs uv)
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --no-annotate \
		--all-extras --python-version 3.11 --upgrade pyproject.toml --output-file requirements.lock

clean: ## remove what setup made here; the dictionaries in ~/.cache/dzherelo stay, other copies share them
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
