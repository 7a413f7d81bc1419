"""Export methods for collections of articles."""

from .api import api_page
from .feeds import atom, rss
from .jsonfeed import json_feed
from .jsonld import json_ld_graph


class Exportable:
    """A base class that adds the exports of many articles to an iterable of articles."""

    __slots__ = ()

    # Plain functions become methods: `self` is their first argument, the articles.
    api_page = api_page
    atom = atom
    json_feed = json_feed
    json_ld_graph = json_ld_graph
    rss = rss
