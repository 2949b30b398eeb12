"""Texts that the user sees, in the user's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

CONTEXT = "vcam"


def tr(text: str) -> str:
    """The text in the chosen language; the text itself, which is English, where there is no translation.

    Args:
        text: a literal, so that Qt's tools find it; values go in afterwards, `tr("{n} faces").format(n=2)`.
    """
    return QCoreApplication.translate(CONTEXT, text)
