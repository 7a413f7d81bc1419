"""Charts have the colors of the page around them, and images can be read on light and on dark."""

import re

import altair
import pytest
from plotting import CHARTS, DAY, svg

from newsfeed import Article, Provider, RelatedItem
from newsfeed.plot import Plots

PLOTS = Plots(
    Article(
        f"Tide {number}",
        topics=["Sea"],
        published_date_time=DAY,
        quality=1,
        heat=number % 2,
        provider=Provider("Watch"),
        related=[RelatedItem("Moon")],
    )
    for number in range(3)
)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors such as `#767676`: https://www.w3.org/TR/WCAG22/."""
    dark, light = sorted(luminance(color) for color in (one, other))
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts)
    return sum(weight * x for weight, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("chart", CHARTS)
def test_an_image_is_transparent_and_its_text_can_be_read_on_white_and_on_black(
    chart: str,
) -> None:
    text = svg(getattr(PLOTS, chart)())
    [ink] = set(re.findall(r'<text[^>]*? fill="([^"]*)"', text))
    assert contrast(ink, "#ffffff") > 4.5
    assert contrast(ink, "#000000") > 4.5
    assert 'fill="white"' not in text


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_in_a_notebook_is_svg_in_the_color_of_the_text_around_it(chart: str) -> None:
    spec = getattr(PLOTS, chart)().to_dict()
    assert spec["background"] == "transparent"
    assert spec["usermeta"]["embedOptions"] == {"renderer": "svg"}
    for style in spec["config"]["style"].values():
        assert style["fill"]["expr"].startswith("windowSize()[0] ? 'currentColor' : ")


def test_a_chart_with_a_background_of_its_own_keeps_its_colors() -> None:
    chart = PLOTS.timeline()
    for own in chart.properties(background="white"), chart.configure(background="white"):
        spec = own.to_dict()
        assert spec.get("background", "white") == "white"
        assert "style" not in spec["config"]
        assert "usermeta" not in spec


def test_a_configuration_without_a_background_is_added_to_the_colors_of_the_page() -> None:
    config = PLOTS.timeline().configure_axis(labelFontSize=20).to_dict()["config"]
    assert config["axis"]["labelFontSize"] == 20
    assert "gridColor" in config["axis"]


def test_a_theme_of_altair_keeps_its_colors() -> None:
    with altair.theme.enable("dark"):
        spec = PLOTS.timeline().to_dict()
    assert spec["usermeta"]["embedOptions"] == {"theme": "dark"}
    assert "background" not in spec
    with altair.theme.enable("opaque"):
        assert PLOTS.providers().to_dict()["config"].keys() == {"view", "background"}


def test_a_chart_that_is_a_part_of_another_has_no_colors_of_its_own() -> None:
    spec = (PLOTS.timeline() & (PLOTS.providers() | PLOTS.related())).to_dict()
    parts = [spec["vconcat"][0], *spec["vconcat"][1]["hconcat"]]
    assert not {"background", "config", "usermeta"} & {name for part in parts for name in part}


def test_a_chart_is_compiled_to_vega() -> None:
    assert "marks" in PLOTS.quality().to_dict(format="vega")


@pytest.mark.parametrize(
    ("chart", "said"),
    [
        ("timeline", "14 March 2026, Sea: 3 articles"),
        ("topics", "14 March 2026, Sea: 3 articles"),
        ("providers", "Watch: 3 articles"),
        ("related", "article: Tide 0, Watch"),
        ("related", "item shared by several articles: Moon, no provider"),
    ],
)
def test_a_screen_reader_says_each_mark_in_words(chart: str, said: str) -> None:
    text = svg(getattr(PLOTS, chart)())
    assert f'aria-label="{said}"' in text
    assert "datum" not in text
    assert 'aria-label="from: ' not in text
