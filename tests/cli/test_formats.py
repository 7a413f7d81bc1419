"""The CSV and JSON that `newsfeed convert` writes, read back."""

import csv
import io
import json
from pathlib import Path

import pandas
import pytest
from command import lay
from converting import TEXTS, convert
from hypothesis import given
from strategies import articles, examples

from newsfeed import Article, Feed, Image, Provider, RelatedItem
from newsfeed.cli.formats import JSON, NDJSON, csv_form
from newsfeed.tables.columns import columns_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `posts`."""
    lay(tmp_path / "posts", TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# CSV


def test_csv_has_the_flat_columns() -> None:
    done = convert("posts", "-o", "news.csv")
    assert (done.out, done.err) == ("", "3 articles written to news.csv, 0 failed.\n")
    with Path("news.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert list(rows[0]) == [column.name for column in columns_of(Article, flat=True)]
    assert {name: cell for name, cell in rows[0].items() if cell} == {
        "title": 'Tides, "moons"\nand 🌊\r\n=1+1',
        "published_date_time": "2026-03-14T17:30:00Z",
        "quality": "70",
        "published": "false",
        "provider_name": "Harbour Post",
        "provider_image_url": "https://harbour.example/a.png",
        "provider_image_width": "50",
        "topics": '["Sea", "a,b", "é\\""]',
        "image_url": "https://harbour.example/1.jpg",
        "related_title": "Moon",
        "extra": '{"mood": {"today": "calm", "since": {"!date": "2026-03-01"}}, "body": "mine", '
        '"path": "/mine", "extra": [1]}',
        "body": 'One\rtwo\r\nthree, "four"\n@five\t雨\n',
        "path": "posts/a/rich.md",
    }
    assert {name: cell for name, cell in rows[1].items() if cell} == {
        "title": "Rain",
        "path": "posts/b.md",
    }


def test_csv_lines_end_in_crlf_and_those_in_values_stay() -> None:
    done = convert("posts", "--to", "csv", "--columns", "path,title,published")
    assert (
        done.stdout
        == (
            "path,title,published\r\n"
            'posts/a/rich.md,"Tides, ""moons""\nand 🌊\r\n=1+1",false\r\n'
            "posts/b.md,Rain,\r\n"
            "posts/c.md,None,\r\n"
        ).encode()
    )
    assert done.err == "3 articles written, 0 failed.\n"


def test_pandas_reads_csv_back() -> None:
    convert("posts", "-o", "news.csv")
    frame = pandas.read_csv("news.csv", keep_default_na=False, dtype=str)
    feed = Feed.read("posts")
    assert list(frame["title"]) == [article.title for article in feed]
    assert list(frame["body"]) == [article.body for article in feed]
    frame = pandas.read_csv("news.csv", parse_dates=["published_date_time"])
    assert frame["published_date_time"][0] == feed[0].published_date_time


# JSON


@pytest.mark.parametrize("ending", ["ndjson", "jsonl", "JSON"])
def test_json_has_the_keys_of_the_text(ending: str) -> None:
    done = convert("posts", "-o", f"news.{ending}")
    assert done.err == f"3 articles written to news.{ending}, 0 failed.\n"
    text = Path(f"news.{ending}").read_text(encoding="utf-8")
    assert "🌊" in text
    lines = text.splitlines()
    data = json.loads(text) if ending == "JSON" else [json.loads(line) for line in lines]
    assert len(lines) == (5 if ending == "JSON" else 3)
    assert data[1:] == [
        {"title": "Rain", "body": "", "path": "posts/b.md"},
        {"title": "None", "body": "", "path": "posts/c.md"},
    ]
    assert list(data[0])[-4:] == ["mood", "extra", "body", "path"]
    assert data[0]["publishedDateTime"] == "2026-03-14T17:30:00Z"
    assert data[0]["images"][1] == {"url": "https://harbour.example/2.jpg"}
    assert data[0]["extra"] == {"body": "mine", "path": "/mine", "extra": [1]}
    assert data[0]["body"] == 'One\rtwo\r\nthree, "four"\n@five\t雨\n'


def test_a_list_without_articles_is_json_too() -> None:
    done = convert("-", "--to", "json", code=1)
    assert json.loads(done.out) == []
    assert done.err.endswith("0 articles written, 1 failed.\n")


# Any article


@examples(100)
@given(articles())
def test_any_article_comes_back_from_json(article: Article) -> None:
    [one] = json.loads(JSON.begin + JSON.text(article) + JSON.end)
    line = NDJSON.text(article)
    assert line.count("\n") == 1
    assert json.loads(line) == one
    assert (one["title"], one["body"]) == (article.title, article.body)
    assert one.get("topics", []) == article.topics


@examples(100)
@given(articles())
def test_any_article_comes_back_from_csv(article: Article) -> None:
    form = csv_form(columns_of(Article, flat=True))
    text = form.begin + form.text(article) + form.end
    [row] = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert (row["title"], row["body"]) == (article.title, article.body)
    assert json.loads(row["topics"] or "[]") == article.topics
    assert (row["related_title"] or None) == (
        (article.related[0].title or None) if article.related else None
    )


def test_what_was_made_in_python_has_no_path() -> None:
    article = Article("Rain", related=[RelatedItem("Sun", provider=Provider("Post"))])
    assert json.loads(NDJSON.text(article)) == {
        "title": "Rain",
        "related": [{"title": "Sun", "provider": {"name": "Post"}}],
        "body": "\n",
        "path": None,
    }
    form = csv_form(columns_of(Article, columns=["path", "image_width"], flat=True))
    article.images.append(Image("https://harbour.example/a.png", width=0))
    assert form.text(article) == ",0\r\n"
