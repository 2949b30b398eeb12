"""Tests of the report for questions and bug reports."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from vcam.diagnostics import report, without_names
from vcam.doctor import Check, check_avatars, check_folders
from vcam.engine.statistics import Statistics
from vcam.errors import AvatarFileError, PhotoRejected
from vcam.problems import KEPT_PROBLEMS, LastProblems

SECRETS = ("margarete", "aunt in the garden", "holiday.jpg", "Pictures")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of somebody, with vcam's folders in it."""
    home = tmp_path / "home" / "margarete"
    (home / "Pictures").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("VCAM_HOME", str(home / ".local" / "share" / "vcam"))
    monkeypatch.setenv("LOGNAME", "margarete")
    return home


@pytest.fixture
def problems() -> Iterator[LastProblems]:
    """Problems of vcam's own loggers."""
    kept, log = LastProblems(), logging.getLogger()
    log.addHandler(kept)
    yield kept
    log.removeHandler(kept)


def fail(home: Path) -> None:
    """What happens when a photo of the user's is no good."""
    photo = home / "Pictures" / "aunt in the garden" / "holiday.jpg"
    try:
        try:
            raise PhotoRejected(f"there is no face in {photo.name}")
        except PhotoRejected as error:
            raise AvatarFileError(f"{photo} can't be read") from error
    except AvatarFileError as error:
        logging.getLogger("vcam.avatar.store").error("making %s failed", photo, exc_info=error)
        logging.getLogger("somebody.else").warning(f"cannot open {photo}")


def test_the_report_names_nothing_of_the_users(home: Path, problems: LastProblems) -> None:
    fail(home)
    checks = [check_folders(), check_avatars()]
    checks.append(Check(name="cameras", state="note", sentence=f"the file {home}/Pictures is no camera."))
    text = report(checks, problems=problems.lines, choices={"renderer": "anchored"})
    assert [secret for secret in SECRETS if secret in text] == []
    assert str(home) not in text
    assert "vcam.avatar.store: making %s failed" in text
    assert "AvatarFileError" in text
    assert "PhotoRejected" in text
    assert "somebody.else" in text
    assert "folders: (data folder), " in text
    assert "renderer: anchored" in text


def test_versions_devices_and_timings_are_there() -> None:
    statistics = Statistics(
        running=True,
        fps_in=30.0,
        fps_rendered=29.5,
        camera_to_output_p50_ms=24.4,
        drops={"tracking": 3},
        device="CPU",
        device_reason="no GPU is needed.",
        drawing_device="CPU",
        drawing_reason="There is no GPU.",
    )
    text = report([Check(name="python", state="good", sentence="3.11.")], statistics=statistics)
    for told in ("ok    python: 3.11.", "numpy ", "30.0 in", "24 ms", "within unknown", "3 before tracking"):
        assert told in text
    assert "tracked on CPU: no GPU is needed." in text
    assert "drawn on CPU: There is no GPU." in text
    assert "not running" in report([])


def test_only_the_last_problems_are_kept(problems: LastProblems) -> None:
    log = logging.getLogger("vcam.test")
    log.info("nothing of interest")
    for number in range(KEPT_PROBLEMS + 5):
        log.warning("problem " + str(number))
    assert len(problems.lines) == KEPT_PROBLEMS
    assert problems.lines[-1].endswith(f"problem {KEPT_PROBLEMS + 4}")


def test_an_error_says_where_in_vcam_it_happened(problems: LastProblems) -> None:
    from vcam.geometry.looks import load_look

    try:
        load_look(Path("/nowhere/secret.json"))
    except Exception as error:
        logging.getLogger("vcam.test").warning("no look", exc_info=error)
    assert "ConfigError in vcam/geometry/looks.py:" in problems.lines[-1]
    assert "secret" not in problems.lines[-1]


def test_windows_paths_go_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: Path("C:\\Users\\margarete"))
    text = without_names('File "C:\\Users\\margarete\\vcam\\x.py", and C:/Users/margarete/y')
    assert text == 'File "(home)", and (home)'
