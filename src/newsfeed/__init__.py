"""Read, edit and publish text files with YAML front matter, without loss."""

import importlib
import typing

from .document import Document, canonicalize, parse, serialize
from .errors import ConflictError, NewsfeedError, ParseError, Problem, SerializeError
from .files import read, write
from .models import Article, Image, Provider, RelatedItem
from .news.amp import amp_cache_url
from .news.payload import SecuredPayload
from .news.slug import slug

__all__ = [
    "Article",
    "ConflictError",
    "Document",
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
    "canonicalize",
    "parse",
    "read",
    "scan",
    "serialize",
    "slug",
    "write",
]

__version__ = "0.1.0"

# Imported lazily, so that `import newsfeed` stays fast for those who read one file.
_LATER = {"Feed": ".feed", "scan": ".scanning"}
_PACKAGES = ("checks", "dask", "export", "plot", "spark", "tables")

if typing.TYPE_CHECKING:
    from . import checks as checks
    from . import dask as dask
    from . import export as export
    from . import plot as plot
    from . import spark as spark
    from . import tables as tables
    from .feed import Feed
    from .scanning import scan
else:  # hidden from type checkers: a module __getattr__ makes every attribute look valid

    def __getattr__(name: str) -> object:
        if name in _PACKAGES:
            return importlib.import_module(f".{name}", __name__)
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = getattr(importlib.import_module(_LATER[name], __name__), name)
        return globals()[name]


def __dir__() -> list[str]:
    return sorted([*__all__, *_PACKAGES, "errors", "frontmatter"])
