"""The rows of a batch of files, as read by one process or by one machine of a cluster."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, make_dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import attrs
import pyarrow as pa

from .._util.garbage import gc_paused
from .._util.messages import did_you_mean, first_line
from ..errors import Code, ParseError, SerializeError, path_text, problem_at
from ..frontmatter.origin import origin_of
from ..frontmatter.schema import Type, schema_of
from ..models import Article
from ..scanning import Batch, OnError
from .arrays import FAULTS, array_of, arrow_schema, arrow_type, with_null_rows
from .columns import Column, columns_of
from .unknown import Shapes, shapes_of, type_of_shapes

if TYPE_CHECKING:
    import pandas

_ERROR = pa.field("error", pa.string())
# The number of articles in a record batch: few enough to stay in the processor's cache.
_ROWS_PER_BATCH = 1000


def column_names(columns: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the names of columns, or raise TypeError for a string."""
    if isinstance(columns, str):
        raise TypeError(f"expected names of columns in a list, found the text {columns!r}")
    return None if columns is None else tuple(columns)


@attrs.frozen
class TableLayout:
    """The arguments of `columns_of`; can be pickled, unlike columns."""

    model: type[Any] = Article
    columns: tuple[str, ...] | None = attrs.field(default=None, converter=column_names)
    flat: bool = False
    source: bool = False
    types: Mapping[str, Type] = attrs.field(factory=dict)

    def found(self) -> list[Column]:
        """Return the columns."""
        return columns_of(self.model, self.columns, self.flat, self.source, self.types)

    def schema(self, on_error: OnError = "raise") -> pa.Schema:
        """Return the Arrow schema, with a last column `error` if errors are collected."""
        schema = arrow_schema(self.found())
        if on_error == "raise":
            return schema
        if _ERROR.name in schema.names:
            raise ValueError("there is a column 'error', so that errors cannot be collected in one")
        return schema.append(_ERROR)

    @property
    def is_untyped(self) -> bool:
        """Whether types of columns follow from the values in them."""
        has_keys = self.columns is None and schema_of(self.model).is_open
        return has_keys or any(column.untyped for column in self.found())

    def shapes(self, articles: Sequence[Any]) -> dict[str, Shapes]:
        """Return the shapes of the values in untyped columns, or of all keys, by name."""
        if articles and self.columns is not None:
            untyped = (column for column in self.found() if column.untyped)
            return {column.name: shapes_of(map(column.get, articles)) for column in untyped}
        values: dict[str, list[Any]] = {}
        for article in articles:
            for key, value in article.extra.items():
                values.setdefault(key, []).append(value)
        return {key: shapes_of(found) for key, found in values.items()}

    def fitted(self, shapes: Mapping[str, Shapes], articles: Iterable[Any] = ()) -> "TableLayout":
        """Return the layout with the types of these shapes; ValueError if a column has no value."""
        for name, found in shapes.items():
            if not found and self.columns is not None:
                keys = {key for each in articles for key in getattr(each, "extra", ())}
                if name in keys:  # null in every file
                    continue
                hint = did_you_mean(name.removeprefix("extra."), keys)
                raise ValueError(f"there is no column {name!r}: no article has a value there{hint}")
        types = {name: type_of_shapes(found) for name, found in shapes.items()}
        return attrs.evolve(self, types=types)


def feed_table(articles: Sequence[Any], layout: TableLayout) -> pa.Table:
    """Return articles as a table, whose untyped columns have the types of their values."""
    if articles and layout.is_untyped:
        layout = layout.fitted(layout.shapes(articles), articles)
    return table_of(articles, layout)


def table_of(articles: Sequence[Any], layout: TableLayout) -> pa.Table:
    """Return articles as a table; raise SerializeError for a value that its column cannot hold."""
    columns, batches = layout.found(), []
    schema = arrow_schema(columns)
    for first in range(0, len(articles), _ROWS_PER_BATCH):
        some = articles[first : first + _ROWS_PER_BATCH]
        arrays = [_column(column, some) for column in columns]
        batches.append(pa.RecordBatch.from_arrays(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema)


def _column(column: Column, articles: Sequence[Any]) -> pa.Array:
    try:
        return array_of(column.type, list(map(column.get, articles)))
    except FAULTS as error:
        # Arrow's error does not say which row failed, so search each half for it.
        if middle := len(articles) // 2:
            _column(column, articles[:middle])
            _column(column, articles[middle:])
        message = f"no table holds it: expected {arrow_type(column.type)}; {first_line(error)}"
        raise SerializeError(message, column.name, origin_of(articles[0]).path) from None


def read_batch(batch: Batch, layout: TableLayout) -> tuple[pa.Table, list[ParseError | None]]:
    """Read files into a table; return it and, for each file, its error or None."""
    with gc_paused():
        outcomes = list(batch.articles(layout.model))
        try:
            table = _table(outcomes, layout)
        except SerializeError:
            # Find the articles that no table can hold, and leave them out.
            outcomes = [_checked(each, layout) for each in outcomes]
            table = _table(outcomes, layout)
    return table, [each if isinstance(each, ParseError) else None for each in outcomes]


def _table(outcomes: Sequence[Any], layout: TableLayout) -> pa.Table:
    return table_of([each for each in outcomes if not isinstance(each, ParseError)], layout)


def _checked(outcome: Any, layout: TableLayout) -> Any:
    """Return an article or its ParseError, which is a new one if no table can hold the article."""
    try:
        _table([outcome], layout)
    except SerializeError as error:
        problem = problem_at(Code.VALUE, error.message, (1, 1), (error.key,))
        return ParseError([problem], "", error.path)
    return outcome


def read_shapes(batch: Batch, layout: TableLayout) -> dict[str, Shapes]:
    """Read files for the shapes of the values in untyped columns."""
    articles = batch.articles(layout.model)
    return layout.shapes([each for each in articles if not isinstance(each, ParseError)])


def read_columns(
    batch: Batch, layout: TableLayout, names: Sequence[str], on_error: OnError
) -> pa.Table:
    """Read files into the named columns only, of which `error` is one if errors are collected."""
    # A table without columns would have no rows, so read the paths if `names` has no field.
    own = tuple(each.name for each in layout.found() if each.name in names) or ("path",)
    layout = attrs.evolve(layout, columns=own, source=False)
    table, errors = read_batch(batch, layout)
    if on_error == "raise":
        for error in filter(None, errors):
            raise error
        return table.select(names)
    # A file with a collected error has a row of nulls, except for its `path` and its `error`.
    table = with_null_rows(table, (error is None for error in errors))
    messages = [None if error is None else str(error) for error in errors]
    table = table.append_column(_ERROR, pa.array(messages, pa.string()))
    for index, column in enumerate(layout.found()):
        if column.role and column.name == "path":
            paths = [path_text(Path(path)) for path, _ in batch.files]
            table = table.set_column(index, "path", pa.array(paths, pa.string()))
    return table.select(names)


def pandas_frame(table: pa.Table, dtypes: str = "pyarrow") -> "pandas.DataFrame":
    """Return a table as a pandas data frame with the types of Arrow or those of numpy."""
    import pandas

    if dtypes == "numpy":
        # Integers with nulls become floats otherwise, which have 53 bits.
        return table.to_pandas(integer_object_nulls=True)  # type: ignore[no-any-return]
    if dtypes != "pyarrow":
        raise ValueError(f"expected dtypes 'pyarrow' or 'numpy', found {dtypes!r}")
    return table.to_pandas(types_mapper=pandas.ArrowDtype)  # type: ignore[no-any-return]


def row_instances(table: pa.Table) -> Iterator[Any]:
    """Yield the rows of a table as dataclass instances, of which pandas makes a table again."""
    # pandas has no other way in for an object that is neither a sequence nor an array.
    names = table.column_names
    attributes = [f"column_{number}" for number in range(len(names))]
    row = make_dataclass(
        "Row", attributes, bases=(SimpleNamespace,), init=False, repr=False, eq=False
    )
    for field, name in zip(fields(row), names, strict=True):
        field.name = name  # which may be no identifier, such as a key of a document
    return (row(**values) for values in table.to_pylist())
