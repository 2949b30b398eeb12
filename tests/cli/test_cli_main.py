"""The entry: exit codes, one sentence for every trouble, a light start."""

import json
import subprocess
import sys

import pytest

from vcam.cli.main import main
from vcam.errors import ConfigError, PhotoRejected
from vcam.paths import log_file


def run(capsys, *arguments):
    """(exit code, stdout, stderr) of a command."""
    code = main(arguments)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


@pytest.fixture
def failing(monkeypatch):
    """Makes `vcam weights list` raise what it is given."""

    def fail_with(error):
        def fail(*_arguments, **_options):
            raise error

        monkeypatch.setattr("vcam.weights.read_manifest", fail)
        return ("weights", "list")

    return fail_with


def test_help_names_every_command(capsys):
    code, out, _ = run(capsys, "--help")
    assert code == 0
    for name in (
        "demo",
        "render",
        "run",
        "avatar",
        "motion",
        "cameras",
        "doctor",
        "weights",
        "bench",
        "evaluate",
        "decompose",
        "export",
        "train",
    ):
        assert f"\n  {name} " in out


def test_version(capsys):
    assert run(capsys, "--version")[:2] == (0, "vcam 0.1.0\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--frobnicate",),
        ("frobnicate",),
        ("render", "--frobnicate"),
        ("render",),
        ("avatar",),
        ("avatar", "check"),
        ("motion", "record", "x"),
        ("render", "-a", "x", "-d", "y", "-o", "z", "--framing", "sideways"),
        ("render", "-a", "x", "-d", "y", "-o", "z", "--edits", "yaw"),
        ("render", "-a", "x", "-d", "y", "-o", "z", "--edits", "yaw=400"),
        ("render", "-a", "x", "-d", "y", "-o", "z", "--background", "#12"),
        ("render", "-a", "x", "-d", "y", "-o", "z", "--fps", "0"),
        ("run", "-a", "x", "--virtual-camera", "none"),
        ("motion", "record", "x", "-o", "x.txt"),
        ("bench", "--seconds", "soon"),
    ],
)
def test_wrong_usage_is_one_line_and_2(capsys, arguments):
    code, out, err = run(capsys, *arguments)
    assert code == 2
    assert out == ""
    assert err.startswith("vcam: ")
    assert err.count("\n") == 1
    assert "--help`" in err


def test_trouble_is_one_line_and_1(capsys, failing):
    code, out, err = run(capsys, *failing(PhotoRejected("no face\n in it")))
    assert (code, out, err) == (1, "", "vcam: no face in it\n")


@pytest.mark.parametrize("place", ["before", "after"])
def test_debug_shows_the_trace_wherever_it_stands(capfd, failing, place):
    command = failing(ConfigError("wrong"))
    code = main(("--debug", *command) if place == "before" else (*command, "--debug"))
    err = capfd.readouterr().err
    assert code == 1
    assert "Traceback" in err
    assert err.endswith("vcam: wrong\n")


def test_unexpected_errors_go_to_the_log(capsys, failing):
    code, _, err = run(capsys, *failing(ZeroDivisionError("by nothing")))
    assert code == 1
    assert "Traceback" not in err
    assert err.count("\n") == 1
    assert str(log_file()) in err
    assert "ZeroDivisionError: by nothing" in log_file().read_text(encoding="utf-8")


def test_system_errors_name_the_file(capsys, failing):
    code, _, err = run(capsys, *failing(PermissionError(13, "Permission denied", "/a/b")))
    assert (code, err) == (1, "vcam: the system refused: /a/b: permission denied\n")


def test_ctrl_c_is_130(capsys, failing):
    code, _, err = run(capsys, *failing(KeyboardInterrupt()))
    assert (code, err) == (130, "vcam: stopped\n")


def test_a_log_that_cannot_be_written_disturbs_nothing(capsys, monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("VCAM_HOME", str(blocked))
    assert run(capsys, "weights", "list")[0] == 0


def test_without_a_display_the_app_says_so(capsys, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    code, _, err = run(capsys)
    assert code == 1
    assert "vcam demo" in err


def test_help_loads_nothing_heavy():
    script = (
        "import sys; from vcam.cli.main import main; main(['--help']);"
        "sys.exit(' '.join({'numpy','cv2','torch','PySide6','av','ui'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_reader_that_leaves_is_no_trouble():
    script = "import sys; from vcam.cli.main import main; sys.exit(main(['weights', 'list']))"
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    process.stdout.close()
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err == ""


def test_module_runs_too():
    done = subprocess.run(
        [sys.executable, "-m", "vcam", "--version"], capture_output=True, text=True, check=False
    )
    assert done.stdout == "vcam 0.1.0\n"


def test_damaged_weights_are_named(capsys, monkeypatch, tmp_path):
    from vcam.weights import weights_folder

    for path in weights_folder().iterdir():
        if path.is_file():
            (tmp_path / path.name).write_bytes(path.read_bytes())
    data = bytearray((tmp_path / "selfie.onnx").read_bytes())
    data[1000] ^= 255
    (tmp_path / "selfie.onnx").write_bytes(data)
    monkeypatch.setattr("vcam.weights.weights_folder", lambda: tmp_path)
    code, out, err = run(capsys, "weights", "verify", "--json")
    assert code == 1
    assert "selfie.onnx" in err
    assert [row["name"] for row in json.loads(out) if not row["ok"]] == ["selfie"]


def test_weights_list_tells_how_networks_were_trained(capsys):
    _, out, _ = run(capsys, "weights", "list")
    rows = {line.split()[0]: line for line in out.splitlines() if line.strip()}
    assert "tiers A, B, PD, S; " in rows["anchored"]
    assert "tiers" not in rows["selfie"]


def test_weights_list(capsys):
    code, out, _ = run(capsys, "weights", "list", "--json")
    assert code == 0
    assert {"face_mesh", "face_short", "selfie"} <= {row["name"] for row in json.loads(out)}


def test_cameras_as_json(capsys):
    code, out, _ = run(capsys, "cameras", "--json")
    assert code == 0
    assert set(json.loads(out)) == {"cameras", "virtual_cameras"}


def test_a_driver_that_hangs_does_not_keep_the_process():
    code = """
import threading
import vcam.cli.main as cli

def hanging(argv=None):
    threading.Thread(target=threading.Event().wait, daemon=True).start()
    print("said before")
    return 1

class Lingering:
    def __del__(self):
        print("cleaned up")

lingering = Lingering()
cli.main = hanging
cli.entry()
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "said before\n", "")
