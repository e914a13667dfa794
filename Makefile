# The two commands of this project are `make serve` and `make test`. Everything they need goes into .venv.
#
#   make serve [PORT=8010]   check, index, build and show the site with live reload
#   make test                install what the tests need, and run all of them
#   make lock                write requirements/*.txt anew from pyproject.toml, and the lock file of tests/npm (needs uv and npm)

SHELL := /bin/bash
PORT ?= 8000
# The first Python that is new enough; name another with make PYTHON=...
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.PHONY: serve test lint types layers js tests pythons browser node lock clean

serve: $(VENV)/site-ready
	@$(BIN)/practice serve --port $(PORT)

test: lint types layers js tests pythons

lint: $(VENV)/test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test-ready
	$(BIN)/mypy

layers: $(VENV)/test-ready
	$(BIN)/lint-imports

# The scripts of the site: their types (TypeScript reads JSDoc and writes nothing), their faults, their form.
NODE := $(VENV)/node/node_modules/.bin
SCRIPTS := tools/practice/site/theme/assets/practice
js: $(VENV)/node-ready
	$(NODE)/tsc --project tests/npm
	$(NODE)/biome ci --config-path=tests/npm --error-on-warnings $(SCRIPTS)

# Tests of one file share a worker, and with it what the file builds once.
tests: $(VENV)/test-ready $(VENV)/node-ready browser
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# The same tests, without the browser and Node, on the other supported Pythons that this computer has.
pythons: $(VENV)/test-ready
	@tests/other_pythons.sh $(BIN)/python

browser:
	@tests/install_browser.sh

node:
	@tests/install_node.sh

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found. Install it, or name it: make PYTHON=/path/to/python3"; exit 2; }
	@echo "Creating the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python cannot create environments here. On Debian or Ubuntu: apt install python3-venv"; exit 2; }

$(VENV)/site-ready: requirements/site.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the site needs (requirements/site.txt) ..."
	@$(INSTALL) -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/test-ready: requirements/test.txt $(VENV)/site-ready
	@echo "Installing what the tests need (requirements/test.txt) ..."
	@$(INSTALL) -r requirements/test.txt
	@touch $@

$(VENV)/node-ready: tests/npm/package.json tests/npm/package-lock.json tests/npm/install.sh | $(VENV)/bin/python node
	@echo "Installing what the tests run with Node (tests/npm) ..."
	@tests/npm/install.sh $(VENV)/node
	@touch $@

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --extra attachments --extra import --group build -o requirements/site.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --extra attachments --extra import --extra evaluate --group build --group test -c requirements/site.txt -o requirements/test.txt
	npm install --prefix tests/npm --package-lock-only --omit-lockfile-registry-resolved --no-audit --no-fund --loglevel=error

# The search index is not here: it lies in the user's cache folder (docs/reference/searching.md).
clean:
	rm -rf $(VENV) .venv-3.* site dist

# Speed and scale; takes some minutes. make bench SIZES=100,1000; of the site's search: make bench-browser
SIZES ?= 100,1000,10000
.PHONY: bench
bench: $(VENV)/site-ready
	@$(BIN)/python -m benchmarks --sizes $(SIZES)

.PHONY: bench-browser
bench-browser: $(VENV)/test-ready browser
	@$(BIN)/python -m benchmarks --browser --sizes $(SIZES)

.PHONY: picture
picture: $(VENV)/test-ready browser
	$(BIN)/python docs/images/take.py
