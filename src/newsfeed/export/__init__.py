"""Export articles as Atom, RSS, JSON Feed, JSON-LD or JSON API; export models as JSON Schema."""

from .api import api_item, api_page, to_json
from .feeds import atom, rss
from .jsonfeed import json_feed
from .jsonld import json_ld, json_ld_graph, json_ld_script
from .reading import from_api
from .schema import json_schema

__all__ = [
    "api_item",
    "api_page",
    "atom",
    "from_api",
    "json_feed",
    "json_ld",
    "json_ld_graph",
    "json_ld_script",
    "json_schema",
    "rss",
    "to_json",
]
