# The commands for people and for CI. PYTHON picks the interpreter that VENV is made with.

PYTHON ?= python3
VENV ?= .venv

bin = $(VENV)/bin
pip = $(bin)/python -m pip --quiet

.PHONY: demo test lint coverage package bench bench-short clean

demo: $(VENV)/.project
	$(bin)/python examples/quickstart.py

test: $(VENV)/.test
	$(bin)/python -m pytest

lint: $(VENV)/.lint
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy src tests
# pyright looks for the installed package with the first python on PATH.
	PATH="$(abspath $(bin)):$$PATH" pyright --verifytypes newsfeed --ignoreexternal
	$(bin)/lint-imports
	$(bin)/codespell

# The project's own cases must reach every branch without the corpus.
coverage: $(VENV)/.test
	$(bin)/coverage run -m pytest -m "not shared"
	$(bin)/coverage report

package: $(VENV)/.package
	rm -rf dist
	$(bin)/python -m build
	$(bin)/twine check --strict dist/*
	$(bin)/check-wheel-contents dist/*.whl

bench: $(VENV)/.bench
	$(bin)/python benchmarks/bench.py --output docs/performance

# A little of everything, so that the benchmark cannot rot; its figures say nothing.
bench-short: $(VENV)/.bench
	$(bin)/python benchmarks/bench.py --short --output build/bench

clean:
	rm -rf .venv* .*_cache .hypothesis .coverage build dist docs/_build
	find src tests examples -name __pycache__ -exec rm -rf {} +

$(VENV)/.project: pyproject.toml
	$(PYTHON) -m venv $(VENV)
# The pip that comes with Python 3.11 knows no dependency groups.
	$(pip) install --upgrade 'pip>=25.1'
	$(pip) install --editable .
	touch $@

$(VENV)/.%: $(VENV)/.project
	$(pip) install --group $*
	touch $@
