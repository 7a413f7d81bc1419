"""An assignment changes what it names, in any front matter, and means what its place means."""

import json
import re
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from documents import documents
from hypothesis import given
from loops import each
from strategies import exact, examples
from wild_files import accepted

from newsfeed import Article, Document, Image, SerializeError, parse, serialize
from newsfeed.frontmatter.assignment import Assignment, is_assignment, split_assignment
from newsfeed.frontmatter.assignment.edit import Edit
from newsfeed.frontmatter.path import FieldPath
from newsfeed.frontmatter.read.locations import locate_values

TEXT = """\
---
# at noon
title: 'Tide'  # two lines at most
heat: hot
published: yes
publishedDateTime: 2026-03-14 09:30:00 -0800
topics: [Sea, "Moon", 2026]
images:
  - url: a   # the clock
    width: 50
  - {url: b}
related: "[[Moon]]"
mood: {now: calm, later: [wild, {deep: 7}]}
version: 1.90
code: 007
draft: True
ever: .inf
none: ~
job title: keeper
web_url: as it stands
---
Body
"""


def edited(*words: str, text: str = TEXT, model: type[Any] = Article) -> str:
    """Return a text with assignments applied, as the command applies them."""
    document = parse(text, model=Document)
    edit = Edit(document)
    for word in words:
        edit.set(Assignment.parse(word, model))
    return edit.text()


# --- Words ----------------------------------------------------------------------------------------


@each(
    "word, parts",
    [
        ("heat=3", ("heat", "", "3")),
        ("heat:=3", ("heat", ":", "3")),
        ("a=b=c", ("a", "", "b=c")),
        ("a:b=c", ("a:b", "", "c")),
        ("a=\nb", ("a", "", "\nb")),
        ("webUrl=https://a/b", ("webUrl", "", "https://a/b")),
        ("topics[=Sea]=Ocean", ("topics[=Sea]", "", "Ocean")),
        ("topics[=a/b c]=x", ("topics[=a/b c]", "", "x")),
        ('["a=b/c d"]:=x', ('["a=b/c d"]', ":", "x")),
        ('["a]b"].c=x', ('["a]b"].c', "", "x")),
    ],
)
def test_a_word_is_a_field_and_the_text_of_its_value(word: str, parts: tuple[str, ...]) -> None:
    assert is_assignment(word)
    assert split_assignment(word) == parts


@each(
    "word", ["", "=", "=x", '["a"]' * 60, "posts", "./a=b.md", "a b=c", "posts/a=b", "C:\\a=b", "-"]
)
def test_other_words_are_paths(word: str) -> None:
    assert not is_assignment(word)


@each(
    "word, reason",
    [
        ("heat=hot", "heat: expected an integer, found 'hot'"),
        ("heat=3\n", "heat: expected one value on one line"),
        ("heat=3\nheat: 4", "heat: expected one value on one line"),
        ("published='yes'", "published: expected true or false without quotes, found 'yes'"),
        ("topics=Sea", "topics: expected a list, found 'Sea'"),
        ("topics:=[Sea, [a]]", "topics[1]: expected text, found a list"),
        ("images=[{width: 3}]", "images[0].url: this key is missing"),
        ("title=", "title: this key is required; it cannot be removed"),
        ("related[0].title=", "related[0].title: this key is required; it cannot be removed"),
        ("topics[]=", "topics[]: expected a value to append, found nothing"),
        ("title.length=3", "title.length: expected nothing, found length"),
        ("a..b=x", "expected a field such as images[0].width, found 'a..b'"),
    ],
)
def test_what_no_file_can_have_is_refused_at_once(word: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        Assignment.parse(word, Article)


def test_a_value_is_read_as_its_field_has_it() -> None:
    def read(word: str) -> Any:
        assignment = Assignment.parse(word, Article)
        return assignment.read(assignment.field.leaf)

    assert read("excerpt= a: [b ") == " a: [b "
    assert read("heat= 3 ") == 3
    assert read("heat=~") is None
    assert read("images[]={url: 'a'}") == Image("a")
    assert read("extra.a=NO") == "NO"


# --- What a value means ---------------------------------------------------------------------------


@each(
    "word, old, new",
    [
        # a field, whatever stands there
        ("heat=3", "heat: hot", "heat: 3"),
        ("heat= 0x1F ", "heat: hot", "heat: 0x1F"),
        ("heat=1_000", "heat: hot", "heat: 1_000"),
        ("title=true", "'Tide'", "'true'"),
        ("title=a: [b] # c", "'Tide'", "'a: [b] # c'"),
        ("title:=Moon", "'Tide'", "'Moon'"),
        ("title:=2026", "'Tide'", "'2026'"),
        ("title:=''", "'Tide'", "''"),
        ("published=false", "published: yes", "published: no"),
        ("published=off", "published: yes", "published: no"),
        ("published=true", "", ""),
        ("publishedDateTime=2026-03-15T10:00:00+02:00", "14 09:30:00 -0800", "15 10:00:00 +0200"),
        ("publishedDateTime=2026-03-14T17:30:00Z", "09:30:00 -0800", "17:30:00 +0000"),
        ("publishedDateTime=2026-03-15", "14 09:30:00 -0800", "15"),
        ("publishedDateTime=15 March 2026", "14 09:30:00 -0800", "15 00:00:00 +0000"),
        ("topics[0]=12", "[Sea,", '["12",'),
        ("topics[]=[Sea]", ", 2026]", ', 2026, "[Sea]"]'),
        ("topics=[2026, NO]", '[Sea, "Moon", 2026]', '["2026", "NO"]'),
        ("topics[=Sea]=Ocean", "[Sea,", "[Ocean,"),
        ("topics[=2026]=2027", ", 2026]", ', "2027"]'),
        ("topics[=Sun]=Ocean", "", ""),
        ("images[1].width=3", "{url: b}", "{url: b, width: 3}"),
        ("images[0].width=", "    width: 50\n", ""),
        ("images[1]={url: 3, width: 1_000}", "{url: b}", '{url: "3", width: 1000}'),
        # text stands there
        ("mood.now=null", "calm,", '"null",'),
        ("mood.now=a #sea", "calm,", '"a #sea",'),
        ("mood.later[0]=[[Board]]", "wild,", '"[[Board]]",'),
        ("mood.later[=wild]=3", "wild,", '"3",'),
        ("web_url=x", "as it stands", "x"),
        ('["job title"]=mate', "keeper", "mate"),
        # a number
        ("version=1.10", "1.90", "1.10"),
        ("version=1.9", "1.90", "1.9"),
        ("version=2", "1.90", "2"),
        ("version:=x", "version: 1.90", "version: x"),
        ("mood.later[1].deep=8.50", "deep: 7", "deep: 8.50"),
        ("ever=-.INF", ".inf", "-.INF"),
        # what YAML readers do not agree on
        ("code=008", "code: 007", "code: 008"),
        ("code=x", "code: 007", "code: x"),
        ("mood.later[0]:=1,000", "wild,", '"1,000",'),
        ("version=3 # three", "1.90", "3"),
        # YAML
        ("draft=False", "draft: True", "draft: False"),
        ("draft=no", "draft: True", "draft: no"),
        ("none=3", "none: ~", "none: 3"),
        (
            "mood=[1, {a: 2026-03-14}]",
            "mood: {now: calm, later: [wild, {deep: 7}]}",
            "mood:\n  - 1\n  - a: 2026-03-14",
        ),
        ("new.job[].title=1.50", "---\nBody", "new:\n  job:\n    - title: 1.50\n---\nBody"),
        ("extra.new=calm", "---\nBody", "new: calm\n---\nBody"),
        ("images[].url=c", "  - {url: b}\n", "  - {url: b}\n  - url: c\n"),
        ("quality=3", "topics", "quality: 3\ntopics"),
        ("none=", "none: ~\n", ""),
        ("nothing=", "", ""),
        ("nothing.deep=", "", ""),
    ],
)
def test_a_value_means_what_its_place_means(word: str, old: str, new: str) -> None:
    assert edited(word) == TEXT.replace(old, new, 1)


@each(
    "words, reason",
    [
        (["topics[3]=Sea"], "topics[3]: there is no item [3]; the list has 3"),
        (["related[].title=B"], "related[].title: expected a list, found '[[Moon]]'"),
        (["mood.now.deep=1"], "mood.now.deep: expected a mapping with the key deep, found 'calm'"),
        (["mood.now[]=1"], "mood.now[]: expected a list, found 'calm'"),
        (
            ["version=many"],
            "version: expected a number like the current value, found 'many'; use version:=many to",
        ),
        (["draft=[a"], "draft: not valid YAML: "),
        (["draft=*a"], "draft: the alias *a has no anchor before it"),
        (["images[].width=3"], "images[2].url: this key is missing"),
        (["provider.domain=a.example"], "provider.name: this key is missing"),
        (["extra={a: 1}"], "extra: expected a key of it, such as extra.mood"),
        (["title:=null"], "title: expected text, found null"),
        (["title:="], "title: expected text, found null"),
    ],
)
def test_what_the_place_cannot_have_is_refused(words: list[str], reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        edited(*words)


def test_what_leads_to_a_value_is_right_when_all_is_set() -> None:
    text = edited("images[].width=3", "images[2].url=c", "provider.domain=d", "provider.name=D")
    article = parse(text.replace("heat: hot", "heat: 3").replace('"[[Moon]]"', "[]"))
    assert (article.images[2].url, article.images[2].width) == ("c", 3)
    assert article.provider is not None
    assert article.provider.name == "D"


def test_an_empty_or_absent_title_is_filled() -> None:
    for text in ("---\ntitle:\nheat: 3\n---\n", "---\ntitle: ''\nheat: 3\n---\n"):
        assert parse(edited("title=Tide", text=text)).title == "Tide"
    assert edited("title=Tide", text="---\nheat: 3\n---\n") == "---\ntitle: Tide\nheat: 3\n---\n"
    assert edited("title=Tide", text="Body\n") == "---\ntitle: Tide\n---\nBody\n"


def test_a_new_field_follows_the_field_before_it_or_precedes_the_next() -> None:
    text = "---\nlayout: post\nheat: 3\ntags: []\n---\n"
    assert edited("quality=4", text=text) == text.replace("heat", "quality: 4\nheat")
    assert edited("published=no", text=text) == text.replace("tags", "published: false\ntags")
    assert edited("mood=calm", text=text) == text.replace("[]\n", "[]\nmood: calm\n")
    text = "---\nlayout: post\n---\n"
    assert edited("heat=4", text=text) == "---\nlayout: post\nheat: 4\n---\n"


def test_a_new_list_has_an_empty_line_above_as_the_others_of_the_file() -> None:
    text = "---\ntitle: Tide\n\nimages:\n  - url: a\n---\n"
    assert edited("topics[]=Sea", text=text) == text.replace(
        "\nimages", "\ntopics:\n  - Sea\n\nimages"
    )
    text = text.replace("\n\n", "\n")
    assert edited("topics[]=Sea", text=text) == text.replace("images", "topics:\n  - Sea\nimages")
    text = "---\r\ntitle: Tide\r\n\r\nimages:\r\n  - url: a\r\n---\r\n"
    assert edited("tags[]=Sea", text=text) == text.replace("a\r\n", "a\r\n\r\ntags:\r\n  - Sea\r\n")


@attrs.define
class Note:
    colour: str
    tags: list[str] | str | None = None
    marks: "list[int] | None" = None
    when: datetime | None = None
    extra: dict[str, Any] = attrs.field(factory=dict)


def test_any_model_decides() -> None:
    text = "---\ncolour: 007\ntags: sea\nwhen: 2026-03-14\nother: [1\n  ]\n---\n"
    assert edited("colour=008", text=text, model=Note) == text.replace("007", '"008"')
    assert edited("tags=[a, b]", text=text, model=Note) == text.replace("sea", "[a, b]")
    assert edited("marks[]=3", text=text, model=Note).count("marks: [3]\n") == 1
    with pytest.raises(ValueError, match=re.escape("marks[]: expected an integer, found 'x'")):
        edited("marks[]=x", text=text, model=Note)
    assert edited("colour=", text=text, model=Document) == text.replace("colour: 007\n", "")


@attrs.define
class Place:
    name: str
    width: int | None = None


@attrs.define
class Map:
    places: dict[str, Place] = attrs.field(factory=dict)
    where: Place | str | None = None


def test_models_in_unions_and_mappings_decide_too() -> None:
    text = "---\nplaces:\n  a: {name: A}\nwhere: {name: B}\n---\n"
    new = edited("places={k: {name: 1.10}}", text=text, model=Map)
    assert new == '---\nplaces:\n  k:\n    name: "1.10"\nwhere: {name: B}\n---\n'
    assert edited("where.name=1.10", text=text, model=Map) == text.replace("B", '"1.10"')
    assert edited("where=B", text=text, model=Map) == text.replace("{name: B}", "B")
    for word in ("where.width=wide", "places.a.width=wide"):
        with pytest.raises(ValueError, match="width: expected an integer, found 'wide'"):
            edited(word, text=text, model=Map)
    with pytest.raises(ValueError, match=r"where\.name: this key is missing"):
        edited("where.width=3", text="---\nplaces: {}\n---\n", model=Map)


def test_what_was_set_may_be_removed() -> None:
    assert edited("heat=3", "heat=") == TEXT.replace("heat: hot\n", "")
    assert "images" not in edited("images[0].width=7", "images=")


def test_what_was_set_in_a_list_is_found_after_another_item_is_removed() -> None:
    text = "---\nk: [a, 5, 1.1]\n---\n"
    assert edited("k[1]=1.20", "k[0]=", text=text) == "---\nk: [1.2, 1.1]\n---\n"
    assert edited("k[0]=", "k[0]=1.20", text=text) == "---\nk: [1.20, 1.1]\n---\n"


# --- Removing and renaming ------------------------------------------------------------------------


def removed(*names: str, text: str = TEXT) -> str:
    edit = Edit(parse(text, model=Document))
    edit.remove([FieldPath(name, Article, any_key=True) for name in names])
    return edit.text()


@each(
    "name, old, new",
    [
        ("heat", "heat: hot\n", ""),
        ("topics[=Sea]", "Sea, ", ""),
        ("topics[]", '[Sea, "Moon", 2026]', "[]"),
        ("images[].width", "    width: 50\n", ""),
        ("mood.later[1].deep", "{deep: 7}", "{}"),
        ("nothing", "", ""),
        ("heat.deep", "", ""),
        ("topics[7]", "", ""),
    ],
)
def test_what_is_removed_goes_with_its_key(name: str, old: str, new: str) -> None:
    field = name if name != "heat.deep" else '["heat"].deep'
    model = Document if name == "heat.deep" else Article
    edit = Edit(parse(TEXT, model=Document))
    edit.remove([FieldPath(field, model, any_key=True)])
    assert edit.text() == TEXT.replace(old, new, 1)


def test_equal_items_go_together_and_what_is_required_stays() -> None:
    assert removed("k[0]", "k[1]", text="---\nk: [a, b, c]\n---\n") == "---\nk: [c]\n---\n"
    assert removed("k[0]", "k", text="---\nk: [a]\nl: 1\n---\n") == "---\nl: 1\n---\n"
    assert removed("topics[=a]", text="---\ntopics: [a, b, a]\n---\n") == "---\ntopics: [b]\n---\n"
    with pytest.raises(
        ValueError, match=r"^images\[\].url: this key is required; it cannot be removed"
    ):
        removed("images[].url")


def renamed(old: str, new: str, text: str = TEXT, model: type[Any] = Article) -> str:
    edit = Edit(parse(text, model=Document))
    path = FieldPath(old, model, any_key=True)
    edit.rename(path, path.beside(new))
    return edit.text()


@each(
    "name, new, was, now",
    [
        ("title", "headline", "title: 'Tide'", "headline: 'Tide'"),
        ("mood.now", "today", "{now: calm", "{today: calm"),
        ("images[].width", "w", "width: ", "w: "),
        ("web_url", "webUrl", "web_url: as", "webUrl: as"),
        ('["job title"]', "mood2", "job title:", "mood2:"),
        ("draft", '["a b"]', "draft:", "a b:"),
        ("title", "title", "", ""),
        ("nothing", "something", "", ""),
    ],
)
def test_a_renamed_key_keeps_its_place_and_value(name: str, new: str, was: str, now: str) -> None:
    assert renamed(name, new) == (TEXT.replace(was, now) if was else TEXT)


@each(
    "name, new, reason",
    [
        ("title", "mood", "title: the key mood already exists"),
        ("job", "heat", "heat: expected an integer, found 'x'"),
    ],
)
def test_a_key_gets_no_name_that_stands_there_or_that_its_value_cannot_have(
    name: str, new: str, reason: str
) -> None:
    text = "---\ntitle: Tide\njob: x\nmood: calm\n---\n"
    with pytest.raises(ValueError, match=f"^{re.escape(reason)}"):
        renamed(name, new, text)


# --- Anchors, merged keys, tags -------------------------------------------------------------------

ANCHORS = """\
---
one: &a {n: 1.10, t: x}
two: *a
three:
  <<: *a
  own: 2.50
odd: !mark 1.10
---
"""


def test_what_an_anchor_shares_is_set_once_or_refused() -> None:
    with pytest.raises(SerializeError, match="through an anchor"):
        edited("one.n=1.20", text=ANCHORS)
    assert edited("three.own=2.60", text=ANCHORS) == ANCHORS.replace("2.50", "2.60")
    assert '  "n": 3.50\n' in edited("three.n=3.50", text=ANCHORS)


def test_a_scalar_is_spelled_as_in_the_file() -> None:
    found = {
        "one.n": "1.10",
        "two.n": "1.10",
        "three.n": None,
        "three.own": "2.50",
        "odd": "1.10",
        "one": None,
    }
    document = parse(ANCHORS, model=Document)
    for name, spelled in found.items():
        (place,) = FieldPath(name, Document).slots(document.extra)
        assert Edit(document).spelling(place) == spelled


# --- Laws -----------------------------------------------------------------------------------------


Steps = tuple[str | int, ...]


def quoted(steps: Steps) -> str:
    """Return a path whose keys are all in quotes."""
    return "".join(f"[{json.dumps(step)}]" for step in steps)


def texts_of(data: Any, steps: Steps = ()) -> list[Steps]:
    """Return the steps to the strings in plain data."""
    if isinstance(data, str):
        return [steps]
    pairs: Any = data.items() if isinstance(data, dict) else ()
    pairs = enumerate(data) if isinstance(data, list) else pairs
    return [found for step, each in pairs for found in texts_of(each, (*steps, step))]


def put(data: Any, steps: Steps, value: object) -> None:
    *outer, last = steps
    for step in outer:
        data = data[step]
    data[last] = value


def check_texts(text: str, most: int) -> int:
    """Set texts of a document one by one, and return how many were set."""
    document = parse(text, model=Document)
    count = 0
    for steps in texts_of(document.extra)[:most]:
        expected = deepcopy(document.extra)
        put(expected, steps, "1.10")
        try:
            new = edited(f"{quoted(steps)}:='1.10'", text=text, model=Document)
        except SerializeError:  # of what an anchor shares
            assert "*" in text
            continue
        assert exact(parse(new, model=Document).extra) == exact(expected)
        assert parse(new, model=Document).body == document.body
        count += 1
    return count


@examples(60)
@given(documents())
def test_setting_one_value_changes_no_other(document: Any) -> None:
    text = serialize(document)
    check_texts(text, 3)


@pytest.mark.shared
def test_one_value_of_real_files_is_set_and_no_other(shared: Path) -> None:
    assert sum(check_texts(text, 4) for text in accepted(shared, Document)) > 1_500


@pytest.mark.shared
def test_keys_of_real_files_are_renamed_and_get_their_names_back(shared: Path) -> None:
    count = 0
    for text in accepted(shared, Document):
        for key in parse(text, model=Document):
            name = f"[{json.dumps(key)}]"
            try:
                new = renamed(name, '["renamed 1"]', text, Document)
            except SerializeError:
                continue
            assert list(parse(new, model=Document))[list(parse(text, model=Document)).index(key)]
            assert renamed('["renamed 1"]', name, new, Document) == text
            count += 1
    assert count > 2_000


@pytest.mark.shared
def test_every_scalar_of_real_files_is_shown_as_it_is_spelled(shared: Path) -> None:
    count = 0
    for text in accepted(shared, Document):
        document = parse(text, model=Document)
        for path, location in locate_values(text).items():
            if location.scalar is None or "<<" in path:
                continue
            steps = [int(step[1:-1]) if step.startswith("[") else step for step in path]
            (place,) = FieldPath(quoted(tuple(steps)), Document).slots(document.extra)
            assert Edit(document).spelling(place) == location.scalar
            count += 1
    assert count > 3_000
