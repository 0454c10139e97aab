# The two commands of the README, and the longer ones. Everything happens in .venv; nothing else is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: help demo test fuzz check clean
.DEFAULT_GOAL := help

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(DEV_STAMP): pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(STAMP)

demo: $(STAMP) ## read the example pages and print what Newstemma makes of them
	@$(BIN)/python scripts/demo.py

test: $(DEV_STAMP) ## run the whole test suite
	@$(BIN)/python -m pytest

fuzz: $(DEV_STAMP) ## the nightly sizes of the tests with random input: half an hour
	@NEWSTEMMA_FUZZ=100000 $(BIN)/python -m pytest tests/test_fuzz.py tests/test_engine_local.py

check: $(DEV_STAMP) ## format, lint, types and tests: what CI runs
	@PATH="$(CURDIR)/$(BIN):$$PATH" scripts/check

clean: ## remove the environment and everything built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis demo.db*
