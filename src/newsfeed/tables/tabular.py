"""The conversion methods of a feed: to and from Arrow, pandas, Polars and Parquet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

from .._util.extras import import_extra
from .._util.garbage import gc_paused
from ..document import AnyPath
from ..models import Article

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Tabular:
    """Base class of `Feed` with its conversions to and from tables.

    The columns are the fields under their Python names, such as `published_date_time`, in canonical
    order; then `extra`, `body` and `path`. A nested model is a struct, and a list of them a list of
    structs. Timestamps are in UTC with microseconds. Unknown keys, in `extra`, are JSON.
    """

    __slots__ = ()

    if TYPE_CHECKING:  # defined by Feed

        def __init__(self, articles: Iterable[Article]) -> None: ...
        def __iter__(self) -> Iterator[Article]: ...

    def to_arrow(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "pyarrow.Table":
        """Return the articles as a pyarrow table.

        Args:
            columns: The names of the columns, in the order wanted; all columns by default.
            flat: Whether to make a column of each field of a nested model, such as `provider_name`.
                A list of nested models is reduced to its first item, such as `image_url`.
            source: Whether to add a column `source` with the original text of each article.

        Returns:
            A table with a row for each article.

        Raises:
            ImportError: If pyarrow is not installed.
            SerializeError: If a column cannot hold a value, such as an integer over 64 bits.
            TypeError: If the articles are of several classes, or `columns` is a string.
            ValueError: If there is no such column.
        """
        import_extra("pyarrow", "arrow", "a table")
        from .rows import TableLayout, table_of

        articles = list(self)
        return table_of(articles, TableLayout(model_of(articles), columns, flat, source))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export the table: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "pandas.DataFrame":
        """Return the articles as a pandas data frame with Arrow columns, so that nothing is lost.

        Args:
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.

        Returns:
            A data frame with a row for each article.

        Raises:
            ImportError: If pandas or pyarrow is not installed.
            SerializeError, TypeError, ValueError: See `to_arrow`.
        """
        import_extra("pandas", "pandas", "to_pandas")
        table = self.to_arrow(columns=columns, flat=flat, source=source)
        from .rows import pandas_frame

        return pandas_frame(table)

    def to_polars(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "polars.DataFrame":
        """Return the articles as a Polars data frame.

        Args:
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.

        Returns:
            A data frame with a row for each article.

        Raises:
            ImportError: If Polars or pyarrow is not installed.
            SerializeError, TypeError, ValueError: See `to_arrow`.
        """
        polars = import_extra("polars", "polars", "to_polars")
        table = self.to_arrow(columns=columns, flat=flat, source=source)
        return polars.DataFrame(table)  # type: ignore[no-any-return]

    def to_parquet(
        self,
        path: AnyPath,
        *,
        columns: Iterable[str] | None = None,
        flat: bool = False,
        source: bool = False,
    ) -> None:
        """Write a Parquet file, which appears only when it is complete.

        Args:
            path: The file. An existing file is replaced.
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.

        Raises:
            ImportError: If pyarrow is not installed.
            OSError: If the file cannot be written.
            SerializeError, TypeError, ValueError: See `to_arrow`.
        """
        table = self.to_arrow(columns=columns, flat=flat, source=source)
        from .parquet import write_table

        write_table(table, path)

    @classmethod
    def from_arrow(cls, table: Any, *, model: type[Article] = Article) -> Self:
        """Create articles from the rows of a table.

        With a column `source`, each article has its original text: unchanged rows are written back
        byte for byte, and a value changed in the table is an edit of that text.

        Args:
            table: Any object with `__arrow_c_stream__`, as of pyarrow, Polars, pandas or DuckDB.
            model: The class of the articles.

        Returns:
            The articles, in row order. A field without a column has its default.

        Raises:
            ImportError: If pyarrow is not installed.
            ValueError: If a column is unknown, has another type, or lacks a required value.
        """
        import_extra("pyarrow", "arrow", "from_arrow")
        from .reading import read_rows

        with gc_paused():
            return cls(read_rows(table, model))

    @classmethod
    def from_parquet(
        cls, path: AnyPath, *, columns: Iterable[str] | None = None, model: type[Article] = Article
    ) -> Self:
        """Create articles from the rows of a Parquet file: see `from_arrow`.

        Args:
            path: A Parquet file, or a folder of them.
            columns: The names of the columns to read; all columns by default.
            model: The class of the articles.

        Returns:
            The articles, in row order.

        Raises:
            ImportError: If pyarrow is not installed.
            OSError: If the file cannot be read.
            ValueError: See `from_arrow`; also if the file is not a Parquet file.
        """
        parquet = import_extra("pyarrow.parquet", "arrow", "from_parquet")
        names = None if columns is None else list(columns)
        # No partitioning: parts of the path such as `year=2026` are not columns of an article.
        table = parquet.read_table(path, columns=names, partitioning=None)
        return cls.from_arrow(table, model=model)


def model_of(articles: Sequence[Article]) -> type[Article]:
    """Return the class of articles; raise TypeError if they are of several classes."""
    models = set(map(type, articles)) or {Article}
    if len(models) > 1:
        names = ", ".join(sorted(model.__name__ for model in models))
        raise TypeError(f"expected articles of one class, found {names}")
    return models.pop()
