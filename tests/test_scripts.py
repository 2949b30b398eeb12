"""run.sh's set-up: no second installation, and nothing destroyed that it did not make."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = ("setup.cfg", "pyproject.toml", "constraints.txt", "run.sh", "scripts/environment.sh")

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="these are shell scripts"
)


@pytest.fixture
def checkout(tmp_path):
    """The scripts in a folder of their own, with an environment that only looks like one."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "vcam").write_text('#!/bin/sh\necho "vcam was called with: $*"\n')
    (programs / "python").write_text('#!/bin/sh\nexec python3 "$@"\n')
    for program in programs.iterdir():
        program.chmod(0o755)
    return tmp_path


def run(checkout, *arguments, **variables):

    return subprocess.run(
        ["bash", str(checkout / "run.sh"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DISPLAY": "", "WAYLAND_DISPLAY": "", "PYTHON": "", **variables},
    )


def mark_installed(checkout):
    script = 'root="$1"; . "$root/scripts/environment.sh"; fingerprint >"$venv/vcam-installed"'
    subprocess.run(["bash", "-euc", script, "bash", str(checkout.resolve())], check=True)


def test_a_second_start_installs_nothing(checkout):
    mark_installed(checkout)
    done = run(checkout, "render", "--size", "a b")
    assert (done.returncode, done.stdout) == (0, "vcam was called with: render --size a b\n")
    assert done.stderr == ""


@pytest.mark.skipif(sys.platform == "darwin", reason="a Mac has a display")
def test_without_a_display_it_makes_a_demo(checkout):
    mark_installed(checkout)
    done = run(checkout)
    assert done.stdout == "vcam was called with: demo\n"
    assert "no display" in done.stderr


def test_a_foreign_environment_is_refused_and_kept(checkout):
    (checkout / ".venv" / "precious").write_text("mine")
    done = run(checkout, "--version")
    assert done.returncode == 1
    assert "was not made by vcam" in done.stderr
    assert (checkout / ".venv" / "precious").read_text() == "mine"


def test_changed_requirements_count_as_not_installed(checkout):
    mark_installed(checkout)
    with (checkout / "setup.cfg").open("a") as file:
        file.write("# changed\n")
    assert "Setting up vcam" in run(checkout, "--version").stderr


def test_an_impossible_python_is_told(checkout):
    done = run(checkout, "--version", PYTHON="no-such-python")
    assert done.returncode == 1
    assert "no-such-python" in done.stderr


@pytest.mark.parametrize("name", ["run.sh", "test.sh", "scripts/environment.sh", ".ci/run"])
def test_scripts_are_well_formed(name):
    subprocess.run(["bash", "-n", str(ROOT / name)], check=True)
