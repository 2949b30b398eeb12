"""Where log records go: to the log file, and with --debug to the terminal too."""

from __future__ import annotations

import logging
import logging.handlers

from vcam.paths import log_file

LOG_BYTES = 1_000_000
LOG_COPIES = 2
FORMAT = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"


def set_up_logging(debug: bool) -> None:
    """Send records of vcam and its window to the log file; without one, where it can't be written."""
    logging.captureWarnings(True)
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    for name in ("vcam", "ui"):
        logging.getLogger(name).setLevel(logging.DEBUG if debug else logging.INFO)
    handler: logging.Handler
    try:
        path = log_file()
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(path, maxBytes=LOG_BYTES, backupCount=LOG_COPIES, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.NullHandler()
    _replace(root, handler, "vcam-log-file")
    _replace(root, logging.StreamHandler() if debug else logging.NullHandler(), "vcam-terminal")


class _LogFile(logging.handlers.RotatingFileHandler):
    """A log file that keeps quiet when the disk is full or read-only."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (the name is logging's)
        """Drop the record: a missing log line must not disturb what the user does."""


def _replace(logger: logging.Logger, handler: logging.Handler, name: str) -> None:
    """Add a handler in place of the one that an earlier call added."""
    for old in [old for old in logger.handlers if old.get_name() == name]:
        logger.removeHandler(old)
        old.close()
    handler.set_name(name)
    handler.setFormatter(logging.Formatter(FORMAT))
    logger.addHandler(handler)
