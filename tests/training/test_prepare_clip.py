"""One clip: what its file holds, and what is said about clips of no use."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from moving_faces import face_picture, moved, write_moving_face, write_pictures

from vcam.errors import TrainingError
from vcam.landmarks.keypoints68 import keypoints_68
from vcam.landmarks.official_crop import Crop, cut, normalise
from vcam.training.preparation.clip import Job, Tools, prepare_clip
from vcam.training.preparation.clip_file import read_frame, read_record
from vcam.training.preparation.records import ClipRecord, PrepareSettings, clip_path
from vcam.training.preparation.sources import Source, find_sources

SETTINGS = PrepareSettings(side=128)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools.load()


def prepare(path: Path, out: Path, tools: Tools, *, still: bool = False, **settings: Any) -> ClipRecord:
    source = Source(id=path.stem, person="someone", path=path, still=still)
    job = Job(source=source, out=out, settings=replace(SETTINGS, **settings))
    return prepare_clip(job, tools, lambda: None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, astronaut: Any, tools: Tools) -> tuple[Path, ClipRecord]:
    folder = tmp_path_factory.mktemp("made")
    clip = write_moving_face(folder / "walk.mp4", astronaut.photo)
    record = prepare(clip, folder, tools)
    return clip_path(folder, "walk"), record


def test_the_record_says_what_the_clip_is(made: tuple[Path, ClipRecord]) -> None:
    path, record = made
    assert record.frames == 6
    assert record.fps == 10
    assert record.problem == ""
    assert record.skipped == {}
    assert read_record(path) == record


def test_stored_frames_are_the_crop_of_the_source(made: tuple[Path, ClipRecord], astronaut: Any) -> None:
    path, record = made
    left, top, side = record.crop
    for place in (0, 3, 5):
        stored = read_frame(path, place)
        assert stored.image.shape == (128, 128, 3)
        picture = moved(face_picture(astronaut.photo), place)
        expected = cut(picture, Crop(left=left, top=top, side=side), 128)
        assert np.abs(stored.image.astype(int) - expected).mean() < 4


def test_landmarks_and_keypoints_lie_on_the_stored_face(made: tuple[Path, ClipRecord], tools: Tools) -> None:
    for place in (0, 4):
        stored = read_frame(made[0], place)
        found = tools.tracker.detect_all(stored.image)[0]
        assert np.abs(found.points - stored.points)[:, :2].mean() < 1.5
        whole = Crop(left=0, top=0, side=128)
        assert np.allclose(normalise(keypoints_68(stored.points), whole), stored.keypoints, atol=1e-4)


def test_the_mask_is_the_person(made: tuple[Path, ClipRecord]) -> None:
    stored = read_frame(made[0], 0)
    inner = ((stored.keypoints[[30, 33, 36, 45, 62]] + 1) / 2 * 128).astype(int)
    assert all(stored.mask[y, x] > 240 for x, y in inner)
    assert stored.mask[:10, :4].mean() < 60
    assert 0.2 < (stored.mask > 127).mean() < 0.9


def test_beyond_the_picture_all_is_black_and_nobody(tmp_path: Path, astronaut: Any, tools: Tools) -> None:
    # The face touches the left edge, so that part of its square lies beyond it.
    picture = np.roll(face_picture(astronaut.photo), -70, axis=1)
    clip = write_pictures(tmp_path / "edge.mp4", [np.roll(picture, 2 * k, axis=0) for k in range(3)])
    record = prepare(clip, tmp_path, tools)
    assert record.crop[0] < -4
    beyond = int(-record.crop[0] * 128 / record.crop[2]) - 2
    stored = read_frame(clip_path(tmp_path, "edge"), 0)
    assert stored.image[:, :beyond].max() < 12
    assert stored.mask[:, :beyond].max() == 0


def test_a_picture_becomes_a_clip_of_one_frame(tmp_path: Path, astronaut: Any, tools: Tools) -> None:
    photo = tmp_path / "photo.png"
    cv2.imwrite(str(photo), cv2.cvtColor(astronaut.photo, cv2.COLOR_RGB2BGR))
    record = prepare(photo, tmp_path, tools, still=True)
    assert (record.frames, record.fps) == (1, 0)
    assert read_frame(clip_path(tmp_path, "photo"), 0).mask.mean() > 40


def test_at_most_so_many_frames_are_kept(tmp_path: Path, astronaut: Any, tools: Tools) -> None:
    record = prepare(write_moving_face(tmp_path / "a.mp4", astronaut.photo), tmp_path, tools, most_frames=2)
    assert record.frames == 2
    assert record.skipped == {"over the limit": 4}


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"", "empty"), (b"this is a text", "not a video"), (None, "no such file|check its name")],
)
def test_a_file_that_is_no_video_is_told(
    tmp_path: Path, tools: Tools, content: bytes | None, told: str
) -> None:
    path = tmp_path / "bad.mp4"
    if content is not None:
        path.write_bytes(content)
    record = prepare(path, tmp_path, tools)
    assert record.frames == 0
    assert any(part in record.problem.lower() for part in told.split("|"))
    assert not clip_path(tmp_path, "bad").exists()


def test_a_video_that_breaks_off_gives_what_it_holds(tmp_path: Path, astronaut: Any, tools: Tools) -> None:
    # Motion JPEG in AVI can be read up to where it breaks off.
    writer = cv2.VideoWriter(
        str(tmp_path / "cut.avi"), cv2.CAP_FFMPEG, cv2.VideoWriter.fourcc(*"MJPG"), 10, (256, 256)
    )
    for k in range(8):
        writer.write(cv2.cvtColor(moved(face_picture(astronaut.photo), k), cv2.COLOR_RGB2BGR))
    writer.release()
    data = (tmp_path / "cut.avi").read_bytes()
    (tmp_path / "cut.avi").write_bytes(data[: len(data) * 5 // 8])
    assert 2 <= prepare(tmp_path / "cut.avi", tmp_path, tools).frames < 8


def test_a_clip_without_a_face_says_so(tmp_path: Path, tools: Tools) -> None:
    clip = write_pictures(tmp_path / "wall.mp4", [np.full((256, 256, 3), 90 + k, np.uint8) for k in range(3)])
    record = prepare(clip, tmp_path, tools)
    assert record.skipped == {"no face": 3}
    assert "no frame of wall.mp4 is of use (no face: 3)" in record.problem


def test_a_damaged_prepared_clip_is_told_and_made_again(tmp_path: Path, astronaut: Any, tools: Tools) -> None:
    clip = write_moving_face(tmp_path / "a.mp4", astronaut.photo, frames=3)
    prepare(clip, tmp_path, tools)
    path = clip_path(tmp_path, "a")
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(TrainingError, match="prepare the clips again"):
        read_record(path)
    with pytest.raises(TrainingError, match="prepare the clips again"):
        read_frame(path, 0)
    prepare(clip, tmp_path, tools)
    assert read_record(path).frames == 3
    with pytest.raises(TrainingError, match="can't be read"):
        read_frame(path, 3)


def test_a_real_clip_is_kept_almost_whole(shared_dir: Path, tmp_path: Path, tools: Tools) -> None:
    sources = find_sources(shared_dir / "data", splits=["heldout"])
    (source,) = (one for one in sources if "swiz3n" in one.id)
    record = prepare_clip(Job(source=source, out=tmp_path, settings=SETTINGS), tools, lambda: None)
    assert record.frames >= 0.8 * (record.frames + sum(record.skipped.values())) > 20
    stored = read_frame(clip_path(tmp_path, source.id), record.frames // 2)
    assert np.abs(stored.keypoints).max() < 0.8
    assert stored.mask[64, 64] == 255
