"""Articles as charts of Altair."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from .._util.extras import needed
from ..models import Article
from .steps import By

if TYPE_CHECKING:
    import altair

__all__ = ["Plots"]


class Plots:
    """The charts of articles.

    Each is an ordinary chart of Altair, to be changed, combined and saved. It holds counts, not
    articles, so that one of 100,000 articles stays under 200 KB, whatever these hold.

    Args:
        articles: The articles, such as a feed.

    Example:
        >>> Plots([Article("Tide", topics=["Sea"])])
        <Plots of 1 article: timeline, providers, topics, quality, related>
    """

    __slots__ = ("_articles",)

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = tuple(articles)

    def __repr__(self) -> str:
        from ..display.texts import counted

        names = ", ".join(name for name in vars(type(self)) if not name.startswith("_"))
        return f"<Plots of {counted(len(self._articles), 'article')}: {names}>"

    def timeline(self, *, by: By | None = None, top: int = 7) -> "altair.Chart":
        """Draw how many articles there are over time, by topic.

        An article counts once for each of its topics. One without a date that UTC has is left out.

        Args:
            by: The finest step of time that is meant, `day`, `week`, `month` or `year`; by default
                the one that suits the articles. Of more steps than a chart can hold, a longer step
                is taken, up to a millennium.
            top: How many topics have a colour of their own, the most frequent ones: 1 to 7.

        Returns:
            A bar for each step; weeks begin on Mondays, and times are in UTC.

        Raises:
            ImportError: If Altair is not installed.
            ValueError: If an argument has no value that it can have.

        Example:
            >>> from datetime import UTC, datetime
            >>> day = datetime(2026, 3, 14, tzinfo=UTC)
            >>> chart = Plots([Article("Tide", published_date_time=day)]).timeline(by="month")
            >>> chart.title.text, chart.data.values
            ('Articles a month by topic', [{'start': '2026-03-01', 'place': 0, 'articles': 1}])
        """
        needed("altair", "plot", "Feed.plot")
        from .over_time import timeline

        return timeline(self._articles, by, _checked(top, 7))

    def providers(self, *, top: int = 15) -> "altair.LayerChart":
        """Draw how many articles there are of each provider, by its name.

        Args:
            top: How many providers have a bar of their own, the most frequent ones: 1 to 50. The
                others have one together, and articles without a provider one.

        Returns:
            A bar for each provider, with its number.

        Raises:
            ImportError: If Altair is not installed.
            ValueError: If an argument has no value that it can have.

        Example:
            >>> chart = Plots([Article("Tide")]).providers()
            >>> chart.data.values
            [{'provider': 'no provider', 'articles': 1, 'share': 1.0, 'named': False}]
        """
        needed("altair", "plot", "Feed.plot")
        from .providers import providers

        return providers(self._articles, _checked(top, 50))

    def topics(self, *, by: By | None = None, top: int = 12) -> "altair.Chart":
        """Draw when there were how many articles of each topic.

        Articles count as in `timeline`, but there is room for more topics.

        Args:
            by: See `timeline`.
            top: How many topics have a row of their own, the most frequent ones: 1 to 50.

        Returns:
            A row for each topic and a column for each step of time.

        Raises:
            ImportError: If Altair is not installed.
            ValueError: If an argument has no value that it can have.

        Example:
            >>> type(Plots([]).topics()).__name__
            'Chart'
        """
        needed("altair", "plot", "Feed.plot")
        from .over_time import topics

        return topics(self._articles, by, _checked(top, 50))

    def quality(self) -> "altair.Chart":
        """Draw the quality of articles against their heat.

        Articles without both numbers are left out, and those with one beyond 2 ** 53.

        Returns:
            A circle for each pair of numbers, with a title; where there are more than 300 pairs, a
            rectangle for each range of them.

        Raises:
            ImportError: If Altair is not installed.

        Example:
            >>> chart = Plots([Article("Tide", quality=61, heat=3)]).quality()
            >>> chart.data.values
            [{'quality': 61, 'heat': 3, 'articles': 1, 'title': 'Tide'}]
        """
        needed("altair", "plot", "Feed.plot")
        from .quality import quality

        return quality(self._articles)

    def related(self, *, top: int = 12) -> "altair.LayerChart":
        """Draw articles and their related items as a graph.

        Shown are first the articles that share related items with others, then those that have
        most; and of 30 items first those of several articles. Items are the same if they have the
        same address, or else the same title. Of an article, its first 50 items are looked at.

        Args:
            top: How many articles are shown: 1 to 30.

        Returns:
            The articles on the left, the items on the right, and lines between them.

        Raises:
            ImportError: If Altair is not installed.
            ValueError: If an argument has no value that it can have.

        Example:
            >>> type(Plots([]).related()).__name__
            'LayerChart'
        """
        needed("altair", "plot", "Feed.plot")
        from .related import related

        return related(self._articles, _checked(top, 30))


def _checked(top: int, most: int) -> int:
    if not 1 <= top <= most:
        raise ValueError(f"top: expected 1 to {most}, found {top}")
    return top
