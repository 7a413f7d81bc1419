# The commands for people and for CI. PYTHON picks the interpreter that VENV is made with.

PYTHON ?= python3
VENV ?= .venv

bin = $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
pip = $(bin)/python -m pip --quiet

extras = arrow,cli,dask,feeds,pandas,plot,polars,remote,spark
# Dask and Spark take minutes to install and start: `make test` does without them.
$(VENV)/.test: extras = arrow,cli,feeds,pandas,plot,polars,remote

SECONDS ?= 60

.PHONY: demo test test-engines format lint figures coverage uncounted package release-check pages docs browser \
	screenshots bench bench-short compare compare-short fuzz mutate clean

demo: $(VENV)/.project
	$(bin)/python examples/quickstart.py

# Compiled modules save each process that a test starts from compiling them: an eighth of the time.
test test-engines coverage uncounted: export PYTHONDONTWRITEBYTECODE =

pytest = $(bin)/python -m pytest -n auto --dist worksteal

test: $(VENV)/.test
	$(pytest) --ignore tests/engines

# What needs Spark, which needs Java, or Dask, or Hugging Face datasets; and the hook for pre-commit,
# which is installed. The modules stay whole, as each starts a session or a cluster.
test-engines: $(VENV)/.engines
	$(bin)/python -m pytest -n auto --dist loadfile tests/engines

format: $(VENV)/.lint
	$(bin)/ruff check --fix
	$(bin)/ruff format

lint: $(VENV)/.lint
	$(bin)/ruff check
	$(bin)/ruff format --check
	$(bin)/mypy src tests fuzz examples
	$(bin)/mypy .ci/figures.py .ci/release_check.py
	$(bin)/mypy browser docs/*.py
# pyright looks for the installed package with the first python on PATH.
	PATH="$(abspath $(bin)):$$PATH" pyright --verifytypes newsfeed --ignoreexternal
	PATH="$(abspath $(bin)):$$PATH" pyright examples/any_model.py
	$(bin)/lint-imports
	$(bin)/codespell
	$(bin)/zizmor --offline --quiet .github

# Sizes, complexity, docstrings and names of the source, each with its limit.
figures: $(VENV)/.lint
	$(bin)/python .ci/figures.py

uncounted = tests/engines/test_spark.py tests/files/test_faults.py tests/laws/test_hostile.py \
	tests/laws/test_yaml_constructs.py \
	tests/frontmatter/read/canonical/test_canonical.py::test_only_what_is_needed_is_imported

# The project's own cases must reach every branch: without the corpus, without what is drawn by
# chance, without the large tables, and without Java.
coverage: $(VENV)/.engines
	$(bin)/coverage erase
	$(bin)/coverage run -m pytest -n auto --dist worksteal -m "not shared and not hypothesis" \
		$(addprefix --deselect ,$(uncounted))
	$(bin)/coverage combine --quiet
	$(bin)/coverage report

# What coverage leaves out, with all the examples of a property: both together run every test.
uncounted: $(VENV)/.engines
	$(pytest) -m "shared or hypothesis" --hypothesis-profile=thorough
	$(pytest) $(uncounted) --hypothesis-profile=thorough

package: $(VENV)/.package
	rm -rf dist
	$(bin)/python -m build
	$(bin)/twine check --strict dist/*
	$(bin)/check-wheel-contents dist/*.whl

# What is built may be published: the same bytes twice, the suite with PYTHON against the wheel, the
# API against the last tag, the changelog against the version, the imports against what is declared.
release-check: package
	$(bin)/deptry src
	$(bin)/python -u .ci/release_check.py --python $(PYTHON) --extras $(extras)

# The parts of pages that follow from the code.
pages: $(VENV)/.project
	$(bin)/python docs/generate.py
	$(bin)/python docs/badges.py

docs: $(VENV)/.docs
	$(bin)/python -m sphinx -n -W --keep-going -b html docs docs/_build/html

# What people look at, in a real browser: chromium, which the system must have.
browser: docs $(VENV)/.browser
	$(bin)/python -m pytest browser

# The pictures of cards and tables that pages have.
screenshots: $(VENV)/.browser
	$(bin)/python browser/screenshots.py

bench: $(VENV)/.bench
	$(bin)/python benchmarks/bench.py --output docs/performance

# The edits of real files by three libraries: how many are right.
compare: $(VENV)/.bench
	$(bin)/python benchmarks/comparison.py --failures newsfeed \
		--output docs/performance/comparison.json

# A sample of the edits, all of which newsfeed must make right or refuse.
compare-short: $(VENV)/.bench
	$(bin)/python benchmarks/comparison.py --short

# A little of everything, so that the benchmark cannot rot; its figures say nothing.
bench-short: compare-short
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
