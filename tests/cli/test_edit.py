"""`newsfeed get` and `newsfeed set`."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command import lay, run, run_as_nobody
from systems import posix

from newsfeed import parse, serialize

TEXT = """\
---
title: 'The tide clock runs again'   # two lines at most
publishedDateTime: 2026-03-14 09:30:00 -0800
webUrl: https://harbour.example/tide-clock
heat: 12
published: yes
mood: {today: hopeful, ever: [1, .nan]}   # our own key

provider: {name: Harbour Post, domain: harbour.example}
topics: [Towns, 'Sea']
images:
  - url: https://harbour.example/a.jpg   # the clock
    width: 1280
  - url: "https://harbour.example/b.jpg"
related:
  - title: Moon
    publishedDateTime: 2026-03-13T12:00:00Z
---
It had stood still for ninety years.
"""
RAIN = "---\ntitle: Rain\nheat: 1\n---\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an article of every kind of field."""
    lay(tmp_path, {"tide.md": TEXT})
    return tmp_path


# get


VALUES = {
    "title": "The tide clock runs again",
    "web_url": "https://harbour.example/tide-clock",
    "publishedDateTime": "2026-03-14T17:30:00Z",
    "published": "true",
    "topics": '["Towns", "Sea"]',
    "topics[1]": "Sea",
    "topics[9]": "",
    "ampWebUrl": "",
    "provider": '{"name": "Harbour Post", "domain": "harbour.example"}',
    "images[0].width": "1280",
    "images[].url": '["https://harbour.example/a.jpg", "https://harbour.example/b.jpg"]',
    "images[].width": "[1280, null]",
    "related[0].published_date_time": "2026-03-13T12:00:00Z",
    "mood.ever": '[1, "nan"]',
    "extra.mood.today": "hopeful",
    "body": "It had stood still for ninety years.\n",
}


@pytest.mark.parametrize("field", VALUES)
def test_a_field_is_printed(folder: Path, field: str) -> None:
    done = run("get", field, "tide.md", cwd=folder)
    assert (done.out, done.err) == (f"{VALUES[field]}\n", "")


def test_of_several_files_each_line_has_the_path_and_bad_ones_are_reported(folder: Path) -> None:
    lay(folder, {"a/hot.md": "---\nheat: hot\n---\n", "a/rain.md": RAIN})
    done = run("get", "heat", "tide.md", "a", cwd=folder, code=1)
    assert done.out == "tide.md\t12\na/rain.md\t1\n"
    assert done.err.startswith("a/hot.md:")
    assert "a/hot.md:2:7: heat: expected an integer, found 'hot'\n    heat: hot\n" in done.err
    assert run("get", "heat", "a/rain.md", "-", cwd=folder, stdin=RAIN.encode()).out == (
        "a/rain.md\t1\n<stdin>\t1\n"
    )
    (folder / "a" / "hot.md").unlink()
    assert run("get", "heat", "a", cwd=folder).out == "a/rain.md\t1\n"


NO_FIELDS = {
    "web-url": "Article has no field web-url; did you mean webUrl?",
    "provider.naem": "Provider has no field naem; did you mean name?",
    "title.length": "title.length: expected nothing, found length",
    "topics[": "expected a field such as images[0].width, found 'topics['",
}


@pytest.mark.parametrize("field", NO_FIELDS)
def test_a_field_that_no_article_has_exits_with_2(folder: Path, field: str) -> None:
    done = run("get", field, "tide.md", cwd=folder, code=2)
    assert NO_FIELDS[field] in done.err
    assert done.out == ""


# set


CHANGES = {
    "heat=13": ("heat: 12", "heat: 13"),
    "published=false": ("published: yes", "published: no"),
    "web_url=https://x.example/": ("https://harbour.example/tide-clock", "https://x.example/"),
    "webUrl=": ("webUrl: https://harbour.example/tide-clock\n", ""),
    "webUrl=null": ("https://harbour.example/tide-clock", '"null"'),
    "topics[]=AI": ("'Sea']", "'Sea', AI]"),
    "topics[0]=": ("[Towns, 'Sea']", "['Sea']"),
    "topics=[AI, Sea];topics[]=": ("[Towns, 'Sea']", "[AI, 'Sea']"),
    "images[1].height=3": ('b.jpg"\n', 'b.jpg"\n    height: 3\n'),
    "images[0].width=": ("    width: 1280\n", ""),
    "mood.today=calm": ("hopeful", "calm"),
    "extra.mood.ever[0]=2": ("[1, .nan]", "[2, .nan]"),
    "body=None.": ("It had stood still for ninety years.\n", "None."),
    "title=a=b 'c' # d": ("'The tide clock runs again'", "'a=b ''c'' # d'"),
    "heat=12;title=The tide clock runs again": ("", ""),
}


@pytest.mark.parametrize("assignments", CHANGES)
def test_only_what_is_named_changes_on_its_way_through_a_pipe(
    tmp_path: Path, assignments: str
) -> None:
    old, new = CHANGES[assignments]
    done = run("set", *assignments.split(";"), "-", cwd=tmp_path, stdin=TEXT.encode())
    assert done.out == TEXT.replace(old, new, 1)
    assert done.err == f"{1 if old else 0} of 1 files changed, 0 failed.\n"


def test_what_leads_to_a_field_is_made(tmp_path: Path) -> None:
    assignments = [
        "images[].url=https://x.example/a.jpg",
        "images[0].width=3",
        "related[].title=Moon",
        "related[0].provider.name=Harbour Post",
        "related[0].provider.images[].url=https://x.example/b.jpg",
        "extra.desk.mood=calm",
        "extra.tags[]=7",
        "extra.later=",
    ]
    article = parse(run("set", *assignments, "-", cwd=tmp_path, stdin=RAIN.encode()).stdout)
    [image], [related] = article.images, article.related
    assert (image.url, image.width) == ("https://x.example/a.jpg", 3)
    assert (related.title, related.provider and related.provider.name) == ("Moon", "Harbour Post")
    assert related.provider
    assert related.provider.images[0].url == "https://x.example/b.jpg"
    assert article.extra == {"desk": {"mood": "calm"}, "tags": [7]}


def test_a_text_is_taken_as_it_stands(tmp_path: Path) -> None:
    odd = {
        "title": "true",
        "excerpt": "a: [b] # {c} 'd' \"e\"\n\n--- \t",
        "category": "2026-03-14",
        "type": "~",
        "webUrl": "=x=y&amp;z",
        "body": "\n---\r\n雨 \ufeff",
    }
    arguments = [f"{field}={value}" for field, value in odd.items()]
    arguments += ["topics[]=12", "topics[]=- x"]
    done = run("set", *arguments, "-", cwd=tmp_path, stdin=RAIN.encode())
    article = parse(done.stdout)
    assert (article.title, article.excerpt, article.category) == tuple(odd.values())[:3]
    assert (article.type, article.web_url, article.body) == tuple(odd.values())[3:]
    assert article.topics == ["12", "- x"]


MISTAKES = {
    "heat=hot": "heat: expected an integer, found 'hot'",
    "published=maybe": "published: expected true or false, found 'maybe'",
    "publishedDateTime=noon": "publishedDateTime: expected a timestamp such as",
    "images[0].width=3.5": "images[0].width: expected an integer, found",
    "topics=Sea": "topics: expected a list, found 'Sea'",
    "mood=[": "mood: ",
    "ttile=Sun": "Article has no field ttile; did you mean title?",
    "publishedDatetime=": "Article has no field publishedDatetime; did you mean publish",
    "heat[0]=1": "heat[0]: expected nothing, found [0]",
    "images.url=x": "images.url: expected an index such as [0], found url",
    "a..b=x": "expected a field such as images[0].width, found 'a..b'",
}


@pytest.mark.parametrize("assignment", MISTAKES)
def test_a_wrong_assignment_exits_with_2_before_a_file_is_touched(
    folder: Path, assignment: str
) -> None:
    done = run("set", "heat=3", assignment, "tide.md", cwd=folder, code=2)
    assert MISTAKES[assignment] in done.err
    assert (done.out, (folder / "tide.md").read_text()) == ("", TEXT)


def test_a_wrong_command_exits_with_2(folder: Path) -> None:
    assert "Missing argument 'PATH...'" in run("set", "heat=3", cwd=folder, code=2).err
    assert "Missing argument 'FIELD=V" in run("set", "tide.md", cwd=folder, code=2).err
    for wrong in ("missing.md", "heat=4"):
        done = run("set", "heat=3", "tide.md", wrong, cwd=folder, code=2)
        assert f"'{wrong}' does not exist" in done.err
    assert (folder / "tide.md").read_text() == TEXT


# Files


def test_only_files_whose_text_changes_are_written(folder: Path) -> None:
    lay(folder, {"posts/./rain.md": RAIN, "posts/sun.md": RAIN.replace("1", "3")})
    before = {}
    for path in folder.rglob("*.md"):
        os.utime(path, ns=(1_000_000_000, 2_000_000_000))
        before[path.name] = (path.stat().st_ino, path.stat().st_mtime_ns)
    done = run("set", "heat=3", "posts", "tide.md", cwd=folder)
    assert (done.out, done.err) == ("", "2 of 3 files changed, 0 failed.\n")
    after = {
        path.name: (path.stat().st_ino, path.stat().st_mtime_ns) for path in folder.rglob("*.md")
    }
    assert {name for name in after if after[name] != before[name]} == {"rain.md", "tide.md"}
    assert (folder / "posts" / "rain.md").read_text() == RAIN.replace("1", "3")


@posix
def test_files_that_cannot_be_changed_are_reported_and_left_alone(folder: Path) -> None:
    texts = {
        "hot.md": "---\nheat: hot\n---\n",
        "alias.md": "---\ntitle: a\nimages: &a [{url: x}, {url: y}]\nmore: *a\n---\n",
        "rain.md": RAIN,
    }
    lay(folder, texts)
    (folder / "gone.md").symlink_to("nowhere")
    done = run("set", "images[1].width=640", ".", cwd=folder, code=1)
    assert done.out == ""
    lines = done.err.splitlines()
    assert "gone.md: No such file or directory" in lines
    assert "rain.md: images[1].width: there is no item [1]; the list has 0" in lines
    assert "hot.md:2:7: heat: expected an integer, found 'hot'" in lines
    assert [line for line in lines if line.startswith("alias.md: ")]
    assert lines[-1] == "1 of 5 files changed, 4 failed."
    assert {name: (folder / name).read_text() for name in texts} == texts
    assert parse((folder / "tide.md").read_bytes()).images[1].width == 640


@posix
def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path) -> None:
    lay(tmp_path, {"rain.md": RAIN})
    tmp_path.chmod(0o555)
    done = run_as_nobody("set", "heat=3", "rain.md", cwd=tmp_path, code=1)
    assert done.err.startswith("rain.md: Permission denied\n")
    assert (tmp_path / "rain.md").read_text() == RAIN


def test_an_edit_changes_its_own_bytes_alone(folder: Path) -> None:
    old = f"\ufeff{TEXT}\t\x0c\u2028 \r x".replace("\n", "\r\n").encode()
    (folder / "a=b.md").write_bytes(old)
    assert run("set", "heat=13", "./a=b.md", cwd=folder).err == "1 of 1 files changed, 0 failed.\n"
    assert (folder / "a=b.md").read_bytes() == old.replace(b"heat: 12", b"heat: 13")


def test_what_cannot_be_read_from_a_pipe_gives_nothing(tmp_path: Path) -> None:
    done = run("set", "heat=3", "-", cwd=tmp_path, code=1, stdin=b"---\nheat: hot\n---\n")
    assert done.out == ""
    assert "<stdin>:2:7: heat: expected an integer, found 'hot'" in done.err


def test_what_cannot_be_written_to_a_pipe_is_named_by_it(tmp_path: Path) -> None:
    shared = b"---\ntitle: Rain\nextra: &a {x: 1}\nmore: *a\n---\n"
    done = run("set", "extra.extra.x=2", "-", cwd=tmp_path, code=1, stdin=shared)
    assert done.out == ""
    assert done.err.startswith("<stdin>: more.x: line 4 repeats the value of line 3")


# set --dry-run


DRY = {
    "plain": ("posts/tide.md", TEXT),
    "Unicode": ("雨.md", f"\ufeff{RAIN}B\u2028x\x85y\n  \n{'x' * 90}   \n[b]:smile:[/b]\nno end"),
    "CRLF": ("crlf.md", TEXT.replace("\n", "\r\n")),
    "tab": ("tab.md", "---\ntitle: Rain\t# wet\nheat: 1\n---\n\tcode\n"),
    "control": ("control.md", f"{RAIN}\x07 \x08 \x0b \x0c \x1b[2J\n"),
    "blank": ("sp ace.md", RAIN),
}
APPLY = {"git": ["git", "apply"], "patch": ["patch", "-p1"]}


@pytest.mark.parametrize("kind", DRY)
@pytest.mark.parametrize("tool", APPLY)
def test_a_dry_run_shows_what_other_tools_can_apply(tmp_path: Path, kind: str, tool: str) -> None:
    name, text = DRY[kind]
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    lay(tmp_path, {name: text})
    done = run("set", "heat=2", "extra.mood=calm", ".", "--dry-run", cwd=tmp_path)
    assert (tmp_path / name).read_bytes() == text.encode()
    assert done.err == "1 of 1 files would be changed, 0 failed.\n"
    subprocess.run(APPLY[tool], cwd=tmp_path, input=done.stdout, check=True, capture_output=True)
    article = parse(text)
    article.heat, article.extra["mood"] = 2, "calm"
    assert (tmp_path / name).read_bytes() == serialize(article).encode()
