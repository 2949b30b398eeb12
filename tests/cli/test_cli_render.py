"""Rendering, recording motion and running live by the command line, with real pictures and files."""

import json
import os
import signal
import subprocess
import sys
import time

import av
import cv2
import numpy as np
import pytest
from engine_fakes import until

from vcam.avatar.photo import load_photo
from vcam.avatar.shipped import shipped_photo
from vcam.capture.motion import MotionTrack, load_motion, save_motion
from vcam.cli.main import main
from vcam.engine.offline import RenderSummary
from vcam.geometry.skeleton import skeleton_of
from vcam.landmarks.face_mesh import FaceMeshTracker

FRAMES, FPS = 12, 30.0


@pytest.fixture(scope="module")
def track():
    """The shipped portrait's landmarks, swaying to the side."""
    image = load_photo(shipped_photo("astronaut")).rgb
    tracker = FaceMeshTracker()
    points = tracker.track(image).points
    tracker.close()
    sway = np.zeros((FRAMES, 1, 3), np.float32)
    sway[:, 0, 0] = 12 * np.sin(np.linspace(0, 3, FRAMES))
    return MotionTrack(points=points[None] + sway, fps=FPS, image_size=(image.shape[1], image.shape[0]))


@pytest.fixture
def motion(track, tmp_path):
    """That track as a file."""
    path = tmp_path / "sway.safetensors"
    save_motion(track, path)
    return path


def render(motion, output, *more):
    return main(["render", "--avatar", "astronaut", "--driver", str(motion), "--output", str(output), *more])


def frames_of(path):
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        return len(list(container.decode(stream))), float(stream.average_rate), (stream.width, stream.height)


def leftovers(folder):
    return [path.name for path in folder.rglob("*") if ".part" in path.name]


def test_a_folder_gets_one_picture_a_driving_frame_in_the_photos_own_size(motion, tmp_path, capsys):
    output = tmp_path / "frames"
    assert (
        render(motion, output, "--framing", "photo", "--motion", "absolute", "--no-smoothing", "--json") == 0
    )
    pictures = [cv2.imread(str(path)) for path in sorted(output.glob("*.png"))]
    photo = cv2.cvtColor(load_photo(shipped_photo("astronaut")).rgb, cv2.COLOR_RGB2BGR)
    assert len(pictures) == FRAMES
    assert all(picture.shape == photo.shape for picture in pictures)
    # The first row is the photo's own pose, the middle one is not.
    assert np.abs(pictures[0].astype(int) - photo).mean() < 1.5
    assert np.abs(pictures[FRAMES // 2].astype(int) - photo).mean() > 1.5
    summary = json.loads(capsys.readouterr().out)
    assert (summary["frames"], summary["faces"]) == (FRAMES, FRAMES)


def test_a_video_has_the_drivers_rate_and_the_wanted_size(motion, tmp_path, capsys):
    output = tmp_path / "new" / "a.mp4"
    assert (
        render(motion, output, "--size", "320x240", "--background", "#00ff00", "--edits", "yaw=5,zoom=0.6")
        == 0
    )
    assert frames_of(output) == (FRAMES, FPS, (320, 240))
    assert str(output) in capsys.readouterr().out


def test_another_rate_keeps_the_speed(motion, tmp_path):
    output = tmp_path / "a.mp4"
    assert render(motion, output, "--size", "128", "--fps", "60") == 0
    count, rate, _ = frames_of(output)
    assert rate == 60
    assert count / rate == pytest.approx(FRAMES / FPS, abs=0.04)


def test_a_photo_of_odd_size_keeps_it_as_pictures_and_loses_a_pixel_as_video(motion, tmp_path):
    photo = tmp_path / "odd.png"
    cv2.imwrite(str(photo), cv2.imread(str(shipped_photo("astronaut")))[:411, :455])
    assert render(motion, tmp_path / "frames", "--avatar", str(photo), "--framing", "photo") == 0
    assert cv2.imread(str(tmp_path / "frames" / "000003.png")).shape == (411, 455, 3)
    assert render(motion, tmp_path / "a.mp4", "--avatar", str(photo), "--framing", "photo") == 0
    assert frames_of(tmp_path / "a.mp4")[2] == (454, 410)


def test_seconds_cut_a_clip(motion, tmp_path):
    output = tmp_path / "frames"
    assert render(motion, output, "--size", "64", "--seconds", "0.2") == 0
    assert len(list(output.glob("*.png"))) == 6


@pytest.mark.parametrize("size", ["0", "12x", "99999", "1281x720", "big"])
def test_impossible_sizes_are_wrong_usage(motion, tmp_path, size, capsys):
    assert render(motion, tmp_path / "a.mp4", "--size", size) == 2
    assert "--size" in capsys.readouterr().err
    assert not (tmp_path / "a.mp4").exists()


def no_avatar(tmp_path, motion, moving_clip):
    return ["--avatar", "nobody", "--driver", str(motion), "--output", "a.mp4"]


def no_driver(tmp_path, motion, moving_clip):
    return ["--avatar", "astronaut", "--driver", "nowhere.mp4", "--output", "a.mp4"]


def empty_driver(tmp_path, motion, moving_clip):
    (tmp_path / "empty.mp4").touch()
    return ["--avatar", "astronaut", "--driver", "empty.mp4", "--output", "a.mp4"]


def driver_without_face(tmp_path, motion, moving_clip):
    return ["--avatar", "astronaut", "--driver", str(moving_clip), "--output", "a.mp4"]


def text_as_photo(tmp_path, motion, moving_clip):
    (tmp_path / "note.png").write_text("I am no picture.")
    return ["--avatar", "note.png", "--driver", str(motion), "--output", "a.mp4"]


def impossible_ending(tmp_path, motion, moving_clip):
    return ["--avatar", "astronaut", "--driver", str(motion), "--output", "a.gif"]


def impossible_folder(tmp_path, motion, moving_clip):
    (tmp_path / "file").touch()
    return ["--avatar", "astronaut", "--driver", str(motion), "--output", "file/a.mp4"]


@pytest.mark.parametrize(
    "case",
    [
        no_avatar,
        no_driver,
        empty_driver,
        driver_without_face,
        text_as_photo,
        impossible_ending,
        impossible_folder,
    ],
)
def test_bad_input_is_one_line_and_leaves_nothing(case, motion, moving_clip, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    arguments = case(tmp_path, motion, moving_clip)
    before = sorted(tmp_path.rglob("*"))
    assert main(["render", *arguments, "--size", "64"]) == 1
    err = capsys.readouterr().err
    last = err.splitlines()[-1]
    assert last.startswith("vcam: ")
    assert "Traceback" not in err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_picture_as_driver_is_told_to_hold_no_motion(tmp_path, capsys):
    assert render(shipped_photo("astronaut"), tmp_path / "frames", "--size", "64") == 0
    assert "--motion absolute" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interrupt_leaves_no_half_video(track, tmp_path, number, code):
    long = MotionTrack(points=np.tile(track.points, (100, 1, 1)), fps=FPS, image_size=track.image_size)
    save_motion(long, tmp_path / "long.safetensors")
    output = tmp_path / "a.mp4"
    output.write_bytes(b"before")
    command = ["render", "-a", "astronaut", "-d", str(tmp_path / "long.safetensors"), "-o", str(output)]
    process = subprocess.Popen(
        [sys.executable, "-m", "vcam", *command], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    deadline_s = time.monotonic() + 60
    while not leftovers(tmp_path) and process.poll() is None and time.monotonic() < deadline_s:
        time.sleep(0.02)
    assert leftovers(tmp_path), "the video was never begun"
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    assert process.returncode == code
    assert "Traceback" not in err
    assert leftovers(tmp_path) == []
    assert output.read_bytes() == b"before"


def test_motion_is_recorded_and_drives(tmp_path, capsys):
    output = tmp_path / "still.npz"
    assert main(["motion", "record", str(shipped_photo("astronaut")), "-o", str(output)]) == 0
    assert len(load_motion(output)) == 1
    assert "1 of 1 frames" in capsys.readouterr().out
    assert render(output, tmp_path / "frames", "--size", "64") == 0


def test_a_recording_holds_no_shape_unless_asked_and_old_ones_are_converted(track, tmp_path, capsys):
    save_motion(track, tmp_path / "old.safetensors")
    output = tmp_path / "new.safetensors"
    assert main(["motion", "convert", str(tmp_path / "old.safetensors"), "-o", str(output)]) == 0
    assert f"a face in {FRAMES} of them" in capsys.readouterr().out
    plain = load_motion(output)
    assert plain.neutral is not None
    assert render(output, tmp_path / "frames", "--size", "64") == 0
    photo = str(shipped_photo("astronaut"))
    for name, options in (("kept.npz", ["--keep-shape"]), ("plain.npz", [])):
        assert main(["motion", "record", photo, "-o", str(tmp_path / name), *options]) == 0
    shapes = [skeleton_of(load_motion(tmp_path / name).points[0]).shape for name in ("kept.npz", "plain.npz")]
    nobody = skeleton_of(plain.neutral.points).shape
    assert np.abs(shapes[1] - nobody).max() < 0.01 < np.abs(shapes[0] - nobody).max()


def test_convert_wants_the_name_of_a_motion(motion, tmp_path, capsys):
    assert main(["motion", "convert", str(motion), "-o", str(tmp_path / "a.mp4")]) == 2
    assert main(["motion", "convert", str(tmp_path / "absent.npz"), "-o", str(tmp_path / "a.npz")]) == 1
    assert "absent.npz" in capsys.readouterr().err


def test_motion_without_a_face_is_refused(moving_clip, tmp_path, capsys):
    assert main(["motion", "record", str(moving_clip), "-o", str(tmp_path / "a.npz")]) == 1
    assert "no face" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_run_records_a_live_session(motion, tmp_path, capsys):
    output = tmp_path / "live.mp4"
    options = ["--virtual-camera", "none", "--record", str(output), "--size", "160x120", "--seconds", "2"]
    assert main(["run", "-a", "astronaut", "--camera", str(motion), *options, "--json"]) == 0
    statistics = json.loads(capsys.readouterr().out)
    assert statistics["frames"]["rendered"] > 10
    assert statistics["outputs"][0]["written"] > 10
    assert frames_of(output)[2] == (160, 120)


def test_run_tells_a_missing_camera(tmp_path, capsys):
    options = ["--virtual-camera", "none", "--record", str(tmp_path / "a.mp4")]
    assert main(["run", "-a", "astronaut", "--camera", "/dev/video987", *options]) == 1
    assert "/dev/video987" in capsys.readouterr().err.splitlines()[-1]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="device paths are Linux's")
def test_run_tells_a_missing_virtual_camera(motion, capsys):
    assert main(["run", "-a", "astronaut", "--camera", str(motion), "--virtual-camera", "/dev/video987"]) == 1
    assert "v4l2loopback" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise on Windows")
def test_ctrl_c_ends_run_and_keeps_the_recording(motion, tmp_path):
    output = tmp_path / "live.mp4"
    options = ["--virtual-camera", "none", "--record", str(output), "--size", "640x360"]
    process = subprocess.Popen(
        [sys.executable, "-m", "vcam", "run", "-a", "astronaut", "--camera", str(motion), *options],
        stderr=subprocess.PIPE,
        text=True,
        env=dict(os.environ),
    )
    assert "is live" in process.stderr.readline()
    until(lambda: any(path.stat().st_size > 20_000 for path in tmp_path.glob("*live*")), timeout_s=60)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in err
    assert frames_of(output)[0] > 1


def test_demo_writes_a_video_and_a_sheet(motion, tmp_path, capsys):
    output = tmp_path / "demo.mp4"
    assert main(["demo", "--output", str(output), "--driver", str(motion), "--size", "320x180"]) == 0
    assert frames_of(output) == (FRAMES, FPS, (320, 180))
    sheet = cv2.imread(str(tmp_path / "demo.png"))
    assert sheet.shape[1] > 4 * 320
    out = capsys.readouterr().out
    assert str(output) in out
    assert str(tmp_path / "demo.png") in out


@pytest.mark.parametrize(
    ("options", "smoothed"),
    [
        ((), True),
        (("--motion", "absolute"), False),
        (("--motion", "absolute", "--smoothing"), True),
        (("--no-smoothing",), False),
    ],
)
def test_absolute_motion_is_not_smoothed_unless_asked(monkeypatch, tmp_path, options, smoothed):
    seen = []

    def note_settings(**given):
        seen.append(given["settings"])
        return RenderSummary(frames=1, faces=1, width=2, height=2, fps=1, seconds=0)

    monkeypatch.setattr("vcam.cli.render.render_files", note_settings)
    assert main(["render", "-a", "astronaut", "-d", "everyday", "-o", str(tmp_path / "f"), *options]) == 0
    assert seen[0].smoothing.enabled is smoothed
