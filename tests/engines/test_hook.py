"""The hook for pre-commit, installed from a repository as its users do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from paths import PACKAGE, ROOT

NEEDED = ["pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"]
CONFIG = """\
repos:
  - repo: {repository}
    rev: {revision}
    hooks:
      - id: newsfeed-check
        files: ^_posts/
"""
GOOD = '---\ntitle: "Tide turns early"\n---\n\n'
BAD = '---\ntitle: "Tide turns early"\nwebUrl: "/tide"\n---\n\n'


def git(folder: Path, *arguments: str) -> str:
    names = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        names |= {f"GIT_{role}_NAME": "desk", f"GIT_{role}_EMAIL": "desk@daily.example"}
    run = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        run, check=True, capture_output=True, text=True, env=os.environ | names
    ).stdout.strip()


def repository(folder: Path) -> str:
    """Commit all of a folder, and return the commit."""
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=All")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A content repository that uses the hook."""
    hooks = tmp_path / "newsfeed"
    hooks.mkdir()
    shutil.copytree(PACKAGE, hooks / "src" / "newsfeed")
    for name in NEEDED:
        shutil.copyfile(ROOT / name, hooks / name)
    config = CONFIG.format(repository=hooks, revision=repository(hooks))
    site = tmp_path / "site"
    (site / "_posts").mkdir(parents=True)
    (site / ".pre-commit-config.yaml").write_text(config)
    (site / "README.md").write_text("No article.\n")
    (site / "_posts" / "good.md").write_text(GOOD)
    # `newsfeed check .` leaves it out, so the hook does too.
    (site / "_posts" / "vendor").mkdir()
    (site / "_posts" / "vendor" / "bad.md").write_text(BAD)
    return site


def test_the_hook_checks_the_articles_of_a_commit(site: Path) -> None:
    repository(site)
    passed = committed(site)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "newsfeed check...." in passed.stdout
    assert "Passed" in passed.stdout
    (site / "_posts" / "bad.md").write_text(BAD)
    git(site, "add", "--all")
    failed = committed(site)
    assert failed.returncode == 1
    assert "_posts/bad.md:3:9: NF104 webUrl: expected an absolute http or https" in failed.stdout
    assert "README.md" not in failed.stdout
    assert "vendor" not in failed.stdout


def committed(site: Path) -> subprocess.CompletedProcess[str]:
    """Run the hooks as a commit would."""
    environment = os.environ | {"PRE_COMMIT_HOME": str(site.parent / "cache")}
    run = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    return subprocess.run(
        run, check=False, capture_output=True, text=True, cwd=site, env=environment
    )
