"""The patterns of the canonical reader do not backtrack."""

from loops import each

from newsfeed import Article
from newsfeed.frontmatter.read.canonical import read_canonical
from newsfeed.frontmatter.schema import schema_of

ARTICLE = schema_of(Article)


def related(count: int) -> str:
    items = "".join(f'  - title: "Item {index}"\n    quality: {index}\n' for index in range(count))
    return f'---\ntitle: "Tide"\n\nrelated:\n{items}'


TITLE = '---\ntitle: "a"\n'
BACKTRACKING = {
    "a fault in the last of 1,000 items": related(1000) + "    quality: x\n---\n",
    "a fault in the last of 50,000 items": related(50_000) + "    quality: x\n---\n",
    "no closing fence": related(50_000),
    "quotes": '---\ntitle: "' + '"' * 1_000_000 + "\n---\n",
    "lines of quotes": '---\ntitle: "' + '"\n"' * 400_000 + "---\n",
    "backslashes": '---\ntitle: "' + "\\" * 1_000_001 + '"\n---\n',
    "escaped quotes": '---\ntitle: "' + '\\"' * 500_000 + "\n---\n",
    "dashes": TITLE + "topics:\n" + "  - \n" * 200_000 + "---\n",
    "items and a dash": TITLE + "topics:\n" + "  - a\n" * 200_000 + "  -\n---\n",
    "colons": TITLE + "type: " + "a:" * 500_000 + " \n---\n",
    "blanks": TITLE + "type: " + "a " * 500_000 + "#\n---\n",
    "blank lines": "---\n" + "\n" * 1_000_000,
}


@each("text", BACKTRACKING.values())
def test_inputs_made_to_backtrack_are_declined(text: str) -> None:
    """In linear time: a pattern that tried again would not come back within the day."""
    assert read_canonical(text, ARTICLE) is None


def test_many_lines_are_recognized() -> None:
    recognized = read_canonical(related(5_000) + "---\n", ARTICLE)
    assert recognized is not None
    assert recognized.related[-1].quality == 4_999
