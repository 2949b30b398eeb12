"""A whole folder: restarted, changed, killed, stopped, in several processes; and the command."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer
from moving_faces import write_moving_face
from typer.testing import CliRunner

from vcam.cli.train_prepare import prepare
from vcam.errors import ConfigError, TrainingError
from vcam.training.preparation.clip_file import read_record
from vcam.training.preparation.folder import prepare_folder
from vcam.training.preparation.records import CLIPS, INDEX, PrepareSettings, clip_path, read_index

SETTINGS = PrepareSettings(side=64)


@pytest.fixture
def clips(tmp_path: Path, astronaut: Any) -> Path:
    """Three clips of two people, one of them without any picture."""
    folder = tmp_path / "footage"
    write_moving_face(folder / "anna" / "one.mp4", astronaut.photo, frames=3)
    write_moving_face(folder / "anna" / "two.mp4", astronaut.photo, frames=3, first=3)
    write_moving_face(folder / "bert.mp4", astronaut.photo, frames=4)
    (folder / "broken.mp4").write_bytes(b"no video")
    return folder


def files(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (out / CLIPS).iterdir()}


def times(out: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in (out / CLIPS).iterdir()}


def test_the_index_lists_every_clip_and_the_report_counts(clips: Path, tmp_path: Path) -> None:
    out, news = tmp_path / "out", []
    report = prepare_folder(clips, out, SETTINGS, progress=lambda done, total: news.append((done, total)))
    assert (report.clips, report.people, report.frames, report.pictures) == (3, 2, 10, 0)
    assert list(report.unusable) == ["broken"]
    assert json.loads((out / "report.json").read_text())["frames"] == 10
    index = read_index(out)
    assert [(clip.id, clip.person, clip.frames) for clip in index.usable] == [
        ("anna__one", "anna", 3),
        ("anna__two", "anna", 3),
        ("bert", "bert", 4),
    ]
    assert "not a video" in index.clips[-1].problem
    assert all(clip.digest for clip in index.clips)
    size = sum(path.stat().st_size for path in (out / CLIPS).iterdir()) + (out / INDEX).stat().st_size
    assert report.megabytes == pytest.approx(size / 1e6, abs=0.01)
    assert [done for done, _ in news] == sorted(done for done, _ in news)
    assert news[-1][0] == news[-1][1]


def test_what_is_done_is_not_done_again(clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepare_folder(clips, out, SETTINGS)
    before, index = times(out), read_index(out)
    prepare_folder(clips, out, SETTINGS)
    assert times(out) == before
    assert read_index(out) == index


def test_a_changed_source_or_setting_is_done_again(clips: Path, tmp_path: Path, astronaut: Any) -> None:
    out = tmp_path / "out"
    prepare_folder(clips, out, SETTINGS)
    before = times(out)
    write_moving_face(clips / "bert.mp4", astronaut.photo, frames=2)
    prepare_folder(clips, out, SETTINGS)
    changed = {name for name, time in times(out).items() if time != before[name]}
    assert changed == {"bert.safetensors"}
    assert read_index(out).usable[-1].frames == 2
    prepare_folder(clips, out, PrepareSettings(side=48))
    assert all(times(out)[name] != time for name, time in before.items())
    assert read_index(out).settings.side == 48


def test_a_clip_that_was_mended_is_used(clips: Path, tmp_path: Path, astronaut: Any) -> None:
    out = tmp_path / "out"
    prepare_folder(clips, out, SETTINGS)
    write_moving_face(clips / "broken.mp4", astronaut.photo, frames=2)
    assert prepare_folder(clips, out, SETTINGS).unusable == {}


def test_clips_that_are_gone_leave_the_index(clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    prepare_folder(clips, out, SETTINGS)
    (clips / "bert.mp4").unlink()
    assert prepare_folder(clips, out, SETTINGS).people == 1
    assert "bert" not in [clip.id for clip in read_index(out).clips]


def test_two_processes_make_the_same(clips: Path, tmp_path: Path) -> None:
    prepare_folder(clips, tmp_path / "one", SETTINGS)
    prepare_folder(clips, tmp_path / "two", SETTINGS, jobs=2)
    assert read_index(tmp_path / "one") == read_index(tmp_path / "two")
    assert files(tmp_path / "one") == files(tmp_path / "two")


KILLED_WHILE_WRITING = """
import os, sys, time
from pathlib import Path
from vcam.training.preparation.folder import prepare_folder
from vcam.training.preparation.records import PrepareSettings

replace, clips = os.replace, []

def hang_at_the_third_clip(source, target):
    if str(target).endswith(".safetensors"):
        clips.append(target)
        if len(clips) == 3:
            print("writing", flush=True)
            time.sleep(600)
    replace(source, target)

os.replace = hang_at_the_third_clip
prepare_folder(Path(sys.argv[1]), Path(sys.argv[2]), PrepareSettings(side=64))
"""


def test_killed_while_it_writes_it_goes_on_where_it_was(clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-c", KILLED_WHILE_WRITING, str(clips), str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "writing\n"
        child.send_signal(signal.SIGKILL)
        child.wait()
    whole = sorted(path for path in (out / CLIPS).iterdir() if not path.name.startswith("."))
    assert [read_record(path).id for path in whole] == ["anna__one", "anna__two"]
    before = {path.name: path.stat().st_mtime_ns for path in whole}
    report = prepare_folder(clips, out, SETTINGS)
    assert report.clips == 3
    after = times(out)
    assert sorted(after) == ["anna__one.safetensors", "anna__two.safetensors", "bert.safetensors"]
    assert {name: after[name] for name in before} == before


def test_a_stopped_run_leaves_a_whole_index(clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        prepare_folder(clips, out, SETTINGS, progress=stop)
    assert [clip.id for clip in read_index(out).clips] == ["anna__one"]
    prepare_folder(clips, out, SETTINGS)
    # Stopped at once when all is done, the index still lists all.
    with pytest.raises(KeyboardInterrupt):
        prepare_folder(clips, out, SETTINGS, progress=stop)
    assert len(read_index(out).clips) == 4


def test_it_says_where_it_can_not_work(clips: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(ConfigError, match="is a file: name a folder"):
        prepare_folder(clips, tmp_path / "file", SETTINGS)
    with pytest.raises(ConfigError, match="expected 1 or more"):
        prepare_folder(clips, tmp_path / "out", SETTINGS, jobs=0)
    with pytest.raises(ConfigError, match="expected 32 to 1024"):
        PrepareSettings(side=16)
    with pytest.raises(ConfigError, match="expected 50 to 100"):
        PrepareSettings(quality=101)
    with pytest.raises(ConfigError, match="expected 2 or more"):
        PrepareSettings(most_frames=1)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"format": "other"}, "no index of prepared clips"),
        ({"version": 2}, "of version 2, expected 1"),
        ({"clips": [{"id": "x"}]}, "damaged"),
        ({"settings": {"side": 3}}, "damaged"),
    ],
)
def test_a_wrong_index_is_told(clips: Path, tmp_path: Path, change: dict[str, Any], told: str) -> None:
    prepare_folder(clips / "anna", tmp_path, SETTINGS)
    value = json.loads((tmp_path / INDEX).read_text())
    (tmp_path / INDEX).write_text(json.dumps({**value, **change}))
    with pytest.raises(TrainingError, match=told):
        read_index(tmp_path)


def run(*arguments: str) -> Any:
    app = typer.Typer()
    app.command()(prepare)
    return CliRunner().invoke(app, list(arguments))


def test_the_command_prepares_and_reports(clips: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = run("--clips", str(clips), "--out", str(out), "--side", "64")
    assert done.exit_code == 0
    assert "Prepared 3 clips (0 of them pictures) of 2 people, 10 frames" in done.stdout
    assert "Not used: broken: " in done.stderr
    done = run("--clips", str(clips), "--out", str(out), "--side", "64", "--json")
    assert json.loads(done.stdout)["frames"] == 10
    assert clip_path(out, "bert").is_file()


def test_the_command_takes_split_and_tiers_of_a_manifest(clips: Path, tmp_path: Path) -> None:
    (clips / "clips").mkdir()
    for name, source in (("a", "anna/one.mp4"), ("b", "bert.mp4")):
        (clips / source).rename(clips / "clips" / f"{name}.mp4")
    rows = "kind,id,identity,split,rights_tier\nclip,a,anna,train,A\nclip,b,bert,train,B\n"
    (clips / "manifest.csv").write_text(rows)
    arguments = ("--clips", str(clips), "--out", str(tmp_path / "out"), "--side", "64")
    assert run(*arguments, "--split", "train", "--tiers", "A, B").exit_code == 0
    assert [(c.person, c.split, c.tier) for c in read_index(tmp_path / "out").clips] == [
        ("anna", "train", "A"),
        ("bert", "train", "B"),
    ]


def test_the_command_fails_when_nothing_is_of_use(tmp_path: Path) -> None:
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "broken.mp4").write_bytes(b"no video")
    done = run("--clips", str(tmp_path / "clips"), "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "none of the clips" in str(done.exception)
    assert "Not used: broken: " in done.stderr
