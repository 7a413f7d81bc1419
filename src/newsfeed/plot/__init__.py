"""Altair charts of articles."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .._util.extras import import_extra
from ..display.texts import counted
from ..models import require_fields
from .steps import By

if TYPE_CHECKING:
    import altair

__all__ = ["Plots"]


class Plots:
    """Charts of articles.

    Each method returns an ordinary Altair chart, which you can change, combine and save. A chart
    contains counts, not articles: even for 100,000 articles, it is smaller than 200 KB.

    Args:
        articles: The articles, for example a feed.

    Example:
        >>> from newsfeed import Article
        >>> Plots([Article("Tide", topics=["Sea"])])
        <Plots of 1 article: timeline, providers, topics, quality, related>
    """

    __slots__ = ("__weakref__", "_articles")

    def __init__(self, articles: Iterable[Any]) -> None:
        self._articles = tuple(articles)

    def _having(self, *fields: str) -> tuple[Any, ...]:
        """Return the articles, once it is known that Altair is installed and they have fields."""
        import_extra("altair", "plot", "Feed.plot")
        require_fields(map(type, self._articles), "the chart", fields)
        return self._articles

    def __repr__(self) -> str:
        names = ", ".join(name for name in vars(type(self)) if not name.startswith("_"))
        return f"<Plots of {counted(len(self._articles), 'article')}: {names}>"

    def timeline(self, *, by: By | None = None, top: int = 7) -> "altair.Chart":
        """Draw the number of articles over time, by topic.

        An article counts once for each of its topics. Articles without a date are left out, and so
        are those whose date in UTC is outside the years 1 to 9999.

        Args:
            by: The shortest time step: `day`, `week`, `month` or `year`. By default, newsfeed
                chooses a step that suits the articles. If there would be too many steps, the chart
                uses a longer one, up to a millennium.
            top: How many of the most frequent topics have their own color: 1 to 7.

        Returns:
            A chart with a bar for each step. Weeks begin on Mondays, and times are in UTC.

        Raises:
            ImportError: If Altair is not installed.
            TypeError: If the model lacks a field that the chart shows.
            ValueError: If `by` or `top` has an invalid value.

        Example:
            >>> from newsfeed import Article
            >>> from datetime import UTC, datetime
            >>> day = datetime(2026, 3, 14, tzinfo=UTC)
            >>> chart = Plots([Article("Tide", published_date_time=day)]).timeline(by="month")
            >>> chart.title.text, chart.data.values
            ('Articles per month, by topic', [{'start': '2026-03-01', 'place': 0, 'articles': 1}])
        """
        articles = self._having("published_date_time", "topics")
        from .counts import timeline

        return timeline(articles, by, _checked(top, 7))

    def providers(self, *, top: int = 15) -> "altair.LayerChart":
        """Draw the number of articles of each provider, by the name of the provider.

        Args:
            top: How many of the most frequent providers have their own bar: 1 to 50. The other
                providers share a bar, and so do the articles without a provider.

        Returns:
            A chart with a bar and a number for each provider.

        Raises:
            ImportError: If Altair is not installed.
            TypeError: If the model lacks a field that the chart shows.
            ValueError: If `top` has an invalid value.

        Example:
            >>> from newsfeed import Article
            >>> chart = Plots([Article("Tide")]).providers()
            >>> chart.data.values
            [{'provider': 'no provider', 'articles': 1, 'share': 1.0, 'named': False}]
        """
        articles = self._having("provider")
        from .counts import providers

        return providers(articles, _checked(top, 50))

    def topics(self, *, by: By | None = None, top: int = 12) -> "altair.Chart":
        """Draw the number of articles over time, with a row for each topic.

        Articles are counted as in `timeline`, but there is room for more topics.

        Args:
            by: The shortest time step: see `timeline`.
            top: How many of the most frequent topics have their own row: 1 to 50.

        Returns:
            A chart with a row for each topic and a column for each step of time.

        Raises:
            ImportError: If Altair is not installed.
            TypeError: If the model lacks a field that the chart shows.
            ValueError: If `by` or `top` has an invalid value.

        Example:
            >>> type(Plots([]).topics()).__name__
            'Chart'
        """
        articles = self._having("published_date_time", "topics")
        from .counts import topics

        return topics(articles, by, _checked(top, 50))

    def quality(self) -> "altair.Chart":
        """Draw the quality of articles against their heat.

        Articles without both numbers, or with a number beyond 2 ** 53, are left out.

        Returns:
            A chart with a circle for each pair of numbers, and a title in its tooltip; for more
            than 300 pairs, a chart with a rectangle for each range of numbers.

        Raises:
            ImportError: If Altair is not installed.
            TypeError: If the model lacks a field that the chart shows.

        Example:
            >>> from newsfeed import Article
            >>> chart = Plots([Article("Tide", quality=61, heat=3)]).quality()
            >>> chart.data.values
            [{'quality': 61, 'heat': 3, 'articles': 1, 'title': 'Tide'}]
        """
        articles = self._having("title", "quality", "heat")
        from .counts import quality

        return quality(articles)

    def related(self, *, top: int = 12) -> "altair.LayerChart":
        """Draw articles and their related items as a graph.

        Articles that share related items come first, then articles with the most items. The chart
        shows up to 30 items, beginning with shared ones, and reads the first 50 of each article.
        Items are the same if they have the same URL or, without a URL, the same title.

        Args:
            top: How many articles the chart shows: 1 to 30.

        Returns:
            A chart with the articles on the left, the items on the right, and lines between them.

        Raises:
            ImportError: If Altair is not installed.
            TypeError: If the model lacks a field that the chart shows.
            ValueError: If `top` has an invalid value.

        Example:
            >>> type(Plots([]).related()).__name__
            'LayerChart'
        """
        articles = self._having("title", "provider", "related")
        from .related import related

        return related(articles, _checked(top, 30))


def _checked(top: int, most: int) -> int:
    if not 1 <= top <= most:
        raise ValueError(f"top: expected 1 to {most}, found {top}")
    return top
