"""`newsfeed stats`."""

import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from command import COMMAND, GOOD, HOT, lay, run, run_in_terminal, run_process
from systems import linux, posix

from newsfeed import Article, Provider
from newsfeed.cli.stats import Stats

FULL = """\
---
title: Tide
publishedDateTime: {}
quality: {}
published: {}
provider: {{name: Harbour Post}}
topics: [{}]
images: [{{url: https://harbour.example/a.png}}]
related: [{{title: Moon}}]
secured: "YQ==;Yg=="
---
雨
"""
TEXTS = {
    "a.md": FULL.format("2026-03-14T09:30:00Z", 70, "false", "Sea, Moon, Sea"),
    "b/c.md": FULL.format("2026-12-31 20:00:00 -0800", 75, "true", "Sea"),
    "d.md": GOOD,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with articles of two years, one of them after midnight in UTC only."""
    lay(tmp_path, TEXTS)
    return tmp_path


def counted(*arguments: str | Path, cwd: Path, code: int = 0) -> Mapping[str, Any]:
    """Return what `stats --json` says, as an object in its order."""
    data = json.loads(run("stats", *arguments, "--json", cwd=cwd, code=code).out)
    assert isinstance(data, dict)
    return data


def test_everything_is_counted(folder: Path) -> None:
    data = counted(".", cwd=folder)
    assert data == {
        "articles": 3,
        "failed": 0,
        "not_published": 1,
        "without_date": 1,
        "first": "2026-03-14T09:30:00Z",
        "last": "2027-01-01T04:00:00Z",
        "mean_quality": 72.5,
        "with_images": 2,
        "with_related": 2,
        "with_secured": 2,
        "bytes": sum(len(text.encode()) for text in TEXTS.values()),
        "years": {"2026": 1, "2027": 1},
        "months": {"2026-03": 1, "2027-01": 1},
        "topics": {"Sea": 2, "Moon": 1},
        "providers": {"Harbour Post": 2},
    }
    assert list(data["topics"]) == ["Sea", "Moon"]


def test_people_get_a_line_for_each_fact(folder: Path) -> None:
    done = run("stats", ".", cwd=folder)
    size = sum(len(text.encode()) for text in TEXTS.values())
    assert done.err == ""
    assert done.out == (
        "articles       3\n"
        "failed         0\n"
        "not published  1\n"
        "without date   1\n"
        "first          2026-03-14T09:30:00Z\n"
        "last           2027-01-01T04:00:00Z\n"
        "mean quality   72.5\n"
        "with images    2\n"
        "with related   2\n"
        "with secured   2\n"
        f"bytes          {size}\n"
        "\nyears\n  1  2026\n  1  2027\n"
        "\ntopics\n  2  Sea\n  1  Moon\n"
        "\nproviders\n  2  Harbour Post\n"
    )


def test_one_year_is_shown_by_month(folder: Path) -> None:
    shown = run("stats", "a.md", cwd=folder).out
    assert "\nmonths\n  1  2026-03\n\ntopics\n" in shown


@posix
def test_files_that_cannot_be_read_are_reported_and_the_others_counted(folder: Path) -> None:
    lay(folder, {"hot.md": HOT})
    (folder / "gone.md").symlink_to("nowhere")
    done = run("stats", ".", cwd=folder, code=1)
    assert done.err.startswith("gone.md:1:1: the file cannot be read: No such file or directory\n")
    assert "\nhot.md:3:7: heat: expected an integer, found 'hot'\n" in done.err
    assert done.out.startswith("articles       3\nfailed         2\n")


def test_without_an_article_there_is_nothing_to_show(tmp_path: Path) -> None:
    lay(tmp_path, {"hot.md": HOT})
    data = counted("hot.md", cwd=tmp_path, code=1)
    assert (data["articles"], data["failed"]) == (0, 1)
    assert (data["first"], data["last"], data["mean_quality"]) == (None, None, None)
    shown = run("stats", "hot.md", cwd=tmp_path, code=1).out
    assert "\nfirst          -\nlast           -\nmean quality   -\n" in shown
    assert shown.endswith("\nbytes          0\n")


def test_all_that_scan_takes_is_counted(folder: Path) -> None:
    with zipfile.ZipFile(folder / "news.zip", "w") as archive:
        archive.writestr("z.md", GOOD)
        archive.writestr("z.txt", GOOD)
    roots = ["b", "./[ad].md", "news.zip", "-"]
    data = json.loads(run("stats", *roots, "--json", cwd=folder, stdin=GOOD.encode()).out)
    assert data["articles"] == 5
    assert counted("news.zip", "--pattern", "*.t?t", cwd=folder)["articles"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing argument 'PATH...'"),
        (["a.md", "missing.md"], "'missing.md' does not exist"),
        (["b/x*.md"], "b/: expected files x*.md, found none"),
        (["nowhere://x"], "Protocol not known: nowhere"),
    ],
    ids=["nothing", "missing", "glob", "protocol"],
)
def test_a_wrong_command_exits_with_2(folder: Path, arguments: list[str], said: str) -> None:
    done = run("stats", *arguments, cwd=folder, code=2)
    assert said in done.err
    assert done.out == ""


def test_without_what_a_url_needs_it_says_how_to_get_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "fsspec", None)
    monkeypatch.delitem(sys.modules, "fsspec.core", raising=False)
    done = run("stats", "s3://a/b", cwd=folder, code=2)
    assert done.err.endswith("\n    pip install 'newsfeed-frontmatter[remote]'\n")


@posix
def test_a_terminal_obeys_nothing_that_a_name_holds(tmp_path: Path) -> None:
    lay(tmp_path, {"a.md": '---\ntitle: a\ntopics: ["\\e[2J\\n", "\\x9b2J"]\n---\n'})
    shown = run_in_terminal("stats", "a.md", cwd=tmp_path)
    assert "\ufffd[2J\ufffd\n" in shown
    assert "\x1b[2J" not in shown
    assert "\x9b" not in shown


@linux
@pytest.mark.parametrize("json_", [[], ["--json"]], ids=["text", "json"])
def test_a_full_disk_behind_standard_output_is_reported(folder: Path, json_: list[str]) -> None:
    shell = ("sh", "-c", 'exec "$0" "$@" >/dev/full', COMMAND)
    done = run_process("stats", ".", *json_, cwd=folder, code=1, program=shell)
    assert done.err == "newsfeed: No space left on device\n"


def test_the_ten_most_frequent_come_in_the_order_of_their_counts_and_letters() -> None:
    stats = Stats()
    for number in range(12):
        article = Article("a", topics=["AI", f"t{number:02}"], provider=Provider(f"p{11 - number}"))
        stats.add(article)
    data = stats.data(0)
    assert list(data["topics"].items()) == [("AI", 12), *((f"t{each:02}", 1) for each in range(9))]
    assert list(data["providers"])[:3] == ["p0", "p1", "p10"]
    assert data["bytes"] == 0


def test_a_mean_that_no_number_holds_is_none() -> None:
    stats = Stats()
    stats.add(Article("a", quality=10**400))
    assert stats.mean_quality is None
