"""The rich panel of an article for a terminal."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from .texts import printable, shown_time

if TYPE_CHECKING:
    from ..models import Article, RelatedItem


def panel(article: "Article") -> Panel:
    """Return an article as a panel, with every control character replaced."""
    parts = [_byline(article)]
    if article.published is False:
        parts.append(Text("not published", "bold red"))
    if article.excerpt:
        parts.append(_text(f"\n{article.excerpt}"))
    shown = Group(*parts, Text(""), _article_rows(article))
    return Panel(shown, title=_text(article.title, "bold"), title_align="left")


def keys_panel(values: Mapping[str, str], path: Path | None) -> Panel:
    """Return the keys of any model with their values as a panel."""
    pairs = [pair for pair in values.items() if pair[0] != "title"]
    title = _text(values.get("title", ""), "bold")
    return Panel(_rows([*pairs, ("file", path)]), title=title, title_align="left")


def _article_rows(article: "Article") -> Table:
    values = {
        "address": article.web_url or article.original_url,
        "topics": ", ".join(article.topics) or None,
        "quality": article.quality,
        "heat": article.heat,
        "images": len(article.images) or None,  # an empty list gets no row
        "unknown": ", ".join(article.extra) or None,
        "file": article.path,
    }
    rows = _rows(values.items())
    for item in article.related:
        rows.add_row(Text("related", "dim"), Text("\n").join([_text(item.title), _byline(item)]))
    return rows


def _rows(pairs: Iterable[tuple[str, object]]) -> Table:
    """Return a table with a row for each value that is not None."""
    rows = Table.grid("", "", padding=(0, 2, 0, 0))
    for label, value in pairs:
        if value is not None:
            rows.add_row(_text(label, "dim"), _text(f"{value}"))
    return rows


def _byline(item: "Article | RelatedItem") -> Text:
    parts = [] if item.provider is None else [item.provider.name]
    if item.published_date_time is not None:
        parts.append(shown_time(item.published_date_time))
    return _text(" · ".join(parts), "cyan")


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text, lines=True), style)
