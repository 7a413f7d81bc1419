"""The command itself: how it starts, its help, missing packages and shell completion.

The tests that start a process are about it: it is the installed command, or lacks a package.
"""

import re
import sys
from pathlib import Path

import click
import pytest
from command import BLANK, lay, run, run_process
from systems import posix

from newsfeed import __version__
from newsfeed.cli import newsfeed

# How it starts


def test_the_module_is_the_command(tmp_path: Path) -> None:
    lay(tmp_path, {"rain.md": '---\ntitle: Räin 雨\nexcerpt: " "\n---\n'})
    module = (sys.executable, "-m", "newsfeed")
    for arguments, code in ((["--version"], 0), (["check"], 2), (["check", "rain.md"], 1)):
        done = run(*arguments, cwd=tmp_path, code=code)
        assert run_process(*arguments, cwd=tmp_path, code=code) == done
        assert run_process(*arguments, cwd=tmp_path, code=code, program=module) == done
    assert run("--version", cwd=tmp_path).out == f"newsfeed {__version__}\n"
    assert "Usage: newsfeed" in run("wrong", cwd=tmp_path, code=2).err


@pytest.mark.parametrize("package", ["click", "pathspec", "rich"])
def test_without_a_package_the_command_says_how_to_get_it(tmp_path: Path, package: str) -> None:
    code = (
        f"import sys; sys.modules[{package!r}] = None; sys.argv = ['newsfeed', 'check', '.']\n"
        "import newsfeed.__main__; newsfeed.__main__.main()"
    )
    lay(tmp_path, {"a.md": BLANK})
    done = run_process("-c", code, cwd=tmp_path, code=2, program=(sys.executable,))
    assert "\n    pip install 'newsfeed-frontmatter[cli]'\n" in done.err
    assert done.out == ""


def test_a_fault_of_another_package_is_not_taken_for_a_missing_one(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['json'] = None\n"
        "import newsfeed.__main__\n"
        "try: newsfeed.__main__.main()\n"
        "except ModuleNotFoundError as error: print(error.name)"
    )
    assert run_process("-c", code, cwd=tmp_path, program=(sys.executable,)).out == "json\n"


# Help


def test_the_help_names_every_command() -> None:
    shown = run("--help").out
    assert run("-h").out == shown
    listed = re.findall(r"^  (\w+)  ", shown.partition("Commands:")[2], re.MULTILINE)
    commands = [
        "check",
        "convert",
        "get",
        "new",
        "rename",
        "schema",
        "set",
        "show",
        "stats",
        "unset",
    ]
    assert listed == sorted(newsfeed.commands) == commands
    assert re.search(r"\n  Example:\n    newsfeed ", shown)
    assert "..." not in shown.partition("Commands:")[2]  # every summary is complete


@pytest.mark.parametrize("name", newsfeed.commands)
def test_the_help_of_a_command_has_every_option_and_an_example(name: str) -> None:
    shown = run(name, "--help").out
    command = newsfeed.commands[name]
    context = click.Context(command, info_name=name)
    for parameter in command.get_params(context):
        for option in parameter.opts if isinstance(parameter, click.Option) else ():
            assert re.search(rf"^  .*{option}\b", shown, re.MULTILINE)
            assert parameter.help
    examples = shown.partition("\n  Example:\n")[2].partition("\n\n")[0].splitlines()
    assert examples
    assert all(line.startswith(f"    newsfeed {name} ") for line in examples)
    assert max(len(line) for line in shown.splitlines()) <= 80


# Shell completion


def offered(words: str) -> list[str]:
    """Return what bash offers after some words."""
    env = {"_NEWSFEED_COMPLETE": "bash_complete", "COMP_WORDS": words}
    return run(env=env | {"COMP_CWORD": str(words.count(" "))}).out.split()


@posix
def test_a_shell_completes_commands_and_keys() -> None:
    for shell in ("bash", "zsh", "fish"):
        script = run(env={"_NEWSFEED_COMPLETE": f"{shell}_source"})
        assert f"_NEWSFEED_COMPLETE={shell}_complete" in script.out
    assert offered("newsfeed ") == [f"plain,{name}" for name in sorted(newsfeed.commands)]
    assert offered("newsfeed s") == ["plain,schema", "plain,set", "plain,show", "plain,stats"]
    assert offered("newsfeed get ti") == ["plain,title"]
    assert offered("newsfeed set ti") == ["plain,title="]
    assert offered("newsfeed set ti=x posts/a") == ["file,posts/a"]
    assert offered("newsfeed check --form") == ["plain,--format"]
