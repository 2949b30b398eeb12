"""The window's side of a soak: opens it on the real engine, lets a person loose on it, and tells JSON lines.

`soak.py` starts it with the fake devices around it and VCAM_HOME in a folder of its own. Times with `at_ns`
are of the monotonic clock, which all processes share.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from soak_hands import LEFT
from soak_person import Deed, Person, Wait
from soak_watch import Troubles, Watchdog, alive, memory_mb, population

from ui.app import make_application
from ui.main_window import MainWindow
from ui.real_services import real_services
from ui.theme import forget_pictures
from ui.view_models.preferences import Preferences, save_preferences
from ui.view_models.session_controller import State
from ui.wiring.memory import EVERY_MS
from vcam.paths import settings_file

_TURN_MS = 5
_PATIENCE_S = 40.0
_SETTLE_S = 1.2
_SWITCHES, _SLIDES = 6, 8


class Player(QObject):
    """Plays a deed on the window's thread, between whatever else happens there, until it ends or is stuck."""

    def __init__(self, deed: Deed, troubles: Troubles, watchdog: Watchdog, ended: Callable[[], None]) -> None:
        """Begin with the next turn of the loop."""
        super().__init__()
        self._deed, self._ended = deed, ended
        self._troubles, self._watchdog = troubles, watchdog
        self._wait: Wait = 0.0
        self._since_s = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turn)
        self._timer.start(_TURN_MS)

    def _turn(self) -> None:
        try:
            if self._waited():
                self._wait, self._since_s = next(self._deed), time.monotonic()
        except StopIteration:
            self._end()
        except Exception as error:  # whatever it is, it is what the soak looks for
            self._end()
            self._troubles.add(f"{self._watchdog.doing}: {error!r}")

    def _waited(self) -> bool:
        """Whether what the deed waits for is there; TimeoutError when it doesn't come."""
        waited_s = time.monotonic() - self._since_s
        if not callable(self._wait):
            return waited_s >= self._wait
        if self._wait():
            return True
        if waited_s > _PATIENCE_S:
            raise TimeoutError(f"nothing more within {_PATIENCE_S:.0f} s after line {_line(self._deed)}")
        return False

    def _end(self) -> None:
        self._timer.stop()
        self._ended()


def _line(deed: Any) -> int:
    """Where a generator waits, in the innermost one that it waits for."""
    while deed.gi_yieldfrom is not None:
        deed = deed.gi_yieldfrom
    return int(deed.gi_frame.f_lineno)


class Soak:
    """One run of the window."""

    def __init__(self, options: argparse.Namespace, troubles: Troubles, folder: Path) -> None:
        """Open the window."""
        self._options = options
        self._troubles = troubles
        self.watchdog = Watchdog()
        self.window = MainWindow(real_services())
        self._person = Person(self.window, options.seed, folder, options.deed)
        for speaker in (self.window.avatars, self.window.devices, self.window.controller):
            speaker.message.connect(self._hear)
        self._done: Counter[str] = Counter()
        self.window.background.open()

    def run(self) -> Deed:
        """The whole evening, up to the window's closing."""
        window, options = self.window, self._options
        self.watchdog.doing = "opening"
        yield lambda: window.isVisible() and window.windowHandle().isExposed()
        say("up", at_ns=time.monotonic_ns())
        if not options.only_open:
            yield from self._use()
        self.watchdog.doing = "closing"
        say("close", at_ns=time.monotonic_ns())
        window.close()
        yield lambda: window._stopped
        say("closed", at_ns=time.monotonic_ns())
        if window.stuck_threads:
            self._troubles.add(f"threads still busy after closing: {window.stuck_threads}")

    def _use(self) -> Deed:
        window, options = self.window, self._options
        yield lambda: window.controller.avatar.name and window.devices.listed
        yield from self._person.in_front()
        self.watchdog.doing = "start"
        yield 1.0
        say("start", at_ns=time.monotonic_ns())
        QTest.mouseClick(window.controls.start_button, LEFT)
        yield lambda: window.controller.state is State.LIVE and window.controller.session is not None
        yield lambda: window.controller.session.latest_composite() is not None  # type: ignore[union-attr]
        if options.latencies:
            yield from self._latencies()
        self._say_memory("opened")
        for name in self._person.deeds:
            yield from self._do(name)
        # The window gives back what it freed now and then: what stays is what counts.
        settled_s = 1.5 * EVERY_MS / 1000 if options.quiet_s else 0.0
        yield settled_s
        self.watchdog.start_anew()
        before = self._say_memory("warm")
        yield from self._evening(options.minutes * 60)
        yield settled_s
        after = self._say_memory("end")
        say(
            "growth",
            kinds={kind: after[kind] - before[kind] for kind in after if after[kind] != before[kind]},
        )
        blocks = [asdict(block) for block in self.watchdog.blocks]
        say("thread", blocks=blocks, over=self.watchdog.over, beats=self.watchdog.beats)
        say("done", deeds=dict(self._done))

    def _latencies(self) -> Deed:
        """Deeds by a person before the camera who keeps still, so that what they change shows."""
        yield 4.0
        names = [item.name for item in self.window.avatars.items][:2]
        for turn in range(_SWITCHES):
            say("switch", at_ns=time.monotonic_ns())
            QTest.keyClick(self.window, Qt.Key(Qt.Key.Key_1 + (turn + 1) % len(names)))
            yield 1.5
        bar = self.window.edit_panel.sliders["yaw"].bar
        for turn in range(_SLIDES):
            say("slide", at_ns=time.monotonic_ns())
            bar.setValue(800 if turn % 2 else 200)
            yield 0.8
        say("still")
        yield 0.5

    def _evening(self, seconds: float) -> Deed:
        end_s = time.monotonic() + seconds
        minute = 1
        while time.monotonic() < end_s:
            yield from self._do(self._person.next_deed())
            if time.monotonic() > end_s - seconds + 60 * minute:
                self._say_memory(f"minute {minute}")
                minute += 1

    def _do(self, name: str) -> Deed:
        self.watchdog.doing = name
        self._done[name] += 1
        yield from self._person.deeds[name]()
        self.watchdog.doing = f"after {name}"
        if not self._options.quiet_s:
            return
        yield _SETTLE_S
        from_ns = time.monotonic_ns()
        yield self._options.quiet_s
        say("quiet", after=name, from_ns=from_ns, to_ns=time.monotonic_ns())

    def _say_memory(self, when: str) -> Counter[str]:
        """Tell the memory, and return what the window owns; messages that still stand are closed for it."""
        for banner in self.window.banners.banners:
            banner.closed.emit(banner)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        say("memory", when=when, mb=memory_mb())
        # Collecting takes its time, which a user's window does not spend at once.
        self.watchdog.forget_past()
        return Counter(population(self.window))

    def _hear(self, message: Any) -> None:
        if message.kind == "error":
            self._troubles.add(f"{self.watchdog.doing}: told the user {message.sentence!r} {message.details}")


def say(kind: str, **what: Any) -> None:
    """One line for whoever started this."""
    sys.stdout.write(json.dumps({"kind": kind, **what}) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Run the window once."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--latencies", action="store_true")
    parser.add_argument("--quiet-s", type=float, default=2.0)
    parser.add_argument("--only-open", action="store_true")
    parser.add_argument("--deed", action="append")
    options = parser.parse_args()
    save_preferences(Preferences(guide_seen=True), settings_file())
    app = make_application()
    troubles = Troubles()
    before = alive()
    with tempfile.TemporaryDirectory(dir=os.environ["VCAM_HOME"]) as folder:
        soak = Soak(options, troubles, Path(folder))
        player = Player(soak.run(), troubles, soak.watchdog, app.quit)
        app.exec()
        if not soak.window._stopped:
            soak.window.close()
            end_s = time.monotonic() + 5
            while not soak.window._stopped and time.monotonic() < end_s:
                app.processEvents()
        soak.watchdog.close()
        shiboken6.delete(player)
        shiboken6.delete(soak.window)
        del player, soak
    forget_pictures()
    app.processEvents()
    after = alive()
    say("left", **{kind: sorted(after[kind] - before[kind]) for kind in after})
    say("troubles", found=troubles.found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
