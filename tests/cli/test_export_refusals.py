"""`newsfeed convert` to feeds and other JSON: what cannot be published, and what is refused."""

from pathlib import Path

import pytest
from converting import convert
from exporting import FORMS, HIDDEN, HOME, NEEDED, ORDER, lay_articles, titles, typed

NAMES = {
    "api": "the API",
    "jsonfeed": "JSON Feed",
    "atom": "Atom",
    "rss": "RSS",
    "jsonld": "JSON-LD",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The working folder, with articles in it."""
    lay_articles(tmp_path, monkeypatch)


# What cannot be published


@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_published_is_reported_and_the_others_written(form: str) -> None:
    done = convert("bad", "posts", *typed(form, NEEDED[form]), code=1)
    assert titles(form, done.stdout) == ORDER
    name = NAMES[form]
    assert done.err == (
        f"bad/dateless.md: publishedDateTime: {name} needs a date, and 'Dateless' has none; "
        "give it one\n"
        "bad/hot.md:3:7: heat: expected an integer, found 'hot'\n    heat: hot\n          ^\n"
        "bad/hot.md:4:9: topics: expected a list, found 'Weather'\n    topics: Weather\n"
        "            ^\n"
        f"bad/nowhere.md: webUrl: {name} needs an absolute http or https URL, and 'Nowhere' has "
        "'/x'; give it one\n"
        "3 articles written, 3 failed, 1 unpublished left out.\n"
    )


@pytest.mark.parametrize("form", FORMS)
def test_a_document_without_articles_is_one_too(form: str) -> None:
    done = convert("bad/hot.md", "-o", "news", *typed(form, NEEDED[form]), code=1)
    assert titles(form, Path("news").read_bytes()) == []
    assert done.err.endswith("\n0 articles written to news, 1 failed.\n")
    done = convert("posts/b.md", *typed(form, NEEDED[form]))
    assert titles(form, done.stdout) == []
    assert done.err == "0 articles written, 0 failed, 1 unpublished left out.\n"


def test_what_is_hidden_needs_neither_date_nor_url() -> None:
    text = "---\ntitle: Draft\npublished: false\n---\n"
    for form in FORMS:
        done = convert("-", *typed(form, NEEDED[form]), stdin=text.encode())
        assert done.err == "0 articles written, 0 failed, 1 unpublished left out.\n"
        convert("-", *typed(form, NEEDED[form]), "--unpublished", stdin=text.encode(), code=1)


# What is refused, before a file is read

FEED = "--title T --home-page-url https://a.example"
REFUSED = {
    "feed-title": ("--to jsonfeed", "jsonfeed needs --title"),
    "empty-title": ("--to jsonfeed --title=", "jsonfeed needs --title"),
    "atom-title": (f"--to atom --home-page-url {HOME}", "atom needs --title"),
    "atom-page": ("-o a.atom --title T", "atom needs --home-page-url"),
    "rss-feed-url": (f"--to rss --feed-url {HOME}", "rss needs --title"),
    "rss-nothing": ("--to rss", "rss needs --title and --home-page-url or --feed-url"),
    "home-url": ("--to jsonfeed --title T --home-page-url /", "--home-page-url': expected an abs"),
    "feed-url": (f"--to rss {FEED} --feed-url ftp://a.example/", "found 'ftp://a.example/'"),
    "no-feed-url": (f"--to rss {FEED} --feed-url=", "an absolute http or https URL, found ''"),
    "page": ("--to api --page 0", "0 is not in the range x>=1"),
    "page-size": ("--to api --page-size -1", "-1 is not in the range x>=1"),
    "page-word": ("--to api --page two", "'two' is not a valid integer"),
    "feed-page": ("--to jsonfeed --title T --page 2", "--page is for api, not for jsonfeed"),
    "feed-page-size": (f"--to rss {FEED} --page-size 2", "--page-size is for api, not for rss"),
    "api-title": ("--to api --title T", "--title is for jsonfeed, atom, rss, not for api"),
    "api-url": (f"--to api --feed-url {HOME}", "--feed-url is for jsonfeed, atom, rss, not for a"),
    "ld-home": (f"--to jsonld --home-page-url {HOME}", "not for jsonld"),
    "ld-language": ("-o a.jsonld --language en", "--language is for jsonfeed, atom, rss, not for"),
    "csv-description": ("--to csv --description D", "--description is for jsonfeed, atom, rss, no"),
    "csv-hidden": (
        "--to csv --unpublished",
        "--unpublished is for api, jsonfeed, atom, rss, jsonld, not for csv",
    ),
    "columns": ("--to api --columns title", "--columns is for parquet, csv, not for api"),
    "flat": (f"--to atom {FEED} --flat", "--flat is for parquet, not for atom"),
    "source": ("--to jsonld --source", "--source is for parquet, not for jsonld"),
    "workers": (f"--to rss {FEED} --workers 2", "--workers is for parquet, not for rss"),
    "input": ("--to jsonld -o posts/b.md", "-o posts/b.md: it is one of the files to read"),
    "no-folder": ("-o nowhere/a.jsonld", "there is no folder nowhere"),
    "ending": (
        "-o news.xml",
        "expected --to with one of parquet, csv, ndjson, json, api, jsonfeed",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_command_exits_with_2_and_a_sentence(case: str) -> None:
    arguments, said = REFUSED[case]
    done = convert("posts", "bad", *arguments.split(), code=2)
    assert said in done.err
    assert done.err.startswith("Usage: newsfeed convert [OPTIONS] PATH...\n")
    assert "hot" not in done.err
    assert done.out == ""
    assert sorted(path.name for path in Path().iterdir()) == ["bad", "posts"]
    assert Path("posts/b.md").read_bytes() == HIDDEN.encode()


# What is typed

ODD = {
    "title": ("--title", "a\udcff\x01b"),
    "description": ("--description", "a\udcff\x01b"),
    "home-page-url": ("--home-page-url", "https://a.example/\udcff\x01"),
    "feed-url": ("--feed-url", "https://a.example/\udcff\x01"),
    "language": ("--language", "a\udcff\x01b"),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("form", ["jsonfeed", "atom", "rss"])
def test_a_document_can_be_read_whatever_is_typed(form: str, name: str) -> None:
    done = convert("posts", *typed(form, NEEDED[form]), *ODD[name])
    assert titles(form, done.stdout) == ORDER
