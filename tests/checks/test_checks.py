"""Every rule finds what breaks it and passes what comes near: `cases/checks`, and laws of checking.

A case is named after its rule, such as `NF101_blank_text_in_every_record`; its answer is a line a
problem, and empty where the name ends with `clean`.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from loops import each
from paths import CASES, ROOT
from spelling import foreign_texts
from strategies import articles, examples, records

from newsfeed import Article, Image, Problem, Provider, parse, read, serialize
from newsfeed.checks import RULES, Severity, check, rule, selected

FILES = CASES / "checks"
NAMES = sorted(path.stem for path in FILES.glob("*.md"))
ALL = ["NF1"]
OFF = ["NF121", "NF122"]
FORM = ["NF116", "NF120", "NF122"]
PAST = datetime(2020, 1, 2, tzinfo=UTC)


def checked(name: str, select: list[str]) -> list[Problem]:
    return check(parse((FILES / f"{name}.md").read_bytes(), path=f"{name}.md"), select=select)


def codes(article: Article, select: list[str] | None = None) -> list[str]:
    return [problem.code for problem in check(article, select=select)]


# --- Cases ----------------------------------------------------------------------------------------


def test_every_case_has_a_text_and_an_answer() -> None:
    assert NAMES
    assert sorted(path.stem for path in FILES.glob("*.txt")) == NAMES
    assert {name.partition("_")[0] for name in NAMES} == set(RULES)


@pytest.mark.usefixtures("each_loader")
@pytest.mark.parametrize("name", NAMES)
def test_a_rule_finds_exactly_these_problems_in_a_case(name: str) -> None:
    code = name.partition("_")[0]
    lines = [
        f"{each.line}:{each.column}: {each.code} {each.message}\n" for each in checked(name, [code])
    ]
    assert "".join(lines) == (FILES / f"{name}.txt").read_bytes().decode()
    assert (not lines) == name.endswith("_clean")


@each("code", RULES)
def test_the_first_case_of_a_rule_is_short_and_another_one_clean(code: str) -> None:
    first, *others = [name for name in NAMES if name.startswith(f"{code}_")]
    name = f"{code}_{RULES[code].name.replace('-', '_')}"
    assert first == name
    assert f"{name}_clean" in others
    assert (FILES / f"{first}.md").read_bytes().count(b"\n") <= 8 + 3


@pytest.mark.usefixtures("each_loader")
@each("name", NAMES)
def test_every_place_lies_in_the_text_and_places_come_in_order(name: str) -> None:
    lines = (FILES / f"{name}.md").read_bytes().decode().split("\n")
    problems = checked(name, ALL)
    for problem in problems:
        assert lines[problem.line - 1][problem.column - 1 :].strip()
    places = [(problem.line, problem.column) for problem in problems]
    assert places == sorted(places)


# --- Rules ----------------------------------------------------------------------------------------


def test_the_rules_stand_in_the_order_of_their_codes_and_none_is_left_out() -> None:
    assert list(RULES) == [f"NF{101 + number}" for number in range(len(RULES))]
    assert [rule.code for rule in RULES.values()] == list(RULES)


def test_names_and_reasons_are_of_one_rule_each() -> None:
    assert len({rule.name for rule in RULES.values()}) == len(RULES)
    assert len({rule.reason for rule in RULES.values()}) == len(RULES)


@each("code", RULES)
def test_a_rule_has_a_name_in_words_a_severity_and_a_reason_of_one_sentence(code: str) -> None:
    rule = RULES[code]
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", rule.name)
    assert rule.severity in (Severity.ERROR, Severity.WARNING)
    assert re.fullmatch(r"[A-Z](?:[^.?!]|\.(?! ))*[^ ]\.", rule.reason)


def test_a_rule_cannot_be_changed() -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        RULES["NF101"].severity = Severity.WARNING  # type: ignore[misc]


# --- Selection ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        pytest.param(None, [], set(RULES) - set(OFF), id="default"),
        pytest.param(["NF"], [], set(RULES), id="all"),
        pytest.param(["NF121"], [], {"NF121"}, id="one that is off by default"),
        pytest.param(["NF11"], [], {f"NF11{digit}" for digit in range(10)}, id="prefix"),
        pytest.param(["NF121", "NF10"], ["NF10"], {"NF121"}, id="both"),
        pytest.param(
            None, ["NF10", "NF12"], {f"NF11{digit}" for digit in range(10)}, id="default but some"
        ),
        pytest.param(None, ["NF122"], set(RULES) - set(OFF), id="ignored and off"),
        pytest.param(["NF101"], ["NF1"], set(), id="all ignored"),
        pytest.param([], [], set(), id="none"),
        pytest.param(["NF011"], ["NF0"], set(), id="codes of reading"),
    ],
)
def test_rules_are_selected_by_codes_and_their_beginnings(
    select: list[str] | None, ignore: list[str], expected: set[str]
) -> None:
    rules = selected(select, ignore)
    assert [rule.code for rule in rules] == sorted(expected)


@pytest.mark.parametrize("code", ["", "NF199", "NF2", "nf101", "blank-text", "NF1011"])
def test_an_unknown_code_is_refused_wherever_it_stands(code: str) -> None:
    message = f"expected a code such as NF101 or its beginning, found '{code}'"
    for arguments in ({"select": [code]}, {"select": ["NF101", code]}, {"ignore": [code]}):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            check(Article("Tide"), **arguments)


def test_only_selected_rules_are_applied() -> None:
    article = Article(" ", web_url="/tide", path=Path("x.md"), published_date_time=PAST)
    assert codes(article) == ["NF101", "NF104"]
    assert codes(article, ["NF104"]) == ["NF104"]
    assert codes(article, []) == []
    assert [each.code for each in check(article, ignore=["NF104"])] == ["NF101"]


def test_the_name_of_a_file_and_the_order_of_keys_are_checked_only_if_asked_for() -> None:
    text = "---\npublishedDateTime: 2020-01-02T00:00:00Z\ntitle: Tide\n---\n"
    article = parse(text, path="x.md")
    assert codes(article) == []
    assert codes(article, OFF) == ["NF121", "NF122"]


# --- Places ---------------------------------------------------------------------------------------

TEXT = """\
---
title: "Tide"
topics: [Sea]
related:
  - title: "Moon"
    provider: {name: Post}
---
"""


def test_a_problem_holds_code_message_place_and_key() -> None:
    (problem,) = check(parse(TEXT.replace("Moon", "M&amp;n")))
    message = "related[0].title: expected plain text, found the entity &amp;; write &"
    assert problem == Problem("NF103", message, 5, 12, "related[0].title")


def test_problems_come_in_the_order_of_their_places_whatever_their_rules() -> None:
    article = parse("---\nwebUrl: /a\nexcerpt: ''\ntitle: '&amp;<b>'\nimages: [{url: x}]\n---\n")
    problems = check(article)
    expected = ["NF104", "NF101", "NF102", "NF103", "NF111", "NF111", "NF104"]
    assert [problem.code for problem in problems] == expected
    assert [problem.line for problem in problems] == [2, 3, 4, 4, 5, 5, 5]


def test_without_a_source_line_and_column_are_0() -> None:
    article = Article("&amp;", images=[Image("/x")], provider=Provider(" "))
    problems = check(article, select=ALL)
    assert len(problems) == 4
    assert {(problem.line, problem.column) for problem in problems} == {(0, 0)}
    assert "images[0].url" in {problem.key for problem in problems}


def test_with_a_source_that_cannot_be_read_the_place_is_its_beginning() -> None:
    for source in ("", "no fence", "---\na: [\n---\n", "---\n---\n"):
        (problem,) = check(Article(" ", source=source))
        assert (problem.line, problem.column) == (1, 1)


def test_what_does_not_stand_in_the_text_has_the_place_of_the_nearest_record_there() -> None:
    article = parse(TEXT)
    assert check(article, select=ALL) == []
    item = article.related[0]
    assert item.provider is not None
    article.web_url = "/a"
    item.web_url = "/b"
    item.provider.images.append(Image("/c", width=1, height=1))
    item.extra["heading"] = "Moon"
    item.provider.extra["names"] = "Post"
    article.topics += ["sea"]
    places = {problem.key: (problem.line, problem.column) for problem in check(article)}
    assert places == {
        "webUrl": (2, 1),
        "topics[1]": (3, 9),
        "related[0].webUrl": (5, 5),
        "related[0].provider.names": (6, 5),
        "related[0].provider.images[0].url": (6, 15),
    }


def test_an_article_is_checked_as_it_is_now_not_as_it_was_read() -> None:
    article = parse(TEXT.replace("Tide", " ").replace("[Sea]", "[Sea, sea]"))
    assert codes(article) == ["NF101", "NF112"]
    article.title = "Tide"
    article.topics.pop()
    assert codes(article) == []


def test_a_timestamp_set_where_the_text_has_null_is_no_timestamp_without_zone() -> None:
    article = parse("---\ntitle: Tide\npublishedDateTime: ~\n---\n")
    article.published_date_time = PAST
    assert codes(article, ALL) == []


@pytest.mark.parametrize(
    ("entity", "advice"),
    [("&#59;", "; write ;"), ("&semi;", "; write ;"), ("&#1;", ""), ("&#xD800;", "")],
)
def test_an_entity_may_be_a_semicolon_or_nothing(entity: str, advice: str) -> None:
    (problem,) = check(Article(f"a{entity} b"))
    assert problem.message == f"title: expected plain text, found the entity {entity}{advice}"


def test_a_scheme_with_controls_in_it_is_shown_as_a_browser_takes_it() -> None:
    (problem,) = check(Article("Tide", web_url="\x01java\n\tscript:alert(1)"), select=["NF107"])
    assert problem.message == "webUrl: expected an http or https URL, found a script: 'javascript:'"


# --- Laws -----------------------------------------------------------------------------------------


@examples(60)
@given(foreign_texts())
def test_every_place_in_a_text_of_any_spelling_is_one_of_a_value_or_key(foreign: Any) -> None:
    lines = foreign.text.split("\n")
    for problem in check(parse(foreign.text), select=ALL):
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@examples(60)
@given(articles())
def test_what_is_written_from_values_alone_has_no_fault_of_form(article: Article) -> None:
    assert codes(parse(serialize(article)), FORM) == []


@examples(60)
@given(articles(), st.sampled_from(["no", "Y", "1e3", "1_000", "10:00", "2024-01-01", "news"]))
def test_passing_over_the_form_of_canonical_texts_hides_no_problem(
    article: Article, word: str
) -> None:
    article.category = word
    for record in records(article):
        record.extra.clear()
    read_back = parse(serialize(article).replace(f'category: "{word}"', f"category: {word}"))
    found = check(read_back, select=FORM)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rule, "is_canonical", lambda *_: False)
        assert check(read_back, select=FORM) == found


def test_the_examples_are_clean() -> None:
    paths = sorted((ROOT / "examples" / "articles").glob("*.md"))
    assert paths
    assert {path.name: check(read(path)) for path in paths} == {path.name: [] for path in paths}


@pytest.mark.shared
@pytest.mark.usefixtures("each_loader")
@pytest.mark.parametrize(
    ("folder", "count", "expected"),
    [("corpus/news", 265, ["NF103"] * 15), ("seeds", 2, ["NF110"])],
    ids=["news", "seeds"],
)
def test_real_articles_have_these_problems(
    shared: Path, folder: str, count: int, expected: list[str]
) -> None:
    paths = sorted((shared / folder).glob("*.md"))
    assert len(paths) == count
    assert [code for path in paths for code in codes(read(path))] == expected
