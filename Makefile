# Everything runs from here; `make` alone lists the targets.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
# Without compiled files Rasa's imports take three times as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run test check models evaluate bench train lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 20

run: ## install what is missing, train if needed, start everything
	@scripts/setup
	@exec $(PYTHON) -m bot run

test: ## lint, types, training and every test
	@scripts/setup dev
	@# One core checks while the other trains.
	@$(MAKE) --no-print-directory --jobs=2 check models
	@$(PYTHON) -m pytest

check: ## lint, formatting and types only
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy

models:
	@$(PYTHON) -m bot train

evaluate: ## measure reading and understanding, compare with docs/quality.md (KEEP=1 keeps the figures)
	@scripts/setup dev
	@$(PYTHON) -m quality $(if $(KEEP),--keep)

bench: ## measure latency, throughput, memory and start beside Rasa's default
	@scripts/setup dev
	@$(PYTHON) -m bot train
	@$(PYTHON) -m bench

train: ## train what has changed
	@scripts/setup
	@$(PYTHON) -m bot train

lock: ## compile the locks anew from both pyproject.toml files
	@scripts/lock

clean: ## remove environments and everything made; the data in var/ stays
	rm -rf .venv .tools engine/.venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
