"""`--model`: the classes that it accepts; other models in `check`, `show` and `new`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
from command import lay, run, run_process
from shops import TEA, in_shop


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The working folder, with modules, and files of their models."""
    for _ in in_shop(tmp_path, monkeypatch):
        yield tmp_path


# Which classes


@pytest.mark.parametrize("name", ["shop:Tea", "shop:Shop", "shop:Shop.Owner", "shop:Sale"])
def test_a_dataclass_an_attrs_class_and_a_pydantic_model_are_models(name: str) -> None:
    done = run("schema", "--model", name)
    assert json.loads(done.out)["title"] == name.rpartition(":")[2].rpartition(".")[2]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "expected article, document or package.module:Class, found ''"),
        ("shop", "expected article, document or package.module:Class, found 'shop'"),
        (":Tea", "found ':Tea'"),
        ("shop:", "found 'shop:'"),
        ("nowhere:Tea", "cannot use nowhere:Tea: ModuleNotFoundError: No module named 'nowhere'"),
        ("shop.deep:Tea", "No module named 'shop.deep'; 'shop' is not a package"),
        (".shop:Tea", "cannot use .shop:Tea: "),
        ("shop:Coffee", "module 'shop' has no attribute 'Coffee'"),
        ("shop:Tea.Leaf", "cannot use shop:Tea.Leaf: AttributeError: "),
        (
            "shop:number",
            "expected an attrs class, a dataclass or a pydantic model as model, found 3",
        ),
        ("shop:Unresolved", "expected an attrs class, a dataclass or a pydantic model as model"),
        ("shop:Slots", "define it with weakref_slot=True, or give it the fields source and path"),
        ("raises:Tea", "cannot use raises:Tea: RuntimeError: out of tea"),
        ("exits:Tea", "cannot use exits:Tea: SystemExit: 3"),
        ("broken:Tea", "cannot use broken:Tea: SyntaxError: "),
    ],
)
@pytest.mark.parametrize("command", ["check", "show", "convert", "stats"])
def test_what_is_no_model_is_a_wrong_command(command: str, name: str, said: str) -> None:
    done = run(command, "teas/a.md", "--model", name, code=2)
    assert "Invalid value for '--model': " in done.err
    assert said in done.err


def test_an_installed_module_wins_and_imports_nothing_from_the_working_folder() -> None:
    lay(Path(), {"newsfeed/__init__.py": "raise SystemExit(3)\n"})
    before = [*sys.path]
    assert '"title": "Image"' in run("schema", "--model", "newsfeed:Image").out
    assert sys.path == before


def test_workers_find_the_class_in_the_working_folder(folder: Path) -> None:
    code = (
        "import multiprocessing, newsfeed.__main__\n"
        "multiprocessing.set_start_method('spawn')\n"
        "newsfeed.__main__.main()"
    )
    convert = ["convert", "teas", "-o", "a.parquet", "--workers", "2", "--model", "shop:Tea"]
    done = run_process("-c", code, *convert, cwd=folder, program=(sys.executable,))
    assert done.err == "2 articles written to a.parquet, 0 failed.\n"
    assert pyarrow.parquet.read_table("a.parquet")["color"].to_pylist() == ["blue", "red"]


def test_a_project_chooses_between_the_models_of_the_library_only() -> None:
    lay(Path(), {"pyproject.toml": '[tool.newsfeed]\nmodel = "document"\n'})
    assert run("show", "notes/b.md", "--json").out == '{\n  "body": "Hi\\n"\n}\n'
    assert "NF002" in run("check", "notes/b.md", "--model", "article", code=1).out
    for value in ('"shop:Tea"', '["document"]', '"Article"'):
        lay(Path(), {"pyproject.toml": f"[tool.newsfeed]\nmodel = {value}\n"})
        done = run("schema", code=2)
        assert "pyproject.toml: tool.newsfeed.model: expected article or document (" in done.err
        assert "shop" not in sys.modules


# check


def test_rules_apply_to_the_fields_that_a_model_has() -> None:
    done = run("check", "teas", "--model", "shop:Tea", code=1)
    assert done.out == (
        "teas/a.md:2:8: NF103 title: expected plain text, found the entity &amp;; write &\n"
        "    title: Black &amp; tea\n           ^\nFound 1 problem in 1 file (2 checked).\n"
    )
    assert "NF103" in run("check", "-", "--model", "document", stdin=TEA.encode(), code=1).out


def test_what_does_not_fit_a_model_is_an_error() -> None:
    done = run("check", "-", "--model", "shop:Tea", stdin=b"---\nprice: much\n---\n", code=1)
    assert "<stdin>:2:1: NF010 title: this key is missing\n" in done.out
    assert "price: expected a decimal number, found 'much'" in done.out
    assert run("check", "notes/b.md", "--model", "document").out.startswith("1 file checked")


# show


def test_a_card_of_another_model_lists_its_keys() -> None:
    lines = run("show", "teas/a.md", "--model", "shop:Tea").out.splitlines()
    assert lines[0].startswith("╭─ Black &amp; tea ─")
    assert [" ".join(line.strip("│ ").split()) for line in lines[1:-1]] == [
        "price 3.5",
        'tags ["hot", "hot", "dry"]',
        "color blue",
        "file teas/a.md",
    ]


def test_a_card_of_a_document_obeys_nothing_and_needs_no_title() -> None:
    text = '---\n"\\e[2J": "\\e[2J"\nfile: "9"\ntitle: [1]\n---\n'
    shown = run("show", "-", "--model", "document", stdin=text.encode()).out
    assert shown.startswith("╭─ [1] ─")
    assert "│ \ufffd[2J  \ufffd[2J " in shown
    assert "│ file  9 " in shown
    assert run("show", "notes/b.md", "--model", "document").out.startswith("╭───")


def test_a_model_may_bring_a_card_of_its_own() -> None:
    assert run("show", "teas/b.md", "--model", "shop:Rich").out == "<Rain>\n"


def test_json_has_a_body_if_the_model_has_one() -> None:
    data = json.loads(run("show", "teas/a.md", "--json", "--model", "shop:Tea").out)
    assert (data["price"], data["color"], data["body"]) == (3.5, "blue", "Body\n")
    assert run("show", "teas/b.md", "--json", "--model", "shop:Loop").out == (
        '{\n  "title": "Rain"\n}\n'
    )


# new


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ("document --title 3 date=2026-03-14 tags[]=x", "---\ntitle: '3'\ndate: 2026-03-14\ntags:"),
        ("document author.name=Ada body=Hi", "---\nauthor:\n  name: Ada\n---\nHi"),
        ("shop:Tea color=blue --title 3 tags=[a]", "---\ntitle: '3'\ntags:\n  - a\ncolor: blue\n"),
        ("shop:Tea --title Mint", "---\ntitle: Mint\n---\nBrew.\n"),
        ("shop:Shop number=3 owner.name=Ada", "---\nnumber: 3\nowner:\n  name: Ada\n---\n"),
        (
            "shop:Sale quality=3 published_date_time=2026-03-14T09:30:00-08:00",
            "---\npublished_date_time: 2026-03-14T09:30:00-08:00\nquality: 3.0\n",
        ),
    ],
)
def test_a_new_file_has_the_keys_of_its_model(arguments: str, text: str) -> None:
    done = run("new", "--model", *arguments.split())
    assert done.out.replace('"', "'").startswith(text.replace('"', "'"))


def test_a_model_with_a_date_of_publication_is_dated_now() -> None:
    done = run("new", "--model", "shop:Sale", "quality=1")
    assert done.out.startswith("---\npublished_date_time: 20")
    assert "publishedDateTime: 20" in run("new", "--model", "shop:Story", "--title", "a").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("document", "expected --title or FIELD=VALUE, found neither"),
        ("shop:Tea price=3", "Missing option '--title'."),
        ("shop:Shop --title Tea number=3", "--title: Shop has no field title"),
        ("shop:Tea --title Mint color=green", "color: expected red or blue, found 'green'"),
        ("shop:Sale quality=1 colour=red", "Sale has no field colour"),
    ],
)
def test_what_does_not_fit_the_model_of_a_new_file_is_a_wrong_command(
    arguments: str, said: str
) -> None:
    done = run("new", "--model", *arguments.split(), code=2)
    assert said in done.err
    assert done.out == ""


def test_a_new_file_needs_all_that_its_model_requires() -> None:
    done = run("new", "--model", "shop:Shop", "owner.name=Ada", code=1)
    assert done.err == "newsfeed: number: this key is missing\n"


def test_a_new_file_of_another_model_is_named_after_its_title_and_date() -> None:
    new = ["new", "--model", "document", "--title", "Mint tea", "-o", "notes"]
    done = run(*new, "date=2026-03-14")
    assert done.out == "notes/2026-03-14-mint-tea.md\n"
    for given in ([], ["date=soon"]):
        done = run(*new, *given, code=1)
        assert done.err == "newsfeed: the file has no date; give it a name: -o notes/NAME.md\n"
