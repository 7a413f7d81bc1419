"""How Sphinx makes the site: `make docs`."""

import re
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

import newsfeed

project = "newsfeed"
author = "the newsfeed authors"
copyright = author  # noqa: A001  # Sphinx reads it by this name
release = newsfeed.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
    "sphinx_design",
]
exclude_patterns = ["_build"]

# The pages are Markdown that reads well without Sphinx, too: links name files and headings.
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 4

# The tutorial is run for each build: what it shows is what the code does now.
nb_execution_mode = "force"
nb_execution_raise_on_error = True

default_role = "code"  # one backtick in a docstring, as in Markdown
autodoc_type_aliases = {"Plots": "newsfeed.plot.Plots"}  # what is imported for type checkers only
autodoc_member_order = "bysource"
napoleon_attr_annotations = False
python_maximum_signature_line_length = 80

nitpick_ignore_regex = [
    # Names of other packages, whose pages are not looked up: a build needs no network.
    ("py:class", r"(altair|collections|dask|datetime|os|pandas|pathlib|polars|pyarrow)\..*"),
    ("py:class", "SparkSession"),
    # Type variables, which Sphinx takes for classes.
    ("py:class", r"(newsfeed\.(frontmatter\.markers|models)\.)?Model(_co)?"),
]
# Some examples are wrong on purpose, and no lexer takes them; they are coloured all the same.
suppress_warnings = ["misc.highlighting_failure"]

html_theme = "furo"
html_title = f"newsfeed {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]

# Copied without prompts and outputs.
copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True


def signature(*event: Any) -> tuple[str, str | None] | None:
    """Show a signature as people write it, without the markers and the sentinel of the models."""
    shown, returns = event[-2:]
    if shown is None:
        return None
    # On Python 3.11 it is types.Annotated around a union.
    shown = re.sub(r"~?typ(?:ing|es)\.Annotated\[|, <Marker\.\w+: \d+>\]", "", shown)
    shown = re.sub(r"<class '(?:\w+\.)*(\w+)'>", r"\1", shown)
    return shown.replace("NOTHING", "..."), returns


def without_pictures(*event: Any) -> None:
    """Leave out the pictures of articles, which are elsewhere: a page loads nothing from there."""
    context = event[3]
    if "body" in context:
        context["body"] = re.sub(r'<img src="https?://[^>]*>', "", context["body"])


def llms(app: Sphinx, error: Exception | None) -> None:
    """Put llms.txt beside the pages, with its links to them."""
    if error is None and app.builder.name == "html":
        text = (app.srcdir.parent / "llms.txt").read_text(encoding="utf-8")
        text = re.sub(r"\(docs/([\w/-]+)\.\w+\)", r"(\1.html)", text)
        Path(app.outdir, "llms.txt").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect what is done on the way."""
    app.connect("autodoc-process-signature", signature)
    app.connect("html-page-context", without_pictures)
    app.connect("build-finished", llms)
