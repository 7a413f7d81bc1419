"""Other models than articles in `newsfeed convert` and `newsfeed stats`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from command import GOOD, lay, run
from shops import NOTE, TEA, in_shop


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with modules, and files of their models."""
    for _ in in_shop(tmp_path, monkeypatch):
        yield tmp_path


# convert


def test_csv_has_the_fields_of_a_model() -> None:
    done = run("convert", "teas", "--to", "csv", "--model", "shop:Tea")
    assert done.out == (
        "title,price,tags,color,body,path\r\n"
        'Black &amp; tea,3.50,"[""hot"", ""hot"", ""dry""]",blue,"Body\n",teas/a.md\r\n'
        "Rain,,,red,,teas/b.md\r\n"
    )


def test_csv_has_the_keys_of_documents_that_are_named() -> None:
    names = "title,date,tags,draft,pages,to,to.name,ref,gone,path"
    run("convert", "notes", "-o", "a.csv", "--columns", names, "--model", "document")
    row = 'Note,2026-03-14,"[""x"", ""y"", 3]",true,3,"{""name"": ""Ada""}",Ada,!ref a,,notes/a.md'
    assert Path("a.csv").read_text().splitlines() == [names, row, ",,,,,,,,,notes/b.md"]


def test_csv_shows_nested_instances_as_json() -> None:
    stdin = b"---\ndrawers: {low: {title: Mint}}\n---\n"
    convert = ["convert", "-", "--to", "csv", "--columns", "drawers", "--model", "shop:Chest"]
    cell = '"{""low"": {""title"": ""Mint"", ""color"": ""red""}}"'
    assert run(*convert, stdin=stdin).out == f"drawers\r\n{cell}\r\n"
    assert run(*convert, stdin=b"---\n---\n").out == 'drawers\r\n""\r\n'


@pytest.mark.parametrize("form", ["json", "ndjson"])
def test_json_has_the_keys_of_any_model(form: str) -> None:
    done = run("convert", "teas", "--to", form, "--model", "shop:Tea")
    rows = json.loads(done.out if form == "json" else f"[{','.join(done.out.splitlines())}]")
    assert rows[0] == {
        "title": "Black &amp; tea",
        "price": 3.5,
        "tags": ["hot", "hot", "dry"],
        "color": "blue",
        "body": "Body\n",
        "path": "teas/a.md",
    }
    loops = run("convert", "teas/b.md", "--to", "ndjson", "--model", "shop:Loop").out
    assert loops == '{"title": "Rain", "path": "teas/b.md"}\n'


def test_parquet_has_a_column_for_each_key_of_documents() -> None:
    done = run("convert", "notes", "-o", "a.parquet", "--workers", "1", "--model", "document")
    assert done.err == "2 articles written to a.parquet, 0 failed.\n"
    names = pyarrow.parquet.read_schema("a.parquet").names
    assert names[:4] == ["title", "date", "draft", "pages"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("--to api --model shop:Tea", "--model: the API needs the fields excerpt, web_url"),
        ("--to jsonfeed --title T --model document", "--model: JSON Feed needs the fields "),
        ("--to jsonld --model shop:Sale", "published, original_url, which Sale lacks"),
        ("--to atom --title T --home-page-url https://a.example --model shop:Tea", "Atom needs"),
        ("--to csv --model document", "csv: a document has no fixed columns; name its keys"),
        ("--to csv --model shop:Loop", "--model: Loop holds itself, which no table can"),
        ("--to csv --columns tilte --model shop:Tea", "--columns: there is no column 'tilte'"),
    ],
)
def test_a_format_that_a_model_does_not_fit_is_refused_before_a_file_is_read(
    arguments: str, said: str
) -> None:
    lay(Path(), {"teas/hot.md": "---\nprice: hot\n---\n"})
    done = run("convert", "teas", *arguments.split(), code=2)
    assert said in done.err
    assert "hot" not in done.err


def test_a_model_with_the_fields_of_an_article_has_its_feeds() -> None:
    text = GOOD.replace(
        "title", "publishedDateTime: 2026-03-14\nwebUrl: https://a.example/\ntitle", 1
    )
    done = run("convert", "-", "--to", "jsonld", "--model", "shop:Story", stdin=text.encode())
    assert json.loads(done.out)["@graph"][0]["headline"] == "Rain"


# stats


def test_only_what_a_model_has_is_counted() -> None:
    data = json.loads(run("stats", "teas", "--json", "--model", "shop:Tea").out)
    size = len(TEA) + len(GOOD)
    assert data == {"articles": 2, "failed": 0, "bytes": size, "topics": {"dry": 1, "hot": 1}}
    text = "---\npublished_date_time: {}\nquality: {}\nprovider: Ada\n---\n"
    lay(Path(), {"sales/a.md": text.format("2026-03-14 09:30:00", "2.5")})
    lay(Path(), {"sales/b.md": text.format("2026-03-15T09:30:00Z", ".nan")})
    assert json.loads(run("stats", "sales", "--json", "--model", "shop:Sale").out) == {
        "articles": 2,
        "failed": 0,
        "without_date": 0,
        "first": "2026-03-14T09:30:00Z",
        "last": "2026-03-15T09:30:00Z",
        "mean_quality": 2.5,
        "bytes": 2 * len(text) + 38,
        "years": {"2026": 2},
        "months": {"2026-03": 2},
        "providers": {"Ada": 2},
    }


def test_documents_are_counted_by_their_keys() -> None:
    lay(Path(), {"notes/c.md": "---\nquality: true\nprovider: {name: Ada}\ntopics: Sea\n---\n"})
    shown = run("stats", "notes", "--model", "document").out
    size = len(NOTE) + 3 + len("---\nquality: true\nprovider: {name: Ada}\ntopics: Sea\n---\n")
    assert shown == (
        "articles       3\n"
        "failed         0\n"
        "without date   2\n"
        "first          2026-03-14T00:00:00Z\n"
        "last           2026-03-14T00:00:00Z\n"
        "mean quality   -\n"
        f"bytes          {size}\n"
        "\nmonths\n  1  2026-03\n"
        "\ntopics\n  1  Sea\n  1  x\n  1  y\n"
        "\nproviders\n  1  Ada\n"
        "\nkeys\n  1  date\n  1  draft\n  1  pages\n  1  provider\n  1  quality\n  1  ref\n"
        "  1  tags\n  1  title\n  1  to\n  1  topics\n"
    )
