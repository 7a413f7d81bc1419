"""Each format has of each case in `cases/exports` what its file there says, to the byte."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from paths import CASES

from newsfeed import Article, export, read

FILES = CASES / "exports"
NAMES = sorted(path.name for path in FILES.iterdir())
FEED: dict[str, Any] = {
    "title": "Harbour & Co.",
    "home_page_url": "https://feeds.example/",
    "feed_url": "https://feeds.example/latest",
    "description": "News of <Pellam>",
    "language": "en-GB",
}
FORMS: dict[str, Callable[[Article], str]] = {
    "api.json": lambda article: export.to_json(export.api_item(article)),
    "feed.json": lambda article: export.to_json(export.json_feed(article, **FEED)),
    "feed.atom": lambda article: export.atom(article, **FEED),
    "feed.rss": lambda article: export.rss(article, **FEED),
    "article.jsonld": lambda article: export.to_json(export.json_ld(article)),
    "script.html": export.json_ld_script,
}


def made(case: Path, form: str) -> bytes:
    article = read(case / "article.md")
    article.path = Path("_news", f"{case.name}.md")
    return FORMS[form](article).encode()


def test_there_are_cases_and_each_has_all_forms() -> None:
    assert NAMES
    for name in NAMES:
        assert {path.name for path in (FILES / name).iterdir()} == {"article.md", *FORMS}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", NAMES)
def test_a_case_has_this_form(name: str, form: str) -> None:
    assert made(FILES / name, form) == (FILES / name / form).read_bytes()


def test_what_an_item_of_the_api_is_made_into_shares_nothing_with_it() -> None:
    item = {"title": "Tide", "tags": ["Sea"]}
    export.from_api(item).extra["tags"].append("Moon")
    assert item["tags"] == ["Sea"]
