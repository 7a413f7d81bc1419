"""Notebooks that were run and exported as a page."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbconvert import HTMLExporter

ROOT = Path(__file__).parents[1]

EXAMPLES = "import newsfeed\nfeed = newsfeed.Feed.read('examples/articles')\nfeed"
"""The code of a cell that shows the table of the examples."""


def exported(path: Path, *cells: str, theme: str = "light") -> str:
    """Run a notebook in the root of the project, and export it.

    Args:
        path: Where the page is to be.
        cells: The code of its cells.
        theme: That of JupyterLab.

    Returns:
        The address of the page.
    """
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    resources = {"metadata": {"path": str(ROOT)}}
    NotebookClient(notebook, kernel_name="python3", resources=resources).execute()
    page, _ = HTMLExporter(theme=theme).from_notebook_node(notebook)
    path.write_text(page, encoding="utf-8")
    return path.as_uri()
