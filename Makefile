PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: setup run test lint bench mutants format lock

setup: $(INSTALLED)

$(INSTALLED): requirements-dev.lock
	@echo "Setting up $(VENV): a few minutes, and only when requirements-dev.lock has changed."
	@echo "1/2 Making the virtual environment with $(PYTHON) ..."
	@$(PYTHON) -m venv $(VENV)
	@echo "2/2 Installing $$(grep -c '^[a-z].*==' requirements-dev.lock) libraries ..."
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@echo "Ready."
	@touch $@

run: setup
	$(BIN)/python -m bot run

test: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -q

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m bot validate-rules > /dev/null

bench: setup
	$(BIN)/python -m benchmarks

# ONLY="rules.verdict.route*" for one module; what is listed at the end no test noticed.
mutants: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-mutants.lock
	$(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	$(BIN)/mutmut results

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --strip-extras --allow-unsafe

lock: setup
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(COMPILE) --extra mutants --constraint requirements-dev.lock --output-file requirements-mutants.lock pyproject.toml
