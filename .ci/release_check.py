"""Check that what is built may be published: `make release-check`, which builds it into dist."""

import argparse
import filecmp
import os
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
DIST = ROOT / "dist"
VERSION = re.compile(r'^__version__ = "(.+)"$', re.M)
HEADING = re.compile(r"^## \[(.+?)\](?: - (\d{4}-\d\d-\d\d))?$", re.M)
CITATION = re.compile(r"^(version|date-released): \"?([^\"\n]+)\"?$", re.M)


def main() -> None:
    """Run every check; the first one that fails ends it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=sys.executable, help="what the suite runs on")
    parser.add_argument("--extras", required=True, help="which extras the suite needs")
    options = parser.parse_args()
    here = git("tag", "--points-at", "HEAD").split()
    version = check_versions(
        (ROOT / "src/newsfeed/__init__.py").read_text(encoding="utf-8"),
        (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"),
        (ROOT / "CITATION.cff").read_text(encoding="utf-8"),
        next((tag.removeprefix("v") for tag in here if tag.startswith("v")), None),
    )
    check_api(version, here)
    with tempfile.TemporaryDirectory() as folder:
        check_reproducible(Path(folder, "again"))
        check_installed(Path(folder, "installed"), options.python, options.extras)


def check_versions(package: str, changelog: str, citation: str, tag: str | None) -> str:
    """Check that package, changelog, citation and tag mean one version, and return it.

    The newest version of the changelog is that of the package. Above it there may be a section
    Unreleased, but not where the commit is tagged.
    """
    version = "".join(VERSION.findall(package))
    sections = HEADING.findall(changelog)
    texts = [text.strip() for text in HEADING.split(changelog)[3::3]]
    if sections[0][0] == "Unreleased":
        assert tag is None or not texts[0], "a release must not have changes under Unreleased"
        sections, texts = sections[1:], texts[1:]
    newest, date = sections[0]
    assert newest == version, f"the changelog is at {newest}, the package at {version}"
    assert date, f"the changelog must say when {version} was released: ## [{version}] - YYYY-MM-DD"
    assert texts[0], f"the changelog must say what {version} has"
    cited = dict(CITATION.findall(citation))
    expected = {"version": version, "date-released": date}
    assert cited == expected, f"CITATION.cff says {cited}, the changelog {expected}"
    assert tag in (None, version), f"the tag is v{tag}, the package at {version}"
    print(f"version {version} of {date}, {'tagged' if tag else 'no tag here'}")
    return version


def check_api(version: str, here: list[str]) -> None:
    """Check that a version breaks nothing public that it must not, since the tag before it.

    As long as the number of the next version is not chosen, what is broken is only told.
    """
    tags = git("tag", "--list", "v*", "--merged", "HEAD", "--sort=-version:refname").split()
    before = next((tag for tag in tags if tag not in here), None)
    if before is None:
        shallow = git("rev-parse", "--is-shallow-repository").strip() == "true"
        why = "this clone is shallow and has no tags" if shallow else "there is no tag before this"
        print(f"the API is compared with nothing: {why}")
        return
    command = [sys.executable, "-m", "griffe", "check", "newsfeed", "--search", "src"]
    found = subprocess.run([*command, "--against", before], cwd=ROOT, check=False)
    old = before.removeprefix("v")
    if found.returncode == 0:
        print(f"nothing that {before} has is broken")
    elif version == old:
        print(f"what {before} has is broken: the next version must say so by its number")
    else:
        assert may_break(old, version), f"{version} must not break what {before} has"
        print(f"{version} may break what {before} has")


def may_break(old: str, new: str) -> bool:
    """Tell whether a version may break what one before it had: as Semantic Versioning has it."""
    parts = 2 if old.startswith("0.") else 1
    return old.split(".")[:parts] != new.split(".")[:parts]


def check_reproducible(folder: Path) -> None:
    """Check that another folder at another time gives the same bytes.

    The wheel in dist was built from the source distribution, the other one from the tree.
    """
    listed = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((ROOT / name).read_bytes())
            target.chmod((ROOT / name).stat().st_mode)
    run(sys.executable, "-m", "build", "--sdist", "--wheel", folder)
    names = sorted(path.name for path in DIST.iterdir())
    assert names == sorted(path.name for path in (folder / "dist").iterdir()), names
    same, *_ = filecmp.cmpfiles(DIST, folder / "dist", names, shallow=False)
    assert same == names, f"built twice, these differ: {set(names) - set(same)}"
    print(f"built twice, the same bytes: {', '.join(names)}")


def check_installed(folder: Path, python: str, extras: str) -> None:
    """Run the suite of the source distribution, its src away, against the installed wheel."""
    (sdist,), (wheel,) = DIST.glob("*.tar.gz"), DIST.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (source,) = folder.iterdir()
    (source / "src").rename(folder / "away")
    if (ROOT.parent / "shared").is_dir():
        (folder / "shared").symlink_to(ROOT.parent / "shared", target_is_directory=True)
    run(python, "-m", "venv", folder / "venv")
    own = folder / "venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    pip = (own, "-m", "pip", "--quiet", "install")
    run(*pip, "--upgrade", "pip>=25.1")
    run(*pip, f"{wheel}[{extras}]", "--group", f"{source / 'pyproject.toml'}:engines")
    run(own, "-m", "pytest", "-n", "auto", "--dist", "worksteal", cwd=source)


def git(*arguments: str) -> str:
    """Ask git about the checkout."""
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, encoding="utf-8"
    ).stdout


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command that must succeed."""
    subprocess.run(command, cwd=cwd, check=True)


if __name__ == "__main__":
    main()
