# The targets that a developer calls are those that the gate calls.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test format lint types rooms unit wheel lang bench bench-peers torture clean

demo: $(VENV)/.installed
	@if [ -t 0 ] && [ -t 1 ]; then $(BIN)/facilitator demo; \
	else echo "No terminal here: the example session runs headless." >&2; $(BIN)/facilitator demo; fi

test: lint types rooms unit wheel

$(VENV)/.installed: pyproject.toml hatch_build.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@

lang: $(VENV)/.installed
	$(BIN)/python hatch_build.py

format: $(VENV)/.installed
	$(BIN)/ruff format src tests bench hatch_build.py
	$(BIN)/ruff check --fix src tests bench

lint: $(VENV)/.installed
	$(BIN)/ruff format --check src tests bench hatch_build.py
	$(BIN)/ruff check src tests bench

types: $(VENV)/.installed
	$(BIN)/mypy

rooms: $(VENV)/.installed
	$(BIN)/lint-imports

unit: lang
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

wheel: $(VENV)/.installed
	$(BIN)/python tests/try_wheel.py

torture: lang
	FACILITATOR_TORTURE=1 $(BIN)/python -m pytest -q tests/live tests/storage tests/terminal tests/report tests/cli/test_hostile.py tests/tui/test_hostile.py

bench: lang
	$(BIN)/python -m bench.figures $(BENCH)

bench-peers: lang
	$(BIN)/python -m bench.figures --peers $(BENCH)

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis
