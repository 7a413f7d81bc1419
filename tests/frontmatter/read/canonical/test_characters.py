"""The characters that the canonical reader leaves to the YAML reader."""

from loops import each

from newsfeed.frontmatter.read.canonical.characters import is_readable


@each(
    "text, newline, expected",
    [
        ("a\n", "\n", True),
        ("é–\n", "\n", True),
        ("a\u2028\n", "\n", False),
        ("a\u2029\n", "\n", False),
        ("a\u2028\u2029\n", "\n", False),
        ("\ufeffé\n", "\n", False),
        ("\ud800\n", "\n", False),
        ("a\r\n", "\n", False),
        ("é\r\n", "\r\n", True),
        ("a\n\r\n", "\r\n", False),
    ],
)
def test_a_text_is_readable_if_no_character_of_it_means_more(
    text: str, newline: str, expected: bool
) -> None:
    assert is_readable(text, newline) is expected
