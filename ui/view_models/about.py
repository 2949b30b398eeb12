"""The texts of the about page, read in the background when it is first looked at."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.bridge import TaskRunner
from ui.translation import marked, tr

PACKAGES = "Installed packages"
_LABELS = {
    "vcam": marked("vcam itself"),
    "Networks": marked("Networks"),
    "Pictures and motions": marked("Shipped pictures and motions"),
    PACKAGES: marked("Installed packages"),
}


class About(QObject):
    """Which text of several is read.

    Signals:
        changed: `entries`, `current` or `text` changed.
    """

    changed = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        """Nothing is read yet."""
        super().__init__(parent)
        self._runner = runner
        self._texts: dict[str, str] = {}
        self._asked = False
        self.current = "vcam"

    @property
    def entries(self) -> list[tuple[str, str]]:
        """(key, label) of each text."""
        return [(key, tr(_LABELS[key])) for key in self._texts]

    @property
    def text(self) -> str:
        """The one that is read."""
        return self._texts.get(self.current, "")

    def read(self) -> None:
        """Read all texts, once."""
        if not self._asked:
            self._asked = True
            self._runner.run("files", _read, self._show)

    def choose(self, key: str) -> None:
        """Read another one."""
        self.current = key
        self.changed.emit()

    def _show(self, texts: dict[str, str]) -> None:
        self._texts = texts
        self.changed.emit()


def _read() -> dict[str, str]:
    # Reading what is installed takes its time, which no start is to wait for.
    from vcam.licences import notices, third_parties

    packages = third_parties()
    lines = [f"{found.name} {found.version}\n    {found.licence}\n    {found.homepage}" for found in packages]
    return {**notices(), PACKAGES: "\n".join(lines)}
