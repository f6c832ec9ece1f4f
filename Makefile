# Set-up, build and tests. `make help` lists the targets.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r
PYTEST := $(BIN)/python -m pytest

DEBIAN_PACKAGES := chromium nodejs npm default-jre-headless libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core poppler-utils

.DEFAULT_GOAL := build
.PHONY: build test test-full serve check lint layout setup-full system-packages pdf epub worksheets dist lock bench clean help

build: $(VENV)/.site ## set up, check everything, build site/
	@$(BIN)/python -m macros build

test: $(VENV)/.test ## set up and run the tests that need nothing but pip
	@$(PYTEST) -m "not full" -n 2

test-full: setup-full ## also the tests that need a browser, Node, Java or Pango
	@$(PYTEST) -n 2 --dist loadgroup

serve: $(VENV)/.site ## live preview at http://127.0.0.1:8000
	@$(BIN)/python -m macros serve

check: $(VENV)/.site ## every problem of the guide, with file and line
	@$(BIN)/python -m macros check

lint: $(VENV)/.test ## style, types and the guide's own check: what has to pass before a commit
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/python -m macros check

layout: $(VENV)/.site node_modules ## lay out the diagrams that changed (needs Node)
	@$(BIN)/python -m macros layout

pdf: build $(VENV)/.full ## a PDF of each chapter and of the whole guide, and the worksheets, in site/pdf/
	@$(BIN)/python -m macros pdf

worksheets: build $(VENV)/.full ## the sheets for a rehearsal as PDFs
	@$(BIN)/python -m macros pdf --worksheets

epub: build $(VENV)/.full ## the guide as an EPUB, in site/pdf/
	@$(BIN)/python -m macros epub

dist: pdf epub ## one zip of site, PDFs and EPUB, to unzip and read without a network
	@$(BIN)/python -m macros zip

bench: build $(VENV)/.full ## time and memory of the PDFs: cold, unchanged, one chapter edited
	@$(BIN)/python -m macros.exports.bench

setup-full: system-packages $(VENV)/.full node_modules ## what PDFs, EPUB, layouts and browser tests need

system-packages: ## Chromium, Node, Java and Pango: installed on Debian as root, named elsewhere
	@missing=""; for tool in chromium node npm java pdftoppm; do command -v $$tool >/dev/null || missing="$$missing $$tool"; done; \
	ldconfig -p 2>/dev/null | grep -q libpango-1.0 || missing="$$missing libpango"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -q >/dev/null && apt-get install -q -y --no-install-recommends $(DEBIAN_PACKAGES) >/dev/null; \
	else echo "Missing:$$missing. On Debian: sudo apt-get install $(DEBIAN_PACKAGES)"; exit 1; fi

lock: ## renew the lock files from pyproject.toml (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra test pyproject.toml -o requirements-test.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --extra test --extra full pyproject.toml -o requirements-full.lock

clean: ## remove everything that can be made again, but for the environment
	rm -rf site dist .build .pytest_cache .mypy_cache .ruff_cache .hypothesis

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 18

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say where with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.site: requirements.lock | $(VENV)/bin/python
	@$(PIP) requirements.lock && touch $@

$(VENV)/.test: requirements-test.lock | $(VENV)/bin/python
	@$(PIP) requirements-test.lock && touch $@ $(VENV)/.site

$(VENV)/.full: requirements-full.lock | $(VENV)/bin/python
	@$(PIP) requirements-full.lock && touch $@ $(VENV)/.test $(VENV)/.site

node_modules: package-lock.json
	@npm ci --silent --no-audit --no-fund && touch node_modules
