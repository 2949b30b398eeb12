"""The commit that a training tells."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from vcam import __version__
from vcam.training.code_version import code_version

NOBODY = ("-c", "user.name=nobody", "-c", "user.email=nobody@example.org", "-c", "commit.gpgsign=false")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in a fresh repository, committed."""
    if shutil.which("git") is None:
        pytest.skip("Git is not installed")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    package = tmp_path / "package"
    package.mkdir()
    (package / "__init__.py").write_text("")
    for command in (("init", "-q"), ("add", "package"), (*NOBODY, "commit", "-q", "-m", "first")):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    return package


def test_a_checkout_tells_its_commit_and_whether_files_differ(checkout: Path) -> None:
    asked = ["git", "rev-parse", "HEAD"]
    commit = subprocess.run(asked, cwd=checkout, capture_output=True, text=True, check=True).stdout.strip()
    assert commit.startswith(code_version(checkout))
    assert len(code_version(checkout)) >= 12
    (checkout / "__init__.py").write_text("changed = True\n")
    assert code_version(checkout) == f"{commit[:12]}-dirty"


def test_a_package_that_the_checkout_does_not_track_tells_its_version(checkout: Path, tmp_path: Path) -> None:
    other = tmp_path / "environment" / "package"
    shutil.copytree(checkout, other)
    assert code_version(other) == f"vcam {__version__}"


def test_without_git_the_version_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert code_version(tmp_path) == f"vcam {__version__}"
