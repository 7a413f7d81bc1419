"""`newsfeed show` and `newsfeed new`."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from command import lay, run, run_process
from systems import posix

from newsfeed import parse, read, serialize

TEXT = """\
---
title: The tide clock runs again
excerpt: It had stood still for ninety years, until a school class came.
publishedDateTime: 2026-03-14 09:30:00 -0800
webUrl: https://harbour.example/tide-clock
quality: 61
heat: 12
published: false
mood: {today: hopeful, ever: [.nan, .inf, -.inf], on: 2026-03-14}
provider: {name: Harbour Post, domain: harbour.example}
topics: [Towns, 'Sea']
images: [{url: https://harbour.example/a.jpg, alt: 時計}]
related:
  - title: Moon
    publishedDateTime: 2026-03-13T12:00:00Z
    provider: {name: Night Desk}
---
Body.
"""
BAD = "---\ntitle: Rain\nheat: hot\n---\n"


# show


def test_a_card_has_what_matters_of_an_article(tmp_path: Path) -> None:
    lay(tmp_path, {"tide.md": TEXT})
    done = run("show", "tide.md", cwd=tmp_path)
    lines = done.out.splitlines()
    assert {len(line) for line in lines} == {80}
    assert lines[0].startswith("╭─ The tide clock runs again ─")
    words = [" ".join(line.strip("│╭╮╰╯─ ").split()) for line in lines]
    assert words == [
        "The tide clock runs again",
        "Harbour Post · 2026-03-14 09:30 UTC-08:00",
        "not published",
        "",
        "It had stood still for ninety years, until a school class came.",
        "",
        "address https://harbour.example/tide-clock",
        "topics Towns, Sea",
        "quality 61",
        "heat 12",
        "images 1",
        "unknown mood",
        "file tide.md",
        "related Moon",
        "Night Desk · 2026-03-13 12:00 UTC",
        "",
    ]


def test_a_card_is_as_narrow_as_the_terminal_and_shows_what_there_is(tmp_path: Path) -> None:
    stdin = b"---\ntitle: 'A [b]very[/b] long :smile: title'\n---\n"
    done = run("show", "-", cwd=tmp_path, stdin=stdin, env={"COLUMNS": "20"})
    assert {len(line) for line in done.out.splitlines()} == {20}
    assert "A [b]very" in done.out


def test_a_terminal_obeys_nothing_that_an_article_holds(tmp_path: Path) -> None:
    odd = r"\e[2J\a\x9b31m\b\r\x7f\u202e"
    lines = [f'title: "{odd}"', f'excerpt: "{odd}"', f'webUrl: "{odd}"', f'topics: ["{odd}"]']
    lines += [f'provider: {{name: "{odd}"}}', f'"{odd}": 1', f'related: [{{title: "{odd}"}}]']
    lay(tmp_path, {"a\x1b[2J.md": "\n".join(["---", *lines, "---", ""])})
    shown = run("show", "a\x1b[2J.md", cwd=tmp_path, env={"COLUMNS": "200"}).out
    assert shown.count("\ufffd[2J") == 8
    assert [char for char in shown if not char.isprintable() and char != "\n"] == []


def test_json_has_the_keys_of_the_file(tmp_path: Path) -> None:
    lay(tmp_path, {"tide.md": TEXT})
    done = run("show", "tide.md", "--json", cwd=tmp_path)
    data = json.loads(done.out, parse_constant=pytest.fail)
    assert list(data)[:3] == ["title", "excerpt", "publishedDateTime"]
    assert data.pop("body", "Body.\n") == "Body.\n"
    assert data == {
        "title": "The tide clock runs again",
        "excerpt": "It had stood still for ninety years, until a school class came.",
        "publishedDateTime": "2026-03-14T17:30:00Z",
        "webUrl": "https://harbour.example/tide-clock",
        "quality": 61,
        "heat": 12,
        "published": False,
        "provider": {"name": "Harbour Post", "domain": "harbour.example"},
        "topics": ["Towns", "Sea"],
        "images": [{"url": "https://harbour.example/a.jpg", "alt": "時計"}],
        "related": [
            {
                "title": "Moon",
                "publishedDateTime": "2026-03-13T12:00:00Z",
                "provider": {"name": "Night Desk"},
            }
        ],
        "mood": {"today": "hopeful", "ever": ["nan", "inf", "-inf"], "on": "2026-03-14"},
    }


def test_json_has_the_body_too(tmp_path: Path) -> None:
    done = run("show", "-", "--json", cwd=tmp_path, stdin=TEXT.encode())
    assert json.loads(done.out)["body"] == "Body.\n"


@posix
def test_what_cannot_be_shown_is_reported(tmp_path: Path) -> None:
    lay(tmp_path, {"rain.md": BAD})
    (tmp_path / "gone.md").symlink_to("gone.md")
    done = run("show", "rain.md", cwd=tmp_path, code=1)
    expected = "rain.md:3:7: heat: expected an integer, found 'hot'\n    heat: hot\n          ^\n"
    assert (done.out, done.err) == ("", expected)
    done = run("show", "-", "--json", cwd=tmp_path, code=1, stdin=BAD.encode())
    assert (done.out, done.err) == ("", expected.replace("rain.md", "<stdin>"))
    for name in ("missing.md", "."):
        assert f"'{name}'" in run("show", name, cwd=tmp_path, code=2).err


def test_a_card_keeps_every_blank_and_turns_no_line_round(tmp_path: Path) -> None:
    lay(tmp_path, {"tide.md": "---\ntitle: 10\u00a0000\u3000km \u202emk\n---\n"})
    shown = run("show", "tide.md", cwd=tmp_path).out
    assert shown.startswith("╭─ 10\u00a0000\u3000km \ufffdmk ─")


# new


def test_a_new_article_is_canonical_and_dated_now_in_utc(tmp_path: Path) -> None:
    # A process reads its time zone when it starts.
    env = {"TZ": "Pacific/Auckland"}
    new = ["new", "--title", 'The "tide" 時計', "topics=[Sea, AI]"]
    done = run_process(*new, cwd=tmp_path, env=env)
    article = parse(done.stdout)
    when = article.published_date_time
    assert when is not None
    assert (when.utcoffset(), when.microsecond) == (timedelta(0), 0)
    assert timedelta(seconds=-1) < datetime.now(UTC) - when < timedelta(minutes=1)
    assert (article.title, article.topics) == ('The "tide" 時計', ["Sea", "AI"])
    article.source = None
    assert serialize(article) == done.out
    assert done.err == ""


def test_a_new_article_has_the_fields_that_are_given(tmp_path: Path) -> None:
    given = ["publishedDateTime=2026-03-14T09:30:00-08:00", "topics[]=Sea", "provider.name=Post"]
    given += ["images[].url=https://x.example/a.jpg", "images[0].width=3", "extra.mood=calm"]
    done = run("new", *given, "--title", "Tide", "body=B\n", cwd=tmp_path)
    assert done.out == (
        '---\ntitle: "Tide"\npublishedDateTime: 2026-03-14T17:30:00Z\n\n'
        "provider:\n  name: Post\n\ntopics:\n  - Sea\n\n"
        'images:\n  - url: "https://x.example/a.jpg"\n    width: 3\nmood: calm\n---\nB\n'
    )
    undated = run("new", "--title", "Tide", "publishedDateTime=", cwd=tmp_path)
    assert undated.out == '---\ntitle: "Tide"\n---\n\n'


def test_a_new_file_is_named_after_its_date_in_utc_and_its_title(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    new = ["new", "--title", "Café: a Tide's 2nd turn", "-o", "_posts"]
    dated = [*new, "publishedDateTime=2026-03-13T23:30:00-08:00"]
    done = run(*dated, cwd=tmp_path)
    path = tmp_path / "_posts" / "2026-03-14-cafe-a-tides-2nd-turn.md"
    assert (done.out, done.err) == (f"{path.relative_to(tmp_path)}\n", "")
    article, before = read(path), (path.read_bytes(), path.stat().st_ino)
    assert (article.title, article.extra) == ("Café: a Tide's 2nd turn", {})
    # The same text, and another one.
    for arguments in (dated, [*dated, "heat=3"]):
        done = run(*arguments, cwd=tmp_path, code=1)
        assert done.out == ""
        assert done.err.startswith("newsfeed: _posts/2026-03-14-cafe-a-tides-2nd-turn.md: the file")
    assert (path.read_bytes(), path.stat().st_ino) == before
    assert list((tmp_path / "_posts").iterdir()) == [path]
    name = run(*new[:-1], tmp_path, cwd=tmp_path).out.strip()
    assert name.endswith("-cafe-a-tides-2nd-turn.md")
    assert Path(name).parent == tmp_path
    assert Path(name).is_file()


def test_a_new_file_may_have_any_name_and_replaces_none(tmp_path: Path) -> None:
    (tmp_path / "_posts").mkdir()
    new = ["new", "--title", "雨", "-o"]
    assert run(*new, "_posts/rain.md", cwd=tmp_path).out == "_posts/rain.md\n"
    assert read(tmp_path / "_posts" / "rain.md").title == "雨"
    run(*new, "rain.txt", cwd=tmp_path)
    before = (tmp_path / "rain.txt").read_bytes()
    for heat in ("heat=3", "heat=4"):
        done = run(*new, "rain.txt", heat, cwd=tmp_path, code=1)
        assert done.err == "newsfeed: rain.txt: the file exists already and was not changed\n"
    assert (tmp_path / "rain.txt").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["_posts", "rain.txt"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["--title", "雨", "-o", "."],
            "ASCII letters or digits; give it a name: -o NAME.md",
        ),
        (
            ["--title", "Rain", "-o", ".", "publishedDateTime="],
            "no date; give it a name: -o NAME.md",
        ),
        (["--title", "x" * 300, "-o", "."], "name too long"),
        (["--title", "Rain", "images[0].width=3"], "images[0].width: there is no item [0]"),
        (["--title", "Rain", "provider.domain=x.example"], "provider.name: this key is missing"),
    ],
    ids=["no-ASCII", "no-date", "too-long", "no-item", "no-provider"],
)
def test_what_cannot_be_written_exits_with_1_and_says_why(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = run("new", *arguments, cwd=tmp_path, code=1)
    assert done.err.startswith("newsfeed: ")
    assert said in done.err
    assert (done.out, list(tmp_path.iterdir())) == ("", [])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing option '--title'"),
        (["--title", " "], "expected a title, found only whitespace"),
        (["--title", "Rain", "heat=hot"], "heat: expected an integer, found 'hot'"),
        (["--title", "Rain", "heta=3"], "did you mean heat?"),
        (["--title", "Rain", "heat=3", "rain.md"], "expected FIELD=VALUE, found 'rain.md'"),
        (["--title", "Rain", "-o", "new"], "expected a folder that exists, or a new file such as"),
        (["--title", "Rain", "-o", "file.md/a.md"], "-o file.md/a.md: there is no folder file.md"),
        (["--title", "Rain", "-o", "new/a.md"], "-o new/a.md: there is no folder new"),
    ],
    ids=["no-title", "blank", "value", "typo", "path", "folder", "in-file", "in-new"],
)
def test_a_wrong_command_exits_with_2_and_writes_nothing(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    (tmp_path / "file.md").touch()
    done = run("new", *arguments, cwd=tmp_path, code=2)
    assert said in done.err
    assert (done.out, list(tmp_path.iterdir())) == ("", [tmp_path / "file.md"])
