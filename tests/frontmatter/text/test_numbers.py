"""Numbers: their forms in YAML 1.1 are read, and one form of each is written."""

from loops import each

from newsfeed.frontmatter.text.numbers import read_integer, read_number, write_number


@each(
    "text, value",
    [
        ("0", 0),
        ("-0", 0),
        ("07", 7),
        ("-07", -7),
        ("0_17", 15),
        ("+0x1F", 31),
        ("0xf", 15),
        ("-0b101", -5),
        ("1__000_", 1000),
        ("0__", 0),
    ],
)
def test_an_integer_may_have_a_sign_a_base_and_underscores(text: str, value: int) -> None:
    assert read_integer(text) == value


@each(
    "text, value",
    [("1_000.5", 1000.5), ("1__000", 1000.0), ("1_", 1.0), ("-1_._5", -1.5), ("1_0e2", 1000.0)],
)
def test_underscores_in_a_number_mean_nothing(text: str, value: float) -> None:
    assert read_number(text) == value


@each(
    "value, text",
    [
        (1e22, "1.0e+22"),
        (-1e22, "-1.0e+22"),
        (1e-7, "1.0e-07"),
        (1.5e300, "1.5e+300"),
        (-2.0, "-2.0"),
        (3, "3"),
        (float("-inf"), "-.inf"),
        (float("nan"), ".nan"),
    ],
)
def test_a_number_is_written_with_a_dot_and_a_signed_exponent(value: float, text: str) -> None:
    assert write_number(value) == text
