# Every target does first what it needs; nothing is done twice. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard app/translations/*/LC_MESSAGES/*.po))
# Besides gettext's own names: the refusals whose first argument web/errors shows to people.
KEYWORDS := _ lazy_gettext NotFound NotAllowed NotSignedIn StaleForm Invalid Conflict Closed Revoked TicketUsed TooLate TooSoon
# What citizens may read, for the languages that staff do not work in; components that their pages use
# are found by the test that checks this list.
CITIZENS := app/web/public app/web/display.py app/web/errors.py app/web/period_names.py app/web/simulation.py app/queries/collection.py app/queries/devices.py app/services/late_answers.py app/services/public_results.py app/services/responses.py app/services/taps.py app/templates/public app/templates/errors app/templates/layouts/public.html
CITIZENS_COMPONENTS := button choice_question display_switch error_summary faces field language_switch notice result_lines select_field text_area text_field wordmark
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check \
	--require-hashes --no-deps --only-binary :all: --compile

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install run test lint format bench lock vendor messages chromium

help: ## Say what can be made.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "make %-10s %s\n", $$1, $$2 }'

install: $(VENV)/.runtime $(CATALOGUES) ## Make the environment that runs the system, from the hash-locked file.

# `exec` keeps the server in the foreground, in make's own process group, with make's environment.
run: install ## Serve on http://127.0.0.1:8000 (PORT, DATABASE_URL and the others: see the README).
	@test -n "$$SECRET_KEY" || test -s "$${VAR_DIR:-var}/secret-key" || $(BIN)/flask --app wsgi setup secrets
	@exec $(BIN)/flask --app wsgi serve --demo

test: lint chromium ## Set up all that tests need, then run every check: unit, rules, browser, PostgreSQL.
	@$(BIN)/pytest --database both --numprocesses auto --dist loadgroup

lint: $(VENV)/.development $(CATALOGUES) ## Check style, layers, types, templates and dependencies.
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Run 'make format'."; exit 1; }
	@$(BIN)/lint-imports --no-logo > $(VENV)/lint-imports.log || { cat $(VENV)/lint-imports.log; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/djlint app/templates --lint --quiet
	@$(BIN)/deptry . 2> $(VENV)/deptry.log || { cat $(VENV)/deptry.log; exit 1; }

format: $(VENV)/.development ## Bring the code into its one form.
	@$(BIN)/ruff check --quiet --fix-only
	@$(BIN)/ruff format

bench: $(VENV)/.development $(CATALOGUES) ## Measure; takes half an hour and wants a quiet machine.
	@for name in tallies coverage reliability individuals shrinkage response_quality themes \
		cpu_per_response dashboard answering posters ticket_timing guessing \
		flood lost_replies; do \
		echo "== $$name"; $(BIN)/python -m benchmarks.$$name || failed="$$failed $$name"; done; \
		test -z "$$failed" || { echo "Bar not reached:$$failed"; exit 1; }

lock: $(VENV)/.development ## Choose versions anew for requirements/*.in and write them down with hashes.
	@cd requirements && for name in runtime dev; do \
		constraint=$$([ $$name = dev ] && echo "--constraint runtime.txt"); \
		../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-header $$constraint $$name.in --output-file $$name.txt || exit 1; \
	done

vendor: ## Fetch the scripts and styles of others anew, as package.json names them (needs npm).
	@mkdir -p $(VENV)/npm && cp package.json package-lock.json $(VENV)/npm
	@npm ci --prefix $(VENV)/npm --ignore-scripts --silent
	@node -e 'for (const [to, from] of Object.entries(require("./package.json").vendored)) \
		require("fs").cpSync(`$(VENV)/npm/node_modules/$${from}`, `app/static/vendor/$${to}`)'

messages: $(VENV)/.development ## Gather the texts that people read, and put new ones into the catalogues.
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --output-file $(VENV)/messages.pot \
		$(addprefix --keyword=,$(KEYWORDS)) --no-wrap --sort-output --omit-header --no-location .
	@$(BIN)/pybabel --quiet update --input-file $(VENV)/messages.pot --output-dir app/translations \
		--locale en --no-wrap --omit-header --no-fuzzy-matching --ignore-obsolete
	@$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --output-file $(VENV)/citizens.pot \
		$(addprefix --keyword=,$(KEYWORDS)) --no-wrap --sort-output --omit-header --no-location \
		$$(find $(CITIZENS) $(CITIZENS_COMPONENTS:%=app/templates/components/%.html) -name '*.py' -o -name '*.html')
	@for locale in jv su; do $(BIN)/pybabel --quiet update --input-file $(VENV)/citizens.pot \
		--output-dir app/translations --locale $$locale --no-wrap --omit-header --no-fuzzy-matching \
		--ignore-obsolete; done

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name one with PYTHON=..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { rm -rf $(VENV); echo "Install the Debian package python3-venv."; exit 1; }

# What runs is part of what tests, so an environment for tests need not be filled twice.
$(VENV)/.runtime: requirements/runtime.txt | $(BIN)/python
	@test $(VENV)/.development -nt $< || { echo "Installing what runs the system..."; $(INSTALL) -r $<; }
	@touch $@

$(VENV)/.development: requirements/dev.txt requirements/runtime.txt | $(BIN)/python
	@echo "Installing what runs and tests the system..."
	@$(INSTALL) -r $<
	@touch $@ $(VENV)/.runtime

# A catalogue without a header, which would hold dates and names, is fuzzy as a whole to pybabel.
%.mo: %.po | $(VENV)/.runtime
	@$(BIN)/pybabel --quiet compile --use-fuzzy --input-file $< --output-file $@

# The browser comes from Debian; everything else that tests need comes from the locked file.
chromium:
	@command -v chromium > /dev/null || { $(MAY_INSTALL) && \
		DEBIAN_FRONTEND=noninteractive $(AS_ROOT) apt-get install --yes --quiet=2 \
			--no-install-recommends chromium; } \
		|| { echo "The browser tests need chromium: sudo apt-get install chromium"; exit 1; }

AS_ROOT = $$([ "$$(id -u)" = 0 ] || echo sudo --non-interactive)
MAY_INSTALL = $(AS_ROOT) apt-get update --quiet=2
