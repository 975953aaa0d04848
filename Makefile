# The two commands a newcomer needs are `make demo` and `make test`. Everything lives in .venv.

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
STAMP := $(VENV)/.ready
FIXTURE := fixtures/online-shop
CORPUS ?=
SET ?= k8s300

.PHONY: demo test lint check bench ecosystem snapshots picture clean help

help:
	@echo "make demo       set up and scan an example project"
	@echo "make test       set up and run the tests"
	@echo "make lint       ruff, mypy and pyright"
	@echo "make check      lint and test, as CI does"
	@echo "make snapshots  write the expected findings of the fixtures anew (look at the diff)"
	@echo "make picture    write the README's picture of the report anew"
	@echo "make bench CORPUS=DIR      speed, as a table"
	@echo "make ecosystem CORPUS=DIR  scan a folder of real projects and report what was read"

$(STAMP): pyproject.toml
	@sh tests/setup.sh $(VENV)
	@touch $@

demo: $(STAMP)
	@$(BIN)/predeploy scan $(FIXTURE) || test $$? -eq 1

test: $(STAMP)
	@$(PYTHON) -m pytest -n auto

lint: $(STAMP)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/pyright --pythonpath $(PYTHON)

check: lint test

snapshots: $(STAMP)
	@$(PYTHON) -m pytest tests/test_fixtures.py --snapshot-update

picture: $(STAMP)
	@$(PYTHON) tests/picture.py $(FIXTURE) fixtures/report.svg

bench: $(STAMP)
	@$(PYTHON) tests/bench.py "$(CORPUS)"

ecosystem: $(STAMP)
	@$(PYTHON) tests/ecosystem.py "$(CORPUS)"

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
