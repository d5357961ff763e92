# One task file for people and for continuous integration. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
WHEEL_VENV := .cache/wheel-venv
BIN := $(VENV)/bin
PIP := -m pip install --quiet --disable-pip-version-check --no-input

.DEFAULT_GOAL := help
.PHONY: help run test lint types unit coverage wheel mutants torture bench docs golden format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.ready ## Set everything up and open the app (ARGS="today" runs a command)
	@$(BIN)/selfcare $(ARGS)

test: lint types unit coverage wheel ## Set everything up and run every check

lint: $(VENV)/.ready-dev ## Style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.ready-dev ## Strict types over sources, tests and benchmarks
	@$(BIN)/mypy

unit: $(VENV)/.ready-dev ## The tests, with branch coverage
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest -n 3 --dist worksteal -q $(ARGS)
	@$(BIN)/coverage combine --quiet

coverage: unit ## Branch coverage must not fall below the limits
	@$(BIN)/coverage report --include='src/selfcare/core/*,src/selfcare/planfile/*,src/selfcare/journal/*,src/selfcare/share/*,src/selfcare/cli/*' --fail-under=95
	@$(BIN)/coverage report --include='src/selfcare/tui/*,src/selfcare/linear/*,src/selfcare/sound/*' --fail-under=85

wheel: $(VENV)/.ready-dev $(WHEEL_VENV)/.ready ## Build the wheel, install it in a clean environment, run it from another folder
	@rm -rf dist
	@$(BIN)/hatchling build -t wheel >/dev/null
	@$(WHEEL_VENV)/bin/python $(PIP) --no-deps --force-reinstall dist/*.whl
	@$(WHEEL_VENV)/bin/python tests/installed.py

mutants: $(VENV)/.ready-dev ## Every slip in every shipped plan: figures for the first report (minutes)
	@$(BIN)/python -m tests.planfile.mutants $(ARGS)

torture: $(VENV)/.ready-dev ## Kills, power cuts, faults, damage and hostile plans by the hundred (ARGS="power" for one row)
	@$(BIN)/python -m tests.torture $(ARGS)

bench: $(VENV)/.ready-dev ## Measure speed as ratios to baselines of the same run
	@$(BIN)/python -m benchmarks $(ARGS)

docs: $(VENV)/.ready-dev ## Write the generated pages and pictures anew
	@$(BIN)/python -m docs.generate
	@$(BIN)/python -m docs.pictures

golden: $(VENV)/.ready-dev ## Write the golden screens anew, to be read in the diff
	@$(BIN)/pytest -q tests --golden-update

format: $(VENV)/.ready-dev ## Put sources into the one format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## Remove everything that was built
	rm -rf $(VENV) .cache dist build .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "selfcare needs Python 3.11 or newer; name one with: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@echo "setting up $(VENV) (once)" >&2
	@$(PYTHON) -m venv $(VENV) || { echo "this Python cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; rm -rf $(VENV); exit 2; }

$(VENV)/.ready: pyproject.toml constraints.txt | $(BIN)/python
	@$(BIN)/python $(PIP) -c constraints.txt -e .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	@$(BIN)/python $(PIP) 'pip>=25.1'
	@$(BIN)/python $(PIP) -c constraints.txt --group dev
	@touch $@

$(WHEEL_VENV)/.ready: pyproject.toml constraints.txt $(VENV)/.ready-dev
	@$(PYTHON) -m venv --clear $(WHEEL_VENV)
	@$(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"], sep="\n")' > $(WHEEL_VENV)/requirements.txt
	@$(WHEEL_VENV)/bin/python $(PIP) -c constraints.txt -r $(WHEEL_VENV)/requirements.txt
	@touch $@
