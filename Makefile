# `make run` sets everything up and plays three nights of the sample site; `make test` sets up and runs all tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: setup run test lint campaign campaign-long bench bench-quick clean

$(VENV)/.ready: requirements-pip.txt requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pip.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: $(VENV)/.ready

run: setup
	$(BIN)/plantwatch demo

test: setup
	$(BIN)/python -m pytest -n 3 --dist loadfile -m "not campaign"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

campaign: setup
	$(BIN)/python -m pytest -n 3 --dist loadfile -m campaign

campaign-long: setup
	PLANTWATCH_LONG=1 $(BIN)/python -m pytest -m campaign

bench-quick: setup
	BENCH_COUNT=60 $(BIN)/python -m tests.bench extract_growth append_growth

# A peer that is not among our requirements; where it cannot be installed the other figures are still printed.
.venv-newsplease:
	$(PYTHON) -m venv $@
	$@/bin/python -m pip install --quiet --disable-pip-version-check news-please || rm -r $@

bench: setup .venv-newsplease
	$(BIN)/python -m tests.bench

clean:
	rm -rf $(VENV) .venv-newsplease data build *.egg-info .mypy_cache .ruff_cache .import_linter_cache .hypothesis
