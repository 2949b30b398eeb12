"""The window for a whole evening, in ten minutes: `python tests/helpers/soak.py [--minutes 10] [--seed 1]`.

The real window with the real engine runs between a fake webcam and a fake virtual camera; a seeded person
does whatever one can do. Exit code 1: an exception, a warning of Qt's, something left behind, or memory that
grew. Timings depend on what else the computer does: they are told beside its load and decide nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from fake_devices import FakeDevices, Feeder, Picture, build_shim, why_unavailable  # noqa: E402
from soak_far_end import FarEnd  # noqa: E402
from soak_report import Report, text_of  # noqa: E402

_SURROUNDINGS = {"QT_QPA_PLATFORM": "offscreen", "OMP_WAIT_POLICY": "passive", "V4L2SHIM_EVENTS": "1"}


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be done.

    Args:
        minutes: of random deeds, after one of each kind.
        seed: of the person.
        latencies: start twice, and time single deeds first.
        quiet_s: so long nothing is done after each deed, to see the rate; 0 for the next deed at once.
        deeds: these alone; all without.
    """

    minutes: float = 10.0
    seed: int = 1
    latencies: bool = True
    quiet_s: float = 2.0
    deeds: Sequence[str] = ()

    def words(self) -> list[str]:
        """For the window's command line."""
        words = ["--minutes", str(self.minutes), "--seed", str(self.seed), "--quiet-s", str(self.quiet_s)]
        words += [word for deed in self.deeds for word in ("--deed", deed)]
        return words + (["--latencies"] if self.latencies else [])


def main() -> int:
    """Run the soak and tell what it found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="of random deeds, after one of each kind")
    parser.add_argument("--seed", type=int, default=1, help="another number, another evening")
    parser.add_argument("--no-latencies", action="store_true", help="don't time single deeds first")
    parser.add_argument("--deed", action="append", help="this one alone; may be given again, default all")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    options = parser.parse_args()
    if why_unavailable():
        parser.error(why_unavailable())
    plan = Plan(
        minutes=options.minutes,
        seed=options.seed,
        latencies=not options.no_latencies,
        deeds=options.deed or (),
    )
    with tempfile.TemporaryDirectory() as folder:
        found = soak(Path(folder), plan)
    sys.stdout.write(json.dumps(found, indent=1) + "\n" if options.json else text_of(found))
    return 1 if found["broken"] else 0


def soak(folder: Path, plan: Plan) -> dict[str, Any]:
    """Run it, with shim and window's home in `folder`; what was measured, see `Report.found`."""
    home = folder / "home"
    home.mkdir()
    command = [sys.executable, str(HERE / "soak_window.py")]
    surroundings = {**_SURROUNDINGS, "VCAM_HOME": str(home)}
    with FakeDevices(build_shim(folder / "shim")) as devices, FarEnd(devices.loopback) as far_end:
        if plan.latencies:
            # The first start brings the files into the system's memory, the second one is timed.
            devices.start([*command, "--only-open"], **surroundings).communicate()
        report = Report(far_end, os.getloadavg()[0])
        with devices.start([*command, *plan.words()], **surroundings) as child:
            _follow(child, report, devices, _moving_face(), still=plan.latencies)
        report.end(child.returncode, os.getloadavg()[0])
    return report.found()


def _follow(
    child: subprocess.Popen[str],
    report: Report,
    devices: FakeDevices,
    pictures: Sequence[Picture],
    *,
    still: bool,
) -> None:
    """Hear the window out, while a person sits before the webcam: first still, if wanted, then moving."""
    messages = _messages(child, report)
    if still:
        with Feeder(devices.webcam, pictures[:1]):
            for message in messages:
                report.take(message)
                if message["kind"] == "still":
                    break
    with Feeder(devices.webcam, pictures):
        for message in messages:
            report.take(message)


def _messages(child: subprocess.Popen[str], report: Report) -> Iterator[dict[str, Any]]:
    """What the window tells, until it ends; what it says on stderr is kept for the report."""
    assert child.stdout is not None
    assert child.stderr is not None
    errors = child.stderr
    listener = threading.Thread(target=lambda: report.stderr.extend(errors), name="stderr", daemon=True)
    listener.start()
    for line in child.stdout:
        if line.startswith("{"):
            yield json.loads(line)
    listener.join(5)


def _moving_face() -> list[Picture]:
    """A second of somebody who sways before a webcam, over and over."""
    from vcam.avatar.shipped import shipped_photo

    photo = cv2.cvtColor(cv2.imread(str(shipped_photo("astronaut"))), cv2.COLOR_BGR2RGB)
    face = cv2.copyMakeBorder(cv2.resize(photo, (480, 480)), 0, 0, 80, 80, cv2.BORDER_REPLICATE)
    sways = np.sin(np.linspace(0, 2 * np.pi, 30, endpoint=False))
    turns = [cv2.getRotationMatrix2D((320, 400), 6 * sway, 1.0) for sway in sways]
    return [cv2.warpAffine(face, turn, (640, 480), borderMode=cv2.BORDER_REPLICATE) for turn in turns]


if __name__ == "__main__":
    raise SystemExit(main())
