"""`newsfeed convert`: every format read back, what it refuses, and what it leaves behind."""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest
from command import COMMAND, GOOD, HOT, lay, run
from converting import TEXTS, convert
from hypothesis import given
from strategies import articles, examples
from systems import posix

from newsfeed import Article, Feed, Image, Provider, RelatedItem, serialize
from newsfeed.cli.formats import csv_form, json_form, ndjson_form
from newsfeed.tables.columns import columns_of


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with three articles in `posts`."""
    lay(tmp_path / "posts", TEXTS)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# Parquet


def test_parquet_holds_what_a_feed_does() -> None:
    done = convert("posts", "-o", "news.parquet", "--source", "--workers", "2")
    assert (done.out, done.err) == ("", "3 articles written to news.parquet, 0 failed.\n")
    feed = Feed.from_parquet("news.parquet")
    assert feed == Feed.read("posts")
    assert [serialize(article) for article in feed] == list(TEXTS.values())


def test_parquet_takes_columns_and_flat_ones() -> None:
    convert("posts", "-o", "a.parquet", "--columns", "path, title", "--workers", "1")
    assert pyarrow.parquet.read_schema("a.parquet").names == ["path", "title"]
    convert("posts", "--to", "parquet", "-o", "b", "--flat", "--columns", "provider_name")
    table = pyarrow.parquet.read_table("b")
    assert table.to_pylist() == [{"provider_name": name} for name in ("Harbour Post", None, None)]


def test_parquet_leaves_bad_files_in_a_second_table_and_reports_them() -> None:
    lay(Path("posts"), {"hot.md": HOT})
    done = convert("posts", "-o", "news.parquet", "--workers", "1", code=1)
    assert done.err == (
        "posts/hot.md:3:7: heat: expected an integer, found 'hot'\n"
        "posts/hot.md:4:9: topics: expected a list, found 'Weather'\n"
        "3 articles written to news.parquet, 1 failed; why is also in _news.errors.parquet.\n"
    )
    assert len(Feed.from_parquet("news.parquet")) == 3
    assert len(pandas.read_parquet("_news.errors.parquet")) == 2


def test_without_pyarrow_parquet_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    done = convert("posts", "-o", "news.parquet", code=2)
    assert done.err.endswith("\n    pip install 'newsfeed-frontmatter[arrow]'\n")
    assert convert("posts", "-o", "news.csv").err == "3 articles written to news.csv, 0 failed.\n"


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


# What any article comes back as


@examples(100)
@given(articles())
def test_any_article_comes_back_from_json(article: Article) -> None:
    [one] = json.loads(json_form().begin + json_form().text(article) + json_form().end)
    line = ndjson_form().text(article)
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
    assert json.loads(ndjson_form().text(article)) == {
        "title": "Rain",
        "related": [{"title": "Sun", "provider": {"name": "Post"}}],
        "body": "\n",
        "path": None,
    }
    form = csv_form(columns_of(Article, columns=["path", "image_width"], flat=True))
    article.images.append(Image("https://harbour.example/a.png", width=0))
    assert form.text(article) == ",0\r\n"


# What is read


@posix
def test_files_that_cannot_be_read_are_reported_and_the_others_converted() -> None:
    lay(Path("posts"), {"0.md": HOT, "a/tie.md": "---\ntitle: Tie\n"})
    Path("posts/gone.md").symlink_to("nowhere")
    done = convert("posts", "--to", "csv", "--columns", "title", code=1)
    assert done.out.endswith("Rain\r\nNone\r\n")
    assert done.err.startswith(
        "posts/0.md:3:7: heat: expected an integer, found 'hot'\n    heat: hot\n          ^\n"
    )
    assert "\nposts/a/tie.md:" in done.err
    assert "\nposts/gone.md:1:1: the file cannot be read: No such file or directory\n" in done.err
    assert done.err.endswith("\n3 articles written, 3 failed.\n")


def test_a_name_that_is_not_in_utf_8_is_shown_with_escapes() -> None:
    try:
        Path("posts/r\udce4in.md").write_text(GOOD)
    except OSError:
        pytest.skip("this file system has no such names")
    done = convert("posts", "--to", "ndjson")
    assert done.out.count("\n") == 4
    assert json.loads(done.out.splitlines()[-1])["path"] == r"posts/r\udce4in.md"
    done = convert("posts", "-o", "news.parquet", "--workers", "1")
    assert done.err == "4 articles written to news.parquet, 0 failed.\n"


def test_all_that_scan_takes_can_be_converted() -> None:
    with zipfile.ZipFile("news.zip", "w") as archive:
        archive.writestr("z.md", GOOD)
        archive.writestr("z.txt", GOOD)
    roots = ["posts/a", "posts/[bc].md", "news.zip", "-", Path("posts/b.md").absolute().as_uri()]
    done = convert(*roots, "--to", "csv", "--columns", "path", stdin=GOOD.encode())
    absolute = Path("posts/b.md").absolute()
    paths = ["posts/a/rich.md", "posts/b.md", "posts/c.md", "news.zip/z.md", '""', str(absolute)]
    assert done.out.split("\r\n") == ["path", *paths, ""]
    done = convert("news.zip", "--pattern", "*.txt", "--to", "csv", "--columns", "path")
    assert done.out == "path\r\nnews.zip/z.txt\r\n"


def test_a_url_is_read_where_fsspec_knows_it() -> None:
    fsspec = pytest.importorskip("fsspec")
    fsspec.filesystem("memory").pipe("/convert/a.md", GOOD.encode())
    done = convert("memory://convert", "--to", "csv", "--columns", "path,title")
    assert done.out == "path,title\r\nmemory://convert/a.md,Rain\r\n"


def test_of_several_paths_one_that_means_nothing_is_like_a_bad_file() -> None:
    Path("empty").mkdir()
    for ending in ("csv", "parquet"):
        done = convert("empty", "posts", "-o", f"news.{ending}", code=1)
        assert done.err.startswith("empty:1:1: the file cannot be read: expected files **/*.md")
        assert f"3 articles written to news.{ending}, 1 failed" in done.err


@posix
def test_standard_input_may_be_closed(tmp_path: Path) -> None:
    shell = ("sh", "-c", 'exec "$0" "$@" <&-', COMMAND)
    done = run("convert", "-", "--to", "csv", cwd=tmp_path, code=1, program=shell)
    assert done.err.startswith("<stdin>:1:1: the file cannot be read: standard input is closed\n")


def test_a_glob_may_stand_in_the_working_folder() -> None:
    lay(Path(), {"a.md": GOOD})
    assert convert("*.md", "--to", "csv", "--columns", "path").out == "path\r\na.md\r\n"
