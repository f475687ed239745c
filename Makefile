# Everything that is done with Kring, one word each. `make` lists the words.

PYTHON ?= python3
BIN := .venv/bin
PY := $(BIN)/python
PYTEST := $(PY) -m pytest
WORDS := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))
# Settings as in production, of nowhere: enough for Django to look at them.
AS_PRODUCTION := KRING_PRODUCTION=1 SECRET_KEY=0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ \
  ALLOWED_HOSTS=kring.example DATABASE_URL=postgresql://kring_web@db/kring REDIS_URL=redis://redis/0 EMAIL_URL=smtp://mail

.PHONY: help run test check law bench handbook messages lock pictures front ready
.DEFAULT_GOAL := help

help: ## list these words
	@grep -hE '^[a-z]+:.*## ' Makefile | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: ready ## Kring on this machine, with its demo town: http://localhost:$PORT (8000)
	@$(PY) -m config.serve

test: ready ## every test, browser journeys too
	$(PYTEST) -n 2 $(ARGS)

check: ready ## style, imports, migrations, templates, words, security, sizes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(PY) -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(AS_PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/bandit --quiet --recursive --severity-level medium --configfile pyproject.toml .
	$(PYTEST) -q tests/law/test_size.py tests/law/test_translations.py tests/law/test_second_opinion.py

law: ready ## the laws of the house (tests/law/), with ten times as many made-up towns
	KRING_LAW_EXAMPLES=$${KRING_LAW_EXAMPLES:-5000} $(PYTEST) -n 2 tests/law $(ARGS)

bench: ready ## how fast: pages, hidden beside absent, and queries in towns of KRING_BENCH children (benchmarks/)
	@$(PY) -m benchmarks.pages
	@$(PY) -m benchmarks.telling
	@$(PY) -m benchmarks.scale

handbook: ready ## write the generated pages of the handbook anew
	KRING_WRITE=1 $(PYTEST) -q tests/law

messages: ready ## gather the words to be translated, and compile them
	PATH="$(abspath $(BIN)):$$PATH" $(PY) manage.py makemessages --locale en
	$(MAKE) ready

lock: ## write the hash-pinned locks out of pyproject.toml, for every platform
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet --disable-pip-version-check uv
	build/lock/bin/uv pip compile pyproject.toml --extra here --group dev --output-file requirements.lock $(LOCKING)
	build/lock/bin/uv pip compile pyproject.toml --constraint requirements.lock --output-file requirements-production.lock $(LOCKING)

pictures: ready ## the README's screenshots
	$(PYTEST) -p no:randomly tests/pictures.py

# --- What these stand on ---

# Extras are kept: pip, asked for hashes, would look past a pin that lacks them to the newest release.
LOCKING := --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-annotate --no-header $(UPGRADE)

ready: $(BIN)/.stamp front $(WORDS)

$(BIN)/.stamp: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kring needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	@echo "Installing what requirements.lock names into .venv …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@touch $@

front: $(BIN)/.stamp
	@$(PY) frontend/build.py

%.mo: %.po $(BIN)/.stamp
	@$(BIN)/msgfmt --check --output-file $@ $<
