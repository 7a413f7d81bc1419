"""What any collection of articles has as a table."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Self

from .._util.extras import needed
from .._util.garbage import uncollected
from ..files import AnyPath
from ..models import Article

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Tabular:
    """Articles as a table, and from one: a Feed is one.

    The columns are the fields by their names in Python, `published_date_time`, in canonical order;
    then `extra`, `body` and `path`. Records are structs and lists of them lists of structs.
    Timestamps are in UTC, in microseconds. Unknown keys, `extra`, are in JSON.
    """

    __slots__ = ()

    if TYPE_CHECKING:  # what a collection of articles has

        def __init__(self, articles: Iterable[Article]) -> None: ...
        def __iter__(self) -> Iterator[Article]: ...

    def to_arrow(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "pyarrow.Table":
        """Make a table of pyarrow.

        Args:
            columns: The names of the columns wanted, in that order; by default all.
            flat: Whether a record has a column for each of its fields, `provider_name`, and a list
                of records those of its first item, `image_url`.
            source: Whether the text that an article was read from has a column too.

        Returns:
            A row for each article.

        Raises:
            ImportError: If pyarrow is not installed.
            SerializeError: If a value is none that its column can hold, such as an integer of more
                than 64 bits.
            TypeError: If the articles are of several classes, or `columns` is a text.
            ValueError: If there is no such column.
        """
        needed("pyarrow", "arrow", "a table")
        from .rows import TableLayout, table_of

        articles = list(self)
        return table_of(articles, TableLayout(model_of(articles), columns, flat, source))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the table over: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "pandas.DataFrame":
        """Make a data frame of pandas, whose columns are Arrow's, so that nothing is lost.

        Args:
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.

        Returns:
            A row for each article.

        Raises:
            ImportError: If pandas or pyarrow is not installed.
            SerializeError: If a value is none that its column can hold.
            ValueError: If there is no such column.
        """
        needed("pandas", "pandas", "to_pandas")
        table = self.to_arrow(columns=columns, flat=flat, source=source)
        from .rows import pandas_frame

        return pandas_frame(table)

    def to_polars(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "polars.DataFrame":
        """Make a data frame of Polars.

        Args:
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.

        Returns:
            A row for each article.

        Raises:
            ImportError: If Polars or pyarrow is not installed.
            SerializeError: If a value is none that its column can hold.
            ValueError: If there is no such column.
        """
        polars = needed("polars", "polars", "to_polars")
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
        """Write a Parquet file, as a whole or not at all.

        Args:
            path: The file; one that is there is replaced.
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.

        Raises:
            ImportError: If pyarrow is not installed.
            OSError: If the file cannot be written.
            SerializeError: If a value is none that its column can hold.
            ValueError: If there is no such column.
        """
        table = self.to_arrow(columns=columns, flat=flat, source=source)
        from .parquet import write_table

        write_table(table, path)

    @classmethod
    def from_arrow(cls, table: Any, *, model: type[Article] = Article) -> Self:
        """Make articles of the rows of a table.

        With a column `source` an article has the text that it was read from: it comes back byte for
        byte, and what was changed in the table is an edit of that text.

        Args:
            table: Whatever has `__arrow_c_stream__`: a table of pyarrow, a frame of Polars or
                pandas, a result of DuckDB.
            model: The class of the articles.

        Returns:
            The articles, in the order of the rows; a field without a column has its default.

        Raises:
            ImportError: If pyarrow is not installed.
            ValueError: If a column is none of an article, is of another type, or lacks a value that
                is required.
        """
        needed("pyarrow", "arrow", "from_arrow")
        from .reading import read_rows

        with uncollected():
            return cls(read_rows(table, model))

    @classmethod
    def from_parquet(
        cls,
        path: AnyPath,
        *,
        columns: Iterable[str] | None = None,
        model: type[Article] = Article,
    ) -> Self:
        """Make articles of the rows of a Parquet file: see `from_arrow`.

        Args:
            path: The file, or a folder of such files.
            columns: The names of the columns to read; by default all.
            model: The class of the articles.

        Returns:
            The articles, in the order of the rows.

        Raises:
            ImportError: If pyarrow is not installed.
            OSError: If the file cannot be read.
            ValueError: As for `from_arrow`, or if the file is no Parquet file.
        """
        parquet = needed("pyarrow.parquet", "arrow", "from_parquet")
        names = None if columns is None else list(columns)
        return cls.from_arrow(
            parquet.read_table(path, columns=names, partitioning=None), model=model
        )


def model_of(articles: Sequence[Article]) -> type[Article]:
    """Find the class of articles.

    Raises:
        TypeError: If they are of several.
    """
    models = set(map(type, articles)) or {Article}
    if len(models) > 1:
        names = ", ".join(sorted(model.__name__ for model in models))
        raise TypeError(f"expected articles of one class, found {names}")
    return models.pop()
