"""The conversion methods of a feed: to and from Arrow, pandas, Polars and Parquet."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from .._util.extras import import_extra
from .._util.garbage import gc_paused
from ..document import AnyPath
from ..errors import ParseError
from ..models import Article, Model
from ..scanning import Scan

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from ..feed import Feed


ExtraColumns = Literal["raise", "ignore", "extra"]
"""What becomes of the columns of a table that a model has no fields for."""


class Tabular:
    """Base class of `Feed` with its conversions to and from tables.

    The columns are the fields under their Python names, such as `published_date_time`, in canonical
    order; then `extra`, `body` and `path`. A nested model is a struct, and a list of them a list of
    structs. Timestamps are in UTC with microseconds. Unknown keys, in `extra`, are JSON.

    Documents have a column for each key whose values are of one kind, in the order of their first
    appearance. The other keys are in `extra`.
    """

    __slots__ = ()

    if TYPE_CHECKING:  # defined by Feed
        _model: type[Any]

        def __init__(
            self, articles: Iterable[Any] = (), errors: Iterable[ParseError] = ()
        ) -> None: ...
        def __iter__(self) -> Iterator[Any]: ...

    def to_arrow(
        self, *, columns: Iterable[str] | None = None, flat: bool = False, source: bool = False
    ) -> "pyarrow.Table":
        """Return the articles as a pyarrow table.

        Args:
            columns: The names of the columns, in the order wanted; all columns by default. A name
                may be a path, such as `provider.name`, `images[].url` or `extra.author`. An unknown
                key has the type of its values, or is JSON if these are of several kinds.
            flat: Whether to make a column of each field of a nested model, such as `provider_name`.
                A list of nested models is reduced to its first item, such as `image_url`.
            source: Whether to add a column `source` with the original text of each article.

        Returns:
            A table with a row for each article.

        Raises:
            ImportError: If pyarrow is not installed.
            SerializeError: If a column cannot hold a value, such as an integer over 64 bits.
            TypeError: If the articles are of several classes, or `columns` is a string.
            ValueError: If there is no such column, or no article has a value for it.

        Example:
            >>> import newsfeed
            >>> feed = newsfeed.Feed([newsfeed.Article("Tide", extra={"author": "Ada"})])
            >>> feed.to_arrow(columns=["title", "extra.author"]).to_pylist()
            [{'title': 'Tide', 'extra.author': 'Ada'}]
        """
        import_extra("pyarrow", "arrow", "a table")
        from .rows import TableLayout, feed_table

        articles = list(self)
        return feed_table(
            articles, TableLayout(model_of(articles, self._model), columns, flat, source)
        )

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Export the table: https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __array__(self, dtype: object = None, copy: bool | None = None) -> Any:
        """Return the rows as dataclass instances, so that `pandas.DataFrame(feed)` is a table.

        With `dtype=object`, return the articles.
        """
        numpy = import_extra("numpy", "pandas", "an array")
        if dtype is not None:
            return numpy.fromiter(self, object)
        table = self.to_arrow()
        from .rows import row_instances

        return numpy.fromiter(row_instances(table), object)

    def to_pandas(
        self,
        *,
        columns: Iterable[str] | None = None,
        flat: bool = False,
        source: bool = False,
        dtypes: Literal["pyarrow", "numpy"] = "pyarrow",
    ) -> "pandas.DataFrame":
        """Return the articles as a pandas data frame.

        Args:
            columns: See `to_arrow`.
            flat: See `to_arrow`.
            source: See `to_arrow`.
            dtypes: `pyarrow` for the types of Arrow, with which nothing is lost, or `numpy` for the
                default types of pandas, with Python objects where numpy has no type: structs are
                dicts, lists are arrays, and integers with missing values are objects.

        Returns:
            A data frame with a row for each article.

        Raises:
            ImportError: If pandas or pyarrow is not installed.
            SerializeError, TypeError: See `to_arrow`.
            ValueError: See `to_arrow`; also if `dtypes` is invalid.
        """
        import_extra("pandas", "pandas", "to_pandas")
        table = self.to_arrow(columns=columns, flat=flat, source=source)
        from .rows import pandas_frame

        return pandas_frame(table, dtypes)

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
    def from_arrow(
        cls,
        table: Any,
        *,
        model: type[Model] = Article,  # type: ignore[assignment]  # the default of `Model`
        extra_columns: ExtraColumns = "raise",
    ) -> "Feed[Model]":
        """Create articles from the rows of a table.

        With a column `source`, each article has its original text: unchanged rows are written back
        byte for byte, and a change of a value in the table is an edit of that text. A field or key
        without a column keeps its value.

        Args:
            table: Any object with `__arrow_c_stream__`, as of pyarrow, Polars, pandas or DuckDB.
            model: The class of the articles. For a Document, each column is a key.
            extra_columns: `raise` an error for a column that the model has no field for, `ignore`
                it, or keep its values in `extra` under its name: `extra.author` under `author`.

        Returns:
            The articles, in row order. Without `source`, a field without a column has its default,
            and a JSON column stays text. A row with a value in the column `error`, which
            `newsfeed.dask` and `newsfeed.spark` write, is in `errors`.

        Raises:
            ImportError: If pyarrow is not installed.
            ParseError: If a text in the column `source` cannot be read into the model.
            TypeError: If the table is no table of Arrow.
            ValueError: If a column is unknown, has another type, or lacks a required value; or if
                `extra_columns` is invalid.

        Example:
            >>> import newsfeed, pyarrow
            >>> table = pyarrow.table({"title": ["Tide", "Moon"], "mood": ["calm", None]})
            >>> [each.extra for each in newsfeed.Feed.from_arrow(table, extra_columns="extra")]
            [{'mood': 'calm'}, {}]
        """
        import_extra("pyarrow", "arrow", "from_arrow")
        from .reading import read_rows

        rows = Scan(read_rows(table, model, extra_columns), "collect")
        with gc_paused():
            made: Any = cls(list(rows), rows.errors)
        made._model = model
        return made  # type: ignore[no-any-return]

    @classmethod
    def from_parquet(
        cls,
        path: AnyPath,
        *,
        columns: Iterable[str] | None = None,
        model: type[Model] = Article,  # type: ignore[assignment]  # the default of `Model`
        extra_columns: ExtraColumns = "raise",
    ) -> "Feed[Model]":
        """Create articles from the rows of a Parquet file: see `from_arrow`.

        Args:
            path: A Parquet file, or a folder of them. Names of folders in it, such as
                `category=Sea`, are the values of fields that the files have no column for.
            columns: The names of the columns to read; all columns by default.
            model: The class of the articles.
            extra_columns: See `from_arrow`. Folders whose names are no fields are kept only by
                `extra`; they are keys of documents unless there is a column `source`.

        Returns:
            The articles, in row order.

        Raises:
            ImportError: If pyarrow is not installed.
            OSError: If the file cannot be read.
            ValueError: See `from_arrow`; also if the file is not a Parquet file.
        """
        import_extra("pyarrow.parquet", "arrow", "from_parquet")
        from .parquet import read_table

        table = read_table(path, columns, model, extra_columns)
        return cls.from_arrow(table, model=model, extra_columns=extra_columns)


def model_of(articles: Sequence[Any], model: type[Any]) -> type[Any]:
    """Return the class of articles, or `model` without any; TypeError if they are of several."""
    models = set(map(type, articles)) or {model}
    if len(models) > 1:
        names = ", ".join(sorted(model.__name__ for model in models))
        raise TypeError(f"expected articles of one class, found {names}")
    return models.pop()
