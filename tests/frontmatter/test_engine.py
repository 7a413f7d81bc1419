"""The parts of the engine that stand alone: alignment, edits, chunks, schema."""

import traceback
from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any, Optional, Union

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsfeed import Article, Image, Provider, SerializeError
from newsfeed.errors import key_path
from newsfeed.frontmatter import QUOTED, SECTION, Key
from newsfeed.frontmatter.codegen import compiled
from newsfeed.frontmatter.equality import differences
from newsfeed.frontmatter.pairs import pairs_of
from newsfeed.frontmatter.read.canonical import root_pattern
from newsfeed.frontmatter.read.canonical.compare import comparator
from newsfeed.frontmatter.read.canonical.construct import constructor
from newsfeed.frontmatter.scalars import Kind
from newsfeed.frontmatter.schema import Type, camel_case, schema_of
from newsfeed.frontmatter.text.delimiters import split_text
from newsfeed.frontmatter.text.edits import TextEdit, apply_edits
from newsfeed.frontmatter.write.patch.list_diff import ListDiff, align_values
from newsfeed.frontmatter.write.patch.spans import Span
from newsfeed.frontmatter.write.patch.trivia import BlockTrivia, FlowTrivia

# --- ListDiff ------------------------------------------------------------------------------------


def aligned(old: str, new: str) -> ListDiff:
    """Align two texts by their characters; the name of each is its lower case."""
    return align_values(old, new, old.lower(), new.lower())


@pytest.mark.parametrize(
    ("old", "new", "stays", "moved"),
    [
        ("abc", "abc", {0: 0, 1: 1, 2: 2}, {}),
        ("", "ab", {}, {}),
        ("ab", "", {}, {}),
        ("abc", "ac", {0: 0, 1: 2}, {}),
        ("ac", "abc", {0: 0, 2: 1}, {}),
        ("abc", "aBc", {0: 0, 1: 1, 2: 2}, {}),
        ("abc", "axc", {0: 0, 1: 1, 2: 2}, {}),
        ("abc", "cab", {1: 0, 2: 1}, {0: 2}),
        ("abc", "bca", {0: 1, 1: 2}, {2: 0}),
        ("abc", "bcA", {0: 1, 1: 2}, {2: 0}),
        ("abcd", "axbyd", {0: 0, 2: 1, 3: 2, 4: 3}, {}),
        ("ab", "xxab", {2: 0, 3: 1}, {}),
        ("ab", "XB", {0: 0, 1: 1}, {}),
        ("aab", "ab", {0: 0, 1: 2}, {}),
        ("ab", "aab", {0: 0, 2: 1}, {}),
        ("aaa", "aaa", {0: 0, 1: 1, 2: 2}, {}),
    ],
)
def test_items_stay_or_move_edited_or_not(
    old: str, new: str, stays: dict[int, int], moved: dict[int, int]
) -> None:
    assert aligned(old, new) == ListDiff(stays, moved)


_LISTS = st.lists(st.sampled_from("aAbBcCdD"), max_size=12)


@given(_LISTS, _LISTS)
def test_an_alignment_gives_the_new_list(old: list[str], new: list[str]) -> None:
    """No item is used twice, those that stay do so in order, and nothing equal is left over."""
    plan = align_values(old, new, [each.lower() for each in old], [each.lower() for each in new])
    assert list(plan.stays) == sorted(plan.stays)
    assert list(plan.stays.values()) == sorted(plan.stays.values())
    assert not plan.stays.keys() & plan.moved.keys()
    used = [*plan.stays.values(), *plan.moved.values()]
    assert len(set(used)) == len(used)
    both = plan.stays | plan.moved
    for target, source in plan.moved.items():
        assert old[source].lower() == new[target].lower()
    gone = [item for index, item in enumerate(old) if index not in used]
    come = [item for index, item in enumerate(new) if index not in both]
    assert not set(gone) & set(come)
    rebuilt = [old[both[index]] if index in both else item for index, item in enumerate(new)]
    edited = [index for index, item in enumerate(rebuilt) if item != new[index]]
    common = sum(min(old.count(each), new.count(each)) for each in set(old))
    assert len(both) - len(edited) == common


@given(_LISTS)
def test_a_list_is_aligned_with_itself_by_keeping_everything(items: list[str]) -> None:
    plan = align_values(items, items, items, items)
    assert plan == ListDiff({index: index for index in range(len(items))}, {})


@given(st.permutations("abcdef"))
def test_a_reordering_keeps_as_many_items_in_place_as_can_be(new: Sequence[str]) -> None:
    old = "abcdef"
    plan = align_values(old, list(new), old, list(new))
    assert len(plan.stays) + len(plan.moved) == len(old)
    assert len(plan.stays) == _longest_increasing([old.index(each) for each in new])


def _longest_increasing(items: list[int]) -> int:
    best: list[int] = []
    for index, item in enumerate(items):
        best.append(1 + max((best[i] for i in range(index) if items[i] < item), default=0))
    return max(best)


def test_an_edited_item_is_found_by_its_name_first() -> None:
    assert align_values("abc", "xBC", "abc", "xbc") == ListDiff({0: 0, 1: 1, 2: 2}, {})
    assert align_values("abc", "BC", "abc", "bc") == ListDiff({0: 1, 1: 2}, {})
    assert align_values("ab", "xy", [None, None], [None, None]) == ListDiff({0: 0, 1: 1}, {})


def test_long_lists_are_aligned_quickly() -> None:
    old = list(range(20_000))
    new = old[::-1]
    plan = align_values(old, new, old, new)
    assert len(plan.stays) == 1
    assert len(plan.moved) == len(old) - 1


# --- Splices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edits", "result"),
    [
        ([], "abcdef"),
        ([TextEdit(0, 6, "x")], "x"),
        ([TextEdit(0, 0, "x"), TextEdit(6, 6, "y")], "xabcdefy"),
        ([TextEdit(4, 5, "y"), TextEdit(1, 2, "x")], "axcdyf"),
        ([TextEdit(2, 2, "x"), TextEdit(2, 2, "y")], "abxycdef"),
        ([TextEdit(2, 4), TextEdit(4, 4, "x")], "abxef"),
        ([TextEdit(2, 4, "y"), TextEdit(2, 2, "x")], "abxyef"),
        ([TextEdit(1, 3), TextEdit(2, 5)], "af"),
        ([TextEdit(1, 5), TextEdit(2, 3)], "af"),
        ([TextEdit(1, 3, "x"), TextEdit(3, 5, "y")], "axyf"),
    ],
)
def test_splices_are_applied_to_the_original_offsets(edits: list[TextEdit], result: str) -> None:
    assert apply_edits("abcdef", edits) == result


@pytest.mark.parametrize(
    "edits",
    [
        [TextEdit(1, 3, "x"), TextEdit(2, 4, "y")],
        [TextEdit(1, 4), TextEdit(2, 3, "x")],
        [TextEdit(1, 4, "x"), TextEdit(2, 2, "y")],
        [TextEdit(1, 4, "x"), TextEdit(2, 5)],
    ],
)
def test_splices_that_overlap_are_refused(edits: list[TextEdit]) -> None:
    with pytest.raises(SerializeError):
        apply_edits("abcdef", edits)
    with pytest.raises(SerializeError):
        apply_edits("abcdef", edits[::-1])


@given(st.text(max_size=30), st.data())
def test_splices_that_do_not_overlap_give_what_they_say(text: str, data: st.DataObject) -> None:
    """`apply_edits(t, edits)` is the text between the edits, with their texts in between."""
    offsets = sorted(
        data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True))
        if len(text) > 1
        else [0, len(text)]
    )
    texts = data.draw(st.lists(st.text(max_size=3), min_size=4, max_size=4))
    pairs = list(zip(offsets[::2], offsets[1::2], strict=False))
    edits = [TextEdit(*pair, each) for pair, each in zip(pairs, texts, strict=False)]
    expected = text
    for edit in reversed(edits):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    assert apply_edits(text, data.draw(st.permutations(edits))) == expected


# --- Chunks ---------------------------------------------------------------------------------------

LINES = """---
# head

# of a
a: 1  # beside a
# of b
b:
  - x
  # inside b
    # deeper

# loose

c: 3
---
"""
OWN = [
    "# of a\na: 1  # beside a\n",
    "# of b\nb:\n  - x\n  # inside b\n    # deeper\n",
    "c: 3\n",
]


@pytest.fixture
def lines() -> BlockTrivia:
    """The chunks of the keys a, b and c."""
    parts = split_text(LINES)
    ends = [LINES.index("1  #") + 1, LINES.index("x\n") + 1, LINES.index("3\n") + 1]
    spans = [Span(LINES.index(f"\n{key}:") + 1, end) for key, end in zip("abc", ends, strict=True)]
    return BlockTrivia(parts, spans, parts.closing)


@pytest.mark.parametrize("index", [0, 1, 2])
def test_a_chunk_owns_its_lines_and_its_comments(lines: BlockTrivia, index: int) -> None:
    piece = lines.text_of(index, [])
    assert piece.head + piece.tail == OWN[index]


@pytest.mark.parametrize("gone", [{0}, {1}, {2}, {0, 1}, {0, 2}, {1, 2}])
def test_removing_chunks_leaves_all_other_lines(lines: BlockTrivia, gone: set[int]) -> None:
    left = apply_edits(LINES, lines.rearranged([index for index in range(3) if index not in gone]))
    expected = LINES
    for index in gone:
        expected = expected.replace(OWN[index], "")
    assert [line for line in left.split("\n") if line] == [
        line for line in expected.split("\n") if line
    ]


@pytest.mark.parametrize(
    ("order", "before"),
    [("n012", "# of a"), ("0n12", "# of b"), ("012n", "---\n")],
)
def test_a_new_chunk_stands_where_it_is_put(lines: BlockTrivia, order: str, before: str) -> None:
    piece = lines.new_text("n: 0\n")
    new = apply_edits(LINES, lines.rearranged([piece if c == "n" else int(c) for c in order]))
    head, _, tail = LINES.rpartition(before)
    assert new == f"{head}n: 0\n{before}{tail}"


FLOW = "[a, b,  c]"


@pytest.mark.parametrize(
    ("order", "text"),
    [
        ("12", "[b,  c]"),
        ("02", "[a, c]"),
        ("01", "[a, b]"),
        ("2", "[c]"),
        ("0", "[a]"),
        ("1", "[b]"),
        ("n012", "[n, a, b,  c]"),
        ("012n", "[a, b,  c, n]"),
        ("0n2", "[a, n, c]"),
    ],
)
def test_the_items_of_a_flow_list_keep_their_commas(order: str, text: str) -> None:
    chunks = FlowTrivia(FLOW, [Span(1, 2), Span(4, 5), Span(8, 9)])
    pieces = [chunks.new_text("n") if each == "n" else int(each) for each in order]
    assert apply_edits(FLOW, chunks.rearranged(pieces)) == text


# --- Schema ---------------------------------------------------------------------------------------


@attrs.define
class Inner:
    url: str


@attrs.define
class Outer:
    plain: str
    quoted: Annotated[str, QUOTED]
    nested_in_union: Annotated[str, QUOTED] | None = None
    around_union: Annotated[str | None, QUOTED] = None
    old_union: Optional[Annotated[int, SECTION]] = None  # noqa: UP045
    older_union: Union[None, bool] = None  # noqa: RUF036, UP007
    number: float = 0.0
    day: date | None = None
    moment: Annotated[datetime | None, SECTION, Key("_when")] = None
    words: list[Annotated[str, QUOTED]] = attrs.field(factory=list)
    grid: list[list[int]] = attrs.field(factory=list)
    bare_list: list = attrs.field(factory=list)  # type: ignore[type-arg]
    bare_dict: dict = attrs.field(factory=dict)  # type: ignore[type-arg]
    mapping: dict[str, Any] = attrs.field(factory=dict)
    inner: Inner | None = None
    inners: list[Inner] = attrs.field(factory=list)
    anything: Any = None
    thing: object = None
    any_or_none: Any | None = None
    _private: int = 0
    cached: int = attrs.field(default=0, init=False)
    unequal: int = attrs.field(default=0, eq=False)
    extra: dict[str, Any] = attrs.field(factory=dict)
    body: str = "\n"


TYPES = {
    "plain": Type(Kind.TEXT),
    "quoted": Type(Kind.TEXT, quoted=True),
    "nestedInUnion": Type(Kind.TEXT, nullable=True, quoted=True),
    "aroundUnion": Type(Kind.TEXT, nullable=True, quoted=True),
    "oldUnion": Type(Kind.INTEGER, nullable=True),
    "olderUnion": Type(Kind.BOOLEAN, nullable=True),
    "number": Type(Kind.NUMBER),
    "day": Type(Kind.DATE, nullable=True),
    "_when": Type(Kind.TIMESTAMP, nullable=True),
    "words": Type(Kind.LIST, item=Type(Kind.TEXT, quoted=True)),
    "grid": Type(Kind.LIST, item=Type(Kind.LIST, item=Type(Kind.INTEGER))),
    "bareList": Type(Kind.LIST, item=Type(Kind.ANYTHING, nullable=True)),
    "bareDict": Type(Kind.MAPPING),
    "mapping": Type(Kind.MAPPING),
    "inner": Type(Kind.MODEL, nullable=True, model=Inner),
    "inners": Type(Kind.LIST, item=Type(Kind.MODEL, model=Inner)),
    "anything": Type(Kind.ANYTHING, nullable=True),
    "thing": Type(Kind.ANYTHING, nullable=True),
    "anyOrNone": Type(Kind.ANYTHING, nullable=True),
    "_private": Type(Kind.INTEGER),
}


def test_the_hints_of_a_class_are_its_schema() -> None:
    schema = schema_of(Outer)
    assert {key: field.type for key, field in schema.fields.items()} == TYPES
    assert list(schema.fields) == list(TYPES)
    assert schema.extra
    assert schema.body
    assert not schema.source
    assert not schema.path


def test_a_field_knows_its_names_and_what_stands_before_it() -> None:
    fields = schema_of(Outer).fields
    assert (fields["_private"].name, fields["_private"].argument) == ("_private", "private")
    assert [key for key, field in fields.items() if field.section] == ["oldUnion", "_when"]
    assert [key for key, field in fields.items() if field.required] == ["plain", "quoted"]


def test_a_schema_is_derived_once() -> None:
    assert schema_of(Article) is schema_of(Article)


def test_names_with_a_role_are_keys_where_their_hints_say_so() -> None:
    @attrs.define
    class Commit:
        body: Annotated[str, Key("body")]
        source: str
        path: str | None = None

    schema = schema_of(Commit)
    assert list(schema.fields) == ["body", "source", "path"]
    assert {schema.body, schema.source, schema.path} == {False}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("title", "title"),
        ("amp_web_url", "ampWebUrl"),
        ("_id", "_id"),
        ("__private_name", "__privateName"),
        ("is_cached", "isCached"),
        ("a_b_c", "aBC"),
        ("x2_y", "x2Y"),
    ],
)
def test_a_name_in_snake_case_becomes_a_key_in_camel_case(name: str, key: str) -> None:
    assert camel_case(name) == key


def test_entries_are_in_canonical_order_with_the_unknown_keys_last() -> None:
    image = Image("a", extra={"z": 1, "alt": None}, height=3)
    found = pairs_of(Type(Kind.MODEL, model=Image), image)
    assert list(found) == ["url", "height", "z", "alt"]
    provider = Type(Kind.MODEL, model=Provider)
    assert list(pairs_of(provider, Provider("a", images=[]))) == ["name"]


def test_a_traceback_shows_the_line_of_a_function_that_was_generated() -> None:
    divide = compiled("divide_<lambda>", "a, b", ["c = a", "return c / b"], {})
    with pytest.raises(ZeroDivisionError) as error:
        divide(1, 0)
    assert divide.__name__ == "divide__lambda_"
    assert traceback.format_exception(error.value)[-2].splitlines()[1].strip() == "return c / b"


def test_the_differences_of_two_values_are_the_paths_of_all_that_differs() -> None:
    one = Provider("a", images=[Image("b", width=1), Image("c")])
    other = Provider("a", images=[Image("d", width=2), Image("c", extra={"mood": [1, True]})])
    paths = list(differences(schema_of(Provider).type, one, other))
    assert list(map(key_path, paths)) == ["images[0].url", "images[0].width", "images[1].mood"]
    other.images[0] = Image("b", width=1)
    one.images[1].extra["mood"] = [1.0, 1]
    paths = list(differences(schema_of(Provider).type, one, other))
    assert list(map(key_path, paths)) == ["images[1].mood[0]", "images[1].mood[1]"]
    assert list(differences(schema_of(Provider).type, one, one)) == []


def test_generated_functions_are_named_after_their_model() -> None:
    record = root_pattern(Inner, "---\n")
    assert constructor(record).__name__ == "construct_Inner"
    assert comparator(record).__name__ == "compare_Inner"
