"""Suggestions: the known name that a misspelled one is near; and numbers of repeated names."""

from loops import each

from newsfeed._util.messages import did_you_mean, distinct

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
    suggestion = f"; did you mean {expected}?" if expected else ""
    assert did_you_mean(name, KNOWN) == suggestion


def test_where_no_name_is_known_none_is_meant() -> None:
    assert did_you_mean("title", []) == ""


@each(
    "names, expected",
    [
        ([], []),
        (["Sea", "Moon"], ["Sea", "Moon"]),
        (["Sea", "Sea", "Sea"], ["Sea", "Sea (2)", "Sea (3)"]),
        (["Sea", "Sea", "Sea (2)"], ["Sea", "Sea (2)", "Sea (2) (2)"]),
    ],
)
def test_a_repeated_name_has_a_number(names: list[str], expected: list[str]) -> None:
    assert distinct(names) == expected


def test_a_number_makes_no_name_that_another_has() -> None:
    names = ["Image", "Image", "Image2"]
    assert distinct(names, "{}{}", names) == ["Image", "Image3", "Image2"]
