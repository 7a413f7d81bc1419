"""Exceptions from the code of a model: a rejected value, or a fault of the code."""

import pickle
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from newsfeed import ParseError, SerializeError, parse, read, scan, serialize, write
from newsfeed.frontmatter.origin import origin_of
from newsfeed.models import Model
from newsfeed.scanning.batches import batches

REJECTIONS = [
    ValueError("too hot"),
    TypeError("too hot"),
    KeyError("too hot"),
    IndexError("too hot"),
    ZeroDivisionError("too hot"),
    OverflowError("too hot"),
    AssertionError("too hot"),
    UnicodeError("too hot"),
]
FAULTS = [
    AttributeError("no such attribute"),
    NameError("no such name"),
    RuntimeError("stopped"),
    RecursionError("too deep"),
    NotImplementedError("later"),
    OSError("no such file"),
    ImportError("no such module"),
    Exception("anything"),
]
TEXTS = ["---\ntitle: Rain\n---\n", "---\ntitle: 'Rain'\n---\n"]


class Places:
    """The places of a model at which its code may run."""

    @staticmethod
    def hook(action: Callable[[], None]) -> type[Any]:
        @attrs.define
        class Note:
            title: str

            def __attrs_post_init__(self) -> None:
                action()

        return Note

    @staticmethod
    def validator(action: Callable[[], None]) -> type[Any]:
        @attrs.define
        class Note:
            title: str = attrs.field(validator=lambda *_: action())

        return Note

    @staticmethod
    def converter(action: Callable[[], None]) -> type[Any]:
        def convert(title: str) -> str:
            action()
            return title

        @attrs.define
        class Note:
            title: str = attrs.field(converter=convert)

        return Note

    @staticmethod
    def factory(action: Callable[[], None]) -> type[Any]:
        @attrs.define
        class Note:
            title: str
            width: int = attrs.field(factory=action)  # type: ignore[assignment]

        return Note


# A rejection of a field is reported at its value, any other at the opening delimiter.
POSITIONS: dict[Any, str] = {
    Places.hook: "1:1: ",
    Places.validator: "2:8: title: ",
    Places.converter: "2:8: title: ",
    Places.factory: "1:1: ",
}
EVERY_PLACE = list(POSITIONS)


def raising(error: Exception) -> Callable[[], None]:
    def action() -> None:
        raise error

    return action


@pytest.mark.parametrize("text", TEXTS, ids=["canonical", "hand-written"])
@pytest.mark.parametrize("place", EVERY_PLACE, ids=lambda place: place.__name__)
def test_a_rejected_value_is_a_parse_error_with_its_cause(
    place: Callable[[Callable[[], None]], type[Model]], text: str
) -> None:
    for error in REJECTIONS:
        with pytest.raises(ParseError) as caught:
            parse(text, model=place(raising(error)), path="rain.md")
        assert caught.value.__cause__ is error
        assert str(caught.value).startswith(f"rain.md:{POSITIONS[place]}{error}\n")
        shown = "".join(traceback.format_exception(caught.value))
        assert "raise error" in shown
        assert pickle.loads(pickle.dumps(caught.value)).problems == caught.value.problems


@pytest.mark.parametrize("text", TEXTS, ids=["canonical", "hand-written"])
@pytest.mark.parametrize("place", EVERY_PLACE, ids=lambda place: place.__name__)
def test_a_fault_is_raised_as_it_is_with_a_note_that_names_the_file(
    place: Callable[[Callable[[], None]], type[Model]], text: str, tmp_path: Path
) -> None:
    path = tmp_path / "rain.md"
    path.write_text(text)
    for fault in FAULTS:
        for call in (
            lambda model: parse(text, model=model, path=path),
            lambda model: read(path, model=model),
            lambda model: list(scan(path, model=model, on_error="collect")),
        ):
            error = type(fault)(*fault.args)
            with pytest.raises(type(fault)) as caught:
                call(place(raising(error)))
            assert caught.value is error
            assert error.__notes__ == [f"while reading {path}"]


def test_a_rejection_without_words_is_named_by_its_type() -> None:
    with pytest.raises(ParseError, match=r"^<text>:1:1: AssertionError\n"):
        parse(TEXTS[0], model=Places.hook(raising(AssertionError())))


def test_without_a_file_there_is_no_note() -> None:
    error = AttributeError("no such attribute")
    with pytest.raises(AttributeError) as caught:
        parse(TEXTS[0], model=Places.hook(raising(error)))
    assert not hasattr(caught.value, "__notes__")


def test_an_interruption_is_never_caught() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    for place in EVERY_PLACE:
        with pytest.raises(KeyboardInterrupt):
            parse(TEXTS[0], model=place(interrupt))


@attrs.define
class Switched:
    """A model whose code fails while `faults` has an exception."""

    title: str
    faults: ClassVar[list[Exception]] = []

    def __attrs_post_init__(self) -> None:
        for fault in self.faults:
            raise fault


@pytest.fixture
def switched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, list[Exception]]:
    path = tmp_path / "rain.md"
    path.write_text(TEXTS[1])
    note = read(path, model=Switched)
    note.title = "Sun"
    faults: list[Exception] = []
    monkeypatch.setattr(Switched, "faults", faults)
    return note, faults


def test_a_fault_while_writing_is_raised_with_a_note(switched: tuple[Any, list[Exception]]) -> None:
    note, faults = switched
    path = origin_of(note).path
    faults.append(NameError("no such name"))
    for call in serialize, write:
        faults[0].__notes__ = []
        with pytest.raises(NameError) as caught:
            call(note)
        assert caught.value is faults[0]
        assert caught.value.__notes__ == [f"while serializing {path}"]
    assert path is not None
    assert path.read_text() == TEXTS[1]


def test_a_rejection_while_writing_is_a_serialize_error_with_its_cause(
    switched: tuple[Any, list[Exception]],
) -> None:
    note, faults = switched
    faults.append(ValueError("too wet"))
    for call in serialize, write:
        with pytest.raises(SerializeError, match=r"line 1, column 1: too wet$") as caught:
            call(note)
        assert caught.value.__cause__ is faults[0]


@attrs.define
class Rejecting:
    title: str = attrs.field(validator=lambda *_: int("wet"))


def test_a_scan_keeps_the_cause(tmp_path: Path) -> None:
    (tmp_path / "rain.md").write_text(TEXTS[0])
    found = scan(tmp_path, model=Rejecting, on_error="collect")
    assert list(found) == []
    assert [type(error.__cause__) for error in found.errors] == [ValueError]


def test_a_fault_names_the_file_also_where_instances_have_no_path(tmp_path: Path) -> None:
    (tmp_path / "rain.md").write_text(TEXTS[0])
    error = NameError("no such name")
    (batch,) = batches(tmp_path, size=10)
    with pytest.raises(NameError) as caught:
        list(batch.articles(Places.hook(raising(error))))
    assert caught.value.__notes__ == [f"while reading {tmp_path / 'rain.md'}"]


def test_a_fault_while_a_new_file_is_written_names_it(tmp_path: Path) -> None:
    error = NameError("no such name")
    faulty = Places.hook(raising(error))
    made: Any = object.__new__(faulty)
    made.title = "Rain"
    with pytest.raises(NameError) as caught:
        write(made, tmp_path / "new.md")
    assert caught.value.__notes__ == [f"while writing {tmp_path / 'new.md'}"]
    assert list(tmp_path.iterdir()) == []
