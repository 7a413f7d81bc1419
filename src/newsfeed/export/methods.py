"""The exports of many articles as methods of a collection of them."""

from .api import api_page
from .feeds import atom, rss
from .jsonfeed import json_feed
from .jsonld import json_ld_graph


class Exportable:
    """An iterable of articles that has the exports of many articles as methods."""

    __slots__ = ()

    # The functions themselves: their first argument is the articles.
    api_page = api_page
    atom = atom
    json_feed = json_feed
    json_ld_graph = json_ld_graph
    rss = rss
