"""Read, edit and publish articles kept as text files with YAML front matter, without loss."""

from .document import parse, serialize
from .errors import ConflictError, NewsfeedError, ParseError, Problem, SerializeError
from .files import read, write
from .models import Article, Image, Provider, RelatedItem

__all__ = [
    "Article",
    "ConflictError",
    "Image",
    "NewsfeedError",
    "ParseError",
    "Problem",
    "Provider",
    "RelatedItem",
    "SerializeError",
    "__version__",
    "parse",
    "read",
    "serialize",
    "write",
]

__version__ = "0.1.0"
