.DEFAULT_GOAL := help
.PHONY: help setup check test format run bench

BIN := .venv/bin

help: ## lists these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

setup: ## makes .venv with everything a developer needs
	python3 -m venv .venv
	$(BIN)/pip install -q -c constraints.txt -e '.[dev]'

check: ## format, lint, types, floors and tests: all that must hold
	sh .ci/check

test: ## the tests alone
	$(BIN)/python -m pytest -q -n 2

format: ## puts the code into its form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

run: ## opens the terminal interface
	$(BIN)/jixiao

bench: ## measures speed; see tests/benchmarks/README.md
	for script in tests/benchmarks/bench_*.py; do $(BIN)/python $$script || exit 1; done
