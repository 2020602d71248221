# Every command of this checkout. `make` alone explains them.
PORT ?= 8080
VAR ?= var
PYTHON ?= python3
UV_VERSION := 0.13.9

BIN := .venv/bin
WHOLE := $(BIN)/python scripts/environment.py .venv
# The one that will run: our own as soon as it is whole.
PY = $(shell $(WHOLE) >/dev/null 2>&1 && echo $(BIN)/python || echo $(PYTHON))
UV := $(BIN)/uv pip install --quiet --python $(BIN)/python
# One worker a processor; the tests of a file stay together, and storeys in order.
SIDE_BY_SIDE := $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
INSTALLED := .venv/.installed-from-constraints
TEMPLATES = $(shell find src -name '*.pt')
MARKUP = $(shell find src -name '*.pt' -o -name '*.xml' -o -name '*.zcml')

.DEFAULT_GOAL := help
.PHONY: help install start reset test long browser silence assurance mutants pythons lint format locales bench dist buildout news

help: ## Print this help
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

install: ## Make .venv from constraints.txt
	@$(PY) scripts/check.py
	@why=$$($(WHOLE) 2>/dev/null) && exit; \
	test ! -e .venv || echo ".venv is made anew: $${why:-its Python is gone}."; \
	$(PYTHON) -m venv --clear .venv
	@$(MAKE) --silent --no-print-directory $(INSTALLED)

$(INSTALLED): constraints.txt setup.py
	@$(BIN)/uv --version >/dev/null 2>&1 || \
	$(BIN)/python -m pip install --quiet uv==$(UV_VERSION)
	@echo "Installing what constraints.txt names into .venv ..."
	@$(UV) -r constraints.txt
	@$(UV) --no-deps --no-build-isolation -e .
	@pwd > $@

start: ## Serve the demo on http://localhost:PORT/Plone (PORT=8080)
	@$(PY) scripts/check.py "$(VAR)" "$(PORT)"
	@$(MAKE) --silent --no-print-directory install
	@exec $(BIN)/python scripts/serve.py "$(VAR)" "$(PORT)"

reset: ## Forget the demo's data; the next start begins anew
	@$(PY) scripts/reset.py "$(VAR)"

test: install ## Run what needs no browser, in a few minutes
	$(SIDE_BY_SIDE) -m "not long" --ignore=tests/browser

long: install ## Run the long machines, crawls and kills, and all examples
	$(SIDE_BY_SIDE) -m long --hypothesis-profile=long --ignore=tests/browser

browser: install node_modules/.package-lock.json ## Run the browser journeys
	$(SIDE_BY_SIDE) tests/browser

node_modules/.package-lock.json: package-lock.json
	npm ci --no-audit --no-fund
	@touch $@

silence: install ## Ask every page and service as everybody, with and without a case
	$(BIN)/python -m pytest --hypothesis-profile=long tests/functional/test_silence.py tests/functional/test_canaries.py

assurance: install ## Break each promise once; every check must notice
	$(BIN)/python -m tests.assure

mutants: install ## Change the rules line by line; a unit test must notice (OF=cases/matter)
	nice $(BIN)/python -m tests.mutants $(OF)

pythons: install ## Try the other Pythons that setup.py names, where they are here
	$(BIN)/python scripts/pythons.py $(BIN)/uv

lint: install ## Check style, markup, translations, types and the package
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/zpretty --check $(MARKUP)
	$(BIN)/i18ndude find-untranslated $(TEMPLATES)
	$(BIN)/mypy
	$(BIN)/python scripts/house.py src tests scripts
	$(BIN)/check-manifest --no-build-isolation
	$(BIN)/pyroma --min=10 --skip-tests=CheckManifest .

format: install ## Put code and markup into the house's form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/zpretty --inplace $(MARKUP)

locales: install ## Gather the messages to translate into the .pot and .po files
	$(BIN)/python scripts/locales.py

bench: install ## Measure against bench/goals.toml
	$(BIN)/python -m bench

dist: install ## Build wheel and source archive into dist/, translations compiled
	$(BIN)/python -m build --no-isolation

buildout: install ## Make bin/instance and bin/test from buildout.cfg, offline
	$(BIN)/buildout -No
	@$(BIN)/python scripts/shebangs.py bin parts/instance/bin

news: install ## Show what the next release's changelog would say
	$(BIN)/towncrier build --draft --version next
