"""Suggestions: the known name that a misspelled one is near."""

from loops import each

from newsfeed._util.messages import lookalike

KNOWN = ["title", "webUrl", "ampWebUrl", "width", "height", "publishedDateTime", "topics"]


@each(
    "name, expected",
    [
        ("web_url", "webUrl"),
        ("Web-URL", "webUrl"),
        ("ampweburl", "ampWebUrl"),
        ("topic", "topics"),
        ("ttile", "title"),
        ("heihgt", "height"),
        ("publishDateTime", "publishedDateTime"),
        ("title", "title"),
        ("mood", None),
        ("weight", None),
        ("url", None),
        ("", None),
        ("--", None),
    ],
)
def test_a_slip_is_taken_for_the_known_name_that_it_is_near(
    name: str, expected: str | None
) -> None:
    assert lookalike(name, KNOWN) == expected


def test_where_no_name_is_known_none_is_meant() -> None:
    assert lookalike("title", []) is None
