# Two commands do all the set-up: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Type checking and tests look for the labelled sets here; without them the tests that need them are skipped by name.
export LEVELHED_DATASETS ?= $(wildcard $(abspath ../shared/datasets))

.PHONY: run test

run: $(VENV)/.run
	$(BIN)/levelhed run

test: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	# The folders are packages by mapping only; links give the type checker the tree that an installation has.
	mkdir -p $(VENV)/typed/levelhed
	for room in data model service dashboard; do ln -sfn ../../../$$room $(VENV)/typed/levelhed/$$room; done
	MYPYPATH=$(VENV)/typed $(BIN)/mypy -p levelhed.data -p levelhed.model -p levelhed.service -p levelhed.dashboard
	# A file is a worker's: what a file sets up is set up once.
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dashboard,deep,docx,archives]'
	touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@
