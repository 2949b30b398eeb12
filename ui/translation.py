"""Texts that the user sees, in the user's language."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QKeySequence

log = logging.getLogger(__name__)

FOLDER = Path(__file__).parent / "resources" / "translations"
ENGLISH = "en"
LANGUAGES: dict[str, str] = {ENGLISH: "English", "de": "Deutsch", "es": "Español", "zh_CN": "简体中文"}
"""What the window speaks, each in its own words, so that everybody finds the own one."""

# Qt's tools put texts of a plain function into the context without a name.
_CONTEXT = ""
_OWNED_NAME = "vcam-translation"
_LANGUAGE_PROPERTY = "vcam-language"


def tr(text: str) -> str:
    """The text in the chosen language; the text itself, which is English, where there is no translation.

    Call it when the text is shown, not at import, when no language is chosen yet.

    Args:
        text: a literal, so that Qt's tools find it; values go in afterwards, `tr("{n} faces").format(n=2)`.
            A text that is `marked` elsewhere may come in a variable.
    """
    return QCoreApplication.translate(_CONTEXT, text)


def marked(text: str) -> str:
    """The English text, noted for translation; `tr` translates it when it is shown. For tables of texts."""
    return text


def key_text(key: str) -> str:
    """What a key is called in the chosen language and on this system.

    Args:
        key: as Qt writes it, `Ctrl+Space`.
    """
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def system_language() -> str:
    """The key of `LANGUAGES` that the user prefers in the system's settings, English if none is there."""
    for wanted in QLocale.system().uiLanguages():
        name = QLocale(wanted).name()
        for language in (name, name.split("_")[0]):
            if language in LANGUAGES:
                return language
    return ENGLISH


def install_language(app: QCoreApplication, language: str) -> str:
    """Let `tr` and Qt's own dialogs speak a language from now on; what is shown already stays as it is.

    Args:
        language: a key of `LANGUAGES`; empty, or one that isn't there, for the system's.

    Returns:
        The key of the language in use.
    """
    chosen = language if language in LANGUAGES else system_language()
    for old in app.findChildren(QTranslator, _OWNED_NAME):
        app.removeTranslator(old)
        old.deleteLater()
    if chosen != ENGLISH:
        qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        for file in (qt / f"qtbase_{chosen}.qm", FOLDER / f"{chosen}.qm"):
            translator = QTranslator(app)
            translator.setObjectName(_OWNED_NAME)
            if translator.load(str(file)):
                app.installTranslator(translator)
            else:
                log.warning("the translation %s can't be loaded", file)
    app.setProperty(_LANGUAGE_PROPERTY, chosen)
    return chosen


def language_in_use() -> str:
    """The key of the language that was installed last, English before the first."""
    app = QCoreApplication.instance()
    return (app.property(_LANGUAGE_PROPERTY) if app is not None else None) or ENGLISH
