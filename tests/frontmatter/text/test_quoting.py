"""Quoting: strings are unquoted where every reader agrees, and escape only what they must."""

from loops import each

from newsfeed import Article, Provider, parse, serialize


@each(
    "value, quoted",
    [
        ('say "so"', r'"say \"so\""'),  # quote
        ("C:\\data", r'"C:\\data"'),  # backslash
        ("a\nb\r\n", r'"a\nb\r\n"'),  # line ends
        ("a\tb", '"a\tb"'),  # tab is raw
        ("é 雨 😀 it's # : {}", '"é 雨 😀 it\'s # : {}"'),  # raw
        ("", '""'),  # empty
        ("\x00\x07\x7f\x9f", r'"\x00\x07\x7F\x9F"'),  # control characters
    ],
)
def test_a_quoted_field_escapes_only_what_it_must(value: str, quoted: str) -> None:
    text = serialize(Article(value))
    assert text in (
        f"---\ntitle: {quoted}\n---\n\n",
        f"---\ntitle: {quoted}\n---\n\n".expandtabs(1),
    )
    assert parse(text).title == value


BOOLEANS = [
    spelling
    for word in ("y", "n", "yes", "no", "on", "off", "true", "false")
    for spelling in dict.fromkeys((word, word.capitalize(), word.upper()))
]
NEVER_PLAIN = [
    *BOOLEANS,
    *["~", "null", "=", "<<", "0", "3", "-3", "+3", "0123", "0o17", "0x1F", "0b101", "1_000"],
    *["1,000", "1,000.5", "3.0", "3.", ".5", "1e3", "1.5e3", ".inf", "-.inf", ".nan", "10:00"],
    *["1:30:00", "190:20:30.15", "2021-12-10", "2021-1-5", "2021-12-10T14:30:00Z"],
]


@each("word", NEVER_PLAIN)
def test_a_word_with_another_meaning_for_some_reader_is_quoted(word: str) -> None:
    text = serialize(Article("a", provider=Provider(word), topics=[word], extra={word: word}))
    assert f'  name: "{word}"\n' in text
    assert f'  - "{word}"\n' in text
    assert f'"{word}": "{word}"\n' in text


@each(
    "word",
    [
        *["AI", "Power Apps", "a.b", "wsj.com", "C++", "C#", "it's", "a, b", "R&D", "x=1", "a_b"],
        *["3 apples", "2021 in review", "v1.2", "1.2.3", "雨", "nothing", "yesterday"],
        *["http://a/b?c"],
    ],
)
def test_a_plain_field_stays_plain_where_that_is_safe(word: str) -> None:
    assert f"\n  - {word}\n" in serialize(Article("a", topics=[word]))
