"""Read, edit and publish articles kept as text files with YAML front matter, without loss."""

from .amp import amp_cache_url
from .document import parse, serialize
from .errors import ConflictError, NewsfeedError, ParseError, Problem, SerializeError
from .feed import Feed
from .files import read, write
from .models import Article, Image, Provider, RelatedItem
from .scanning import scan
from .secured import SecuredPayload
from .slugs import slug

__all__ = [
    "Article",
    "ConflictError",
    "Feed",
    "Image",
    "NewsfeedError",
    "ParseError",
    "Problem",
    "Provider",
    "RelatedItem",
    "SecuredPayload",
    "SerializeError",
    "__version__",
    "amp_cache_url",
    "parse",
    "read",
    "scan",
    "serialize",
    "slug",
    "write",
]

__version__ = "0.1.0"
