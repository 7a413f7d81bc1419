"""What the docstring of a class says."""

import attrs
import pytest

from newsfeed import Article, Image, Provider, RelatedItem
from newsfeed.export.schema import arguments, summary


class Tide:
    """The water's rise,
    and its fall.

    It comes twice a day.

    Args:
        height: How high it is.
        when: When it comes;
            also when
              it goes.
        of_1: The harbour: its name.
        odd
        *others: More.

        name: After a blank line.

    Returns:
        other: Nothing.

    Args:
        again: No.
    """  # noqa: D205


class Spring(Tide):
    """A high tide.

    Args:
        moon: Its moon.
        height: How very high it is.
    """


class Bare(Spring):
    pass


class Neap(Tide):
    """
    Args:
        moon: Half of it.
    """  # noqa: D205, D212


class Wind:
    """Air."""

    def __init__(self) -> None:
        """Begin to blow.

        Args:
            height: How hard.
        """


class Storm(Wind, Spring):
    """Both."""


TIDE = {
    "height": "How high it is.",
    "when": "When it comes; also when it goes.",
    "of_1": "The harbour: its name.",
    "name": "After a blank line.",
}


def test_the_summary_is_one_line() -> None:
    assert summary(Tide) == "The water's rise, and its fall."
    assert summary(Wind) == "Air."


def test_arguments_have_a_line_each_however_long_they_are() -> None:
    assert arguments(Tide) == TIDE


def test_a_class_adds_arguments_to_those_it_stands_on_and_says_them_anew() -> None:
    spring = {**TIDE, "height": "How very high it is.", "moon": "Its moon."}
    assert arguments(Spring) == spring
    assert arguments(Storm) == spring
    assert summary(Storm) == "Both."


def test_a_class_without_a_docstring_has_arguments_but_no_summary() -> None:
    assert summary(Bare) == ""
    assert arguments(Bare) == arguments(Spring)


def test_arguments_of_a_method_are_not_those_of_its_class() -> None:
    assert arguments(Wind) == {}


def test_without_docstrings_nothing_is_said() -> None:
    made = attrs.make_class("Made", ["height"])
    assert (summary(made), arguments(made)) == ("", {})


def test_arguments_are_no_summary() -> None:
    assert arguments(Neap)["moon"] == "Half of it."
    assert summary(Neap) == ""


@pytest.mark.parametrize("model", [Article, RelatedItem, Provider, Image])
def test_the_models_say_what_each_argument_is(model: type) -> None:
    assert arguments(model).keys() == {each.name for each in attrs.fields(model)}
    assert summary(model).endswith(".")
