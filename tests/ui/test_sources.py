"""The source list shows real cameras by name, and keeps what the user chose."""

from __future__ import annotations

from pathlib import Path

from fake_engine import camera

from ui.view_models.sources import SourceChoice, file_choice, preferred, sort_dropped, source_choices


def test_virtual_cameras_are_hidden_and_namesakes_numbered() -> None:
    cameras = [
        camera("Cam", 0),
        camera("Cam", 2),
        camera("OBS Virtual Camera", 9, virtual=True),
        camera("Other", 4),
    ]
    choices = source_choices(cameras, ["everyday"])
    labels = [choice.label for choice in choices]
    assert labels == ["Cam (1)", "Cam (2)", "Other", "Sample motion: everyday"]
    assert [choice.kind for choice in choices] == ["camera", "camera", "camera", "motion"]


def test_a_camera_that_is_away_stays_in_the_list() -> None:
    choices = source_choices([camera("Cam", 0)], ["everyday"], "camera:/dev/video7")
    away = choices[1]
    assert (away.value, away.available) == ("/dev/video7", False)
    assert preferred(choices, "camera:/dev/video7") == away


def test_a_file_is_remembered_while_it_exists(tmp_path: Path) -> None:
    video = tmp_path / "me.mp4"
    assert file_choice(video).key not in {c.key for c in source_choices([], [], f"file:{video}")}
    video.touch()
    assert source_choices([], [], f"file:{video}")[-1] == file_choice(video)


def test_the_first_camera_is_preferred_to_the_motion() -> None:
    motion = SourceChoice(kind="motion", value="everyday", label="Sample")
    cam = SourceChoice(kind="camera", value="x", label="Cam")
    assert preferred([motion, cam], "") == cam
    assert preferred([motion], "") == motion
    assert preferred([motion, cam], motion.key) == motion
    assert preferred([], "camera:x") is None


def test_dropped_files_are_sorted_by_what_they_are() -> None:
    paths = [Path(name) for name in ("a.JPG", "b.mp4", "c.heic", "d.txt", "e.safetensors")]
    pictures, drivers, others = sort_dropped(paths)
    assert [path.name for path in pictures] == ["a.JPG", "c.heic"]
    assert [path.name for path in drivers] == ["b.mp4", "e.safetensors"]
    assert [path.name for path in others] == ["d.txt"]


def test_a_camera_at_another_port_is_known_by_its_name() -> None:
    choices = source_choices([camera("Desk", 0), camera("Studio", 3)], [], "camera:/dev/video1", "Studio")
    assert [choice.label for choice in choices] == ["Desk", "Studio"]
    chosen = preferred(choices, "camera:/dev/video1", "Studio")
    assert chosen is not None
    assert chosen.value == "/dev/video3"


def test_another_camera_that_took_its_port_is_not_it() -> None:
    choices = source_choices([camera("Desk", 1), camera("Studio", 3)], [], "camera:/dev/video1", "Studio")
    chosen = preferred(choices, "camera:/dev/video1", "Studio")
    assert chosen is not None
    assert chosen.label == "Studio"


def test_twins_are_told_apart_by_their_port_and_one_that_is_away_by_name() -> None:
    twins = [camera("Cam", 0), camera("Cam", 2)]
    choices = source_choices(twins, [], "camera:/dev/video2", "Cam")
    chosen = preferred(choices, "camera:/dev/video2", "Cam")
    assert chosen is not None
    assert chosen.value == "/dev/video2"
    away = source_choices([camera("Desk", 0)], [], "camera:/dev/video7", "Studio")[1]
    assert (away.label, away.available) == ("Studio (not connected)", False)
