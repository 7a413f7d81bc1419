"""How long it takes to turn articles into the formats of other programs."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from xml.etree import ElementTree

from measuring import Row, Target, microseconds
from samples import invented

from newsfeed import Article, export

FEED: dict[str, Any] = {"title": "Pellam", "home_page_url": "https://pellam.example/"}
# json.dumps of what is made is the yardstick; of the XML kinds, of the JSON Feed of the same.
JSON_KINDS: dict[str, Callable[[list[Article]], Any]] = {
    "api_page": lambda articles: export.api_page(
        articles, page_size=len(articles), unpublished=True
    ),
    "json_feed": lambda articles: export.json_feed(articles, **FEED, unpublished=True),
    "json_ld_graph": lambda articles: export.json_ld_graph(articles, unpublished=True),
}
XML_KINDS: dict[str, Callable[[list[Article]], str]] = {
    "atom": lambda articles: export.atom(articles, **FEED, unpublished=True),
    "rss": lambda articles: export.rss(articles, **FEED, unpublished=True),
}
ITEMS = {"api_page": "value", "json_feed": "items", "json_ld_graph": "@graph"}


def exporting(count: int, rounds: int) -> Iterator[Row | Target]:
    """Measure the exports of invented articles.

    Args:
        count: How many articles.
        rounds: How often.

    Yields:
        The rows and the targets.
    """
    articles = [invented(index) for index in range(count)]
    documents = checked(articles)
    operations: dict[str, Callable[[Any], object]] = {
        **{name: lambda _, make=make: make(articles) for name, make in JSON_KINDS.items()},
        **{
            f"json.dumps of {name}": lambda _, document=document: json.dumps(document)
            for name, document in documents.items()
        },
        **{name: lambda _, make=make: make(articles) for name, make in XML_KINDS.items()},
    }
    times = microseconds(operations, [None], rounds)
    values = {name: value / count for name, value in times.items()}
    yield Row(f"export {count:,} articles", "us an article", values)
    for name in JSON_KINDS:
        dumps = f"json.dumps of {name}"
        yield Target(f"{name} / json.dumps of its dicts", values[name] / values[dumps], 2.5)
    for name in XML_KINDS:
        ratio = values[name] / values["json.dumps of json_feed"]
        yield Target(f"{name} / json.dumps of the JSON Feed", ratio, 6.0)


def checked(articles: list[Article]) -> dict[str, Any]:
    """Make the JSON of all, having checked that each format holds every article."""
    documents = {name: make(articles) for name, make in JSON_KINDS.items()}
    for name, document in documents.items():
        assert json.loads(json.dumps(document)) == document
        assert len(document[ITEMS[name]]) == len(articles)
    titles = sorted(article.title for article in articles)
    for make in XML_KINDS.values():
        found = ElementTree.fromstring(make(articles)).iter()
        items = [each for each in found if each.tag.rpartition("}")[2] in ("entry", "item")]
        assert sorted(title(each) for each in items) == titles
    return documents


def title(item: ElementTree.Element) -> str:
    """Return the title of an entry or an item, which is its first element."""
    return item[0].text or ""
