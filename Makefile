# The commands for people and for CI. PYTHON picks the interpreter that VENV is made with.

PYTHON ?= python3
VENV ?= .venv

bin = $(VENV)/bin
pip = $(bin)/python -m pip --quiet

extras = arrow,cli,dask,feeds,pandas,polars,remote,spark

SECONDS ?= 60

.PHONY: demo test lint coverage package pages bench bench-short fuzz mutate clean

demo: $(VENV)/.project
	$(bin)/python examples/quickstart.py

test: $(VENV)/.test
	$(bin)/python -m pytest -n auto --dist worksteal

lint: $(VENV)/.lint
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy src tests fuzz
# pyright looks for the installed package with the first python on PATH.
	PATH="$(abspath $(bin)):$$PATH" pyright --verifytypes newsfeed --ignoreexternal
	$(bin)/lint-imports
	$(bin)/codespell

# The project's own cases must reach every branch without the corpus, without the large tables, and
# without Java.
coverage: $(VENV)/.test
	$(bin)/coverage erase
	$(bin)/coverage run -m pytest -n auto --dist worksteal -m "not shared" \
		--ignore tests/test_faults.py --ignore tests/test_hostile.py \
		--ignore tests/test_yaml_constructs.py --ignore tests/test_spark.py \
		--deselect tests/test_recognizer.py::test_only_what_is_needed_is_imported
	$(bin)/coverage combine --quiet
	$(bin)/coverage report

package: $(VENV)/.package
	rm -rf dist
	$(bin)/python -m build
	$(bin)/twine check --strict dist/*
	$(bin)/check-wheel-contents dist/*.whl

# The parts of pages that follow from the code.
pages: $(VENV)/.project
	$(bin)/python docs/generate.py

bench: $(VENV)/.bench
	$(bin)/python benchmarks/bench.py --output docs/performance

# A little of everything, so that the benchmark cannot rot; its figures say nothing.
bench-short: $(VENV)/.bench
	$(bin)/python benchmarks/bench.py --short --output build/bench

# Inputs that a fuzzer makes from the case files, for so many SECONDS; one that breaks a law is left
# in build/fuzz and belongs among the cases.
fuzz: $(VENV)/.fuzz
	mkdir -p build/fuzz
	$(bin)/python fuzz/fuzz_laws.py build/fuzz/corpus -dict=fuzz/yaml.dict \
		-max_total_time=$(SECONDS) -max_len=4096 -timeout=30 -rss_limit_mb=2048 \
		-artifact_prefix=build/fuzz/

# Changes the engine in thousands of ways and looks which of them no test notices.
mutate: $(VENV)/.mutate
	$(bin)/mutmut run
	$(bin)/mutmut export-cicd-stats
	$(bin)/python -c 'import json; found = json.load(open("mutants/mutmut-cicd-stats.json")); \
		alive = found["survived"] / found["total"]; \
		print(f"{1 - alive:.1%} of the mutants are killed"); assert alive <= 0.1'

clean:
	rm -rf .venv* .*_cache .hypothesis .coverage* mutants build dist docs/_build
	find src tests examples -name __pycache__ -exec rm -rf {} +

$(VENV)/.project: pyproject.toml
	$(PYTHON) -m venv $(VENV)
# The pip that comes with Python 3.11 knows no dependency groups.
	$(pip) install --upgrade 'pip>=25.1'
	$(pip) install --editable .
	touch $@

$(VENV)/.%: $(VENV)/.project
	$(pip) install --editable '.[$(extras)]' --group $*
	touch $@
