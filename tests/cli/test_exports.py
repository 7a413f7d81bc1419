"""`newsfeed convert` to feeds and other JSON: what is written, and where."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import feedparser
import pytest
from command import lay, run_in_terminal
from converting import convert
from exporting import FORMS, HOME, NEEDED, OLD, ORDER, lay_articles, titles, typed
from systems import posix

from newsfeed import Feed, export
from newsfeed.export import to_json

ABOUT = {
    "title": "Tides & “moons”",
    "home_page_url": HOME,
    "feed_url": f"{HOME}feed",
    "description": "What <b>turns</b>",
    "language": "en-GB",
}
OPTIONS: dict[str, dict[str, Any]] = {
    "api": {"page": 2, "page_size": 2},
    "jsonfeed": ABOUT,
    "atom": ABOUT,
    "rss": ABOUT,
    "jsonld": {},
}
MAKE: dict[str, Callable[..., str]] = {
    "api": lambda *args, **options: to_json(export.api_page(*args, **options)),
    "jsonfeed": lambda *args, **options: to_json(export.json_feed(*args, **options)) + "\n",
    "atom": lambda *args, **options: export.atom(*args, **options) + "\n",
    "rss": lambda *args, **options: export.rss(*args, **options) + "\n",
    "jsonld": lambda *args, **options: to_json(export.json_ld_graph(*args, **options)) + "\n",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder, with articles in it."""
    lay_articles(tmp_path, monkeypatch)


@pytest.mark.parametrize("form", FORMS)
def test_the_newest_is_first_and_what_is_hidden_is_counted(form: str) -> None:
    done = convert("posts", *typed(form, NEEDED[form]))
    assert titles(form, done.stdout) == ORDER
    assert done.err == "3 articles written, 0 failed, 1 unpublished left out.\n"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_hidden_is_written_if_it_is_asked_for(form: str) -> None:
    done = convert("posts", *typed(form, NEEDED[form]), "--unpublished")
    assert titles(form, done.stdout) == [ORDER[0], "Hidden", *ORDER[1:]]
    assert done.err == "4 articles written, 0 failed.\n"


CASES = {
    f"{form}-{name or 'alone'}": (form, {**NEEDED[form], **({name: value} if name else {})})
    for form in FORMS
    for name, value in {"": "", **OPTIONS[form]}.items()
}
CASES |= {f"{form}-all": (form, options) for form, options in OPTIONS.items()}


@pytest.mark.parametrize("case", CASES)
def test_the_document_is_what_the_library_makes(case: str) -> None:
    form, options = CASES[case]
    by_title = {article.title: article for article in Feed.read("posts")}
    expected = MAKE[form]([by_title[title] for title in ORDER], **options)
    assert convert("posts", *typed(form, options)).stdout == expected.encode()


def test_options_say_what_a_feed_is() -> None:
    read = json.loads(convert("posts", *typed("jsonfeed", ABOUT)).stdout)
    assert {name: read[name] for name in ABOUT} == ABOUT
    for form in ("atom", "rss"):
        read = feedparser.parse(convert("posts", *typed(form, ABOUT)).stdout)
        assert not read.bozo
        assert (read.feed.title, read.feed.link) == (ABOUT["title"], ABOUT["home_page_url"])
        assert (read.feed.subtitle, read.feed.language) == ("What <b>turns</b>", "en-GB")
        assert ABOUT["feed_url"] in [link.href for link in read.feed.links if link.rel == "self"]


PAGES = {
    (): (1, ORDER, None),
    ("--page-size", "2"): (1, ORDER[:2], 2),
    ("--page-size", "2", "--page", "2"): (2, ORDER[2:], None),
    ("--page-size", "3"): (1, ORDER, None),
    ("--page", "2"): (2, [], None),
    ("--page", "9" * 30, "--page-size", "9" * 30): (int("9" * 30), [], None),
}


@pytest.mark.parametrize("options", PAGES, ids=" ".join)
def test_the_api_has_pages_without_a_final_newline(options: tuple[str, ...]) -> None:
    page, shown, following = PAGES[options]
    done = convert("posts", "--to", "api", *options)
    assert done.stdout.endswith(b"\n}")
    assert titles("api", done.stdout) == shown
    read = json.loads(done.stdout)
    assert (read["page"], read["nextPage"]) == (page, following)
    said = "1 article" if len(shown) == 1 else f"{len(shown)} articles"
    assert done.err == f"{said} written, 0 failed, 1 unpublished left out.\n"


def test_paths_of_the_api_are_those_of_the_files() -> None:
    read = json.loads(convert("posts/c.md", "-", "--to", "api", stdin=OLD.encode()).stdout)
    assert [item["path"] for item in read["value"]] == ["posts/c.md", None]


# Where it is written


@pytest.mark.parametrize("name", ["news.atom", "news.RSS", "news.jsonld"])
def test_the_ending_of_the_file_says_what_to_write(name: str) -> None:
    form = name.partition(".")[2].lower()
    Path(name).write_text("old")
    done = convert("posts", "-o", name, *typed(form, NEEDED[form])[2:])
    assert (done.out, done.err) == (
        "",
        f"3 articles written to {name}, 0 failed, 1 unpublished left out.\n",
    )
    data = Path(name).read_bytes()
    assert data == convert("posts", *typed(form, NEEDED[form])).stdout
    assert titles(form, data) == ORDER


@pytest.mark.parametrize("form", ["api", "jsonfeed"])
def test_a_format_that_is_named_may_have_any_ending(form: str) -> None:
    convert("posts", "-o", "news.json", *typed(form, NEEDED[form]))
    data = Path("news.json").read_bytes()
    assert titles(form, data) == ORDER
    assert data.endswith(b"\n") == (form == "jsonfeed")


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_without_feedgenerator_it_says_how_to_get_it(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "feedgenerator", None)
    Path(f"news.{form}").write_text("old")
    done = convert("posts", "-o", f"news.{form}", *typed(form, NEEDED[form])[2:], code=2)
    assert done.err.endswith(
        "needs feedgenerator, which is not installed. Install it with\n"
        "    pip install 'newsfeed-frontmatter[feeds]'\n"
    )
    assert Path(f"news.{form}").read_text() == "old"
    assert sorted(path.name for path in Path().iterdir()) == ["bad", f"news.{form}", "posts"]
    assert titles("jsonld", convert("posts", "--to", "jsonld").stdout) == ORDER


# As people run it


@posix
def test_a_terminal_obeys_nothing_that_an_article_holds() -> None:
    lay(Path("posts"), {"z.md": OLD.replace("Body", "\x1b[2J\x9b2J")})
    shown = run_in_terminal("convert", "posts", "--to", "api", cwd=Path())
    assert '"content": "\\u001b[2J\ufffd2J\\r\\n"' in shown
    assert shown.endswith("\n}4 articles written, 0 failed, 1 unpublished left out.\n")


@posix
def test_who_waits_in_a_terminal_sees_progress() -> None:
    shown = run_in_terminal("convert", "posts", "-o", "news.jsonld", cwd=Path())
    assert "Converting" in shown
    assert shown.endswith("3 articles written to news.jsonld, 0 failed, 1 unpublished left out.\n")
