# Aliases only: every target is one command that can also be typed by hand.
PYTHON = .venv/bin/python
CATALOGUE = community/locale/uk/LC_MESSAGES/django.po
LOCK = .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: demo test audit lint types format lock messages overlay

demo:
	python3 run.py demo

test:
	python3 run.py test

audit:
	python3 run.py audit

lint:
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/djlint templates --lint --quiet && .venv/bin/bandit --quiet --configfile pyproject.toml --recursive community engagement news home search deploy docs run.py

types:
	.venv/bin/mypy community engagement news home search tests deploy bench run.py manage.py docs

format:
	.venv/bin/ruff check --fix . && .venv/bin/ruff format .

lock:
	for name in base production test dev; do $(LOCK) requirements/$$name.in --output-file requirements/$$name.txt || exit 1; done

messages:
	$(PYTHON) manage.py makemessages --locale uk --no-location --no-obsolete --no-wrap --ignore tests --ignore var && msgattrib --no-wrap --sort-output --output-file $(CATALOGUE) $(CATALOGUE) && $(PYTHON) manage.py compilemessages --locale uk --ignore .venv --ignore var

overlay:
	DJANGO_SETTINGS_MODULE=community.settings.test $(PYTHON) -m tests.locale.renew
