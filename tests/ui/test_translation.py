"""Tests that every text is translated into every language."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from ui_texts import calls

from ui.translation import (
    ENGLISH,
    FOLDER,
    LANGUAGES,
    install_language,
    key_text,
    language_in_use,
    system_language,
    tr,
)
from ui.view_models.preferences import Preferences

FOREIGN = [language for language in LANGUAGES if language != ENGLISH]
UPDATE = (
    "run `python -m ui.linguist`, translate what is unfinished in ui/resources/translations, run it again"
)


def translations(language: str) -> dict[str, str]:
    """What the .ts file says, without what is unfinished."""
    found = {}
    for message in ElementTree.parse(FOLDER / f"{language}.ts").iter("message"):
        source, target = message.find("source"), message.find("translation")
        assert source is not None
        assert target is not None
        if source.text and target.text and target.get("type") is None:
            found[source.text] = target.text
    return found


@pytest.fixture
def english_again(qapp: QCoreApplication) -> Iterator[QCoreApplication]:
    yield qapp
    install_language(qapp, ENGLISH)


def test_texts_are_literals_and_translated_when_they_are_shown() -> None:
    found = list(calls())
    assert len(found) > 300
    assert [call.place for call in found if call.function == "marked" and call.text is None] == []
    assert [call.place for call in found if call.function == "tr" and call.at_import] == []


@pytest.mark.parametrize("language", FOREIGN)
def test_no_text_is_missing(language: str) -> None:
    wanted = {call.text for call in calls() if call.text is not None}
    known = translations(language)
    assert sorted(wanted - known.keys()) == [], UPDATE
    assert sorted(known.keys() - wanted) == [], UPDATE


@pytest.mark.parametrize("language", FOREIGN)
def test_values_keep_their_places(language: str) -> None:
    for source, target in translations(language).items():
        assert sorted(re.findall(r"\{.*?\}", target)) == sorted(re.findall(r"\{.*?\}", source)), source
        assert target.endswith(" ...") == source.endswith(" ..."), source
        assert target == target.strip(), source


@pytest.mark.parametrize("language", FOREIGN)
def test_the_compiled_translations_are_the_newest(language: str, english_again: QCoreApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"{language}.qm"))
    for source, target in translations(language).items():
        assert translator.translate("", source) == target, UPDATE


def test_a_language_is_used_until_another_is(english_again: QCoreApplication) -> None:
    assert install_language(english_again, "de") == language_in_use() == "de"
    assert tr("Start") == "Start"
    assert tr("Settings") == "Einstellungen"
    assert key_text("Ctrl+Space") == "Strg+Leertaste"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"
    install_language(english_again, "zh_CN")
    assert tr("Settings") == "设置"
    install_language(english_again, ENGLISH)
    assert tr("Settings") == "Settings"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (["de-AT", "en-US"], "de"),
        (["es-419"], "es"),
        (["zh-Hans-CN"], "zh_CN"),
        (["fr-FR", "de-DE"], "de"),
        (["fr-FR"], ENGLISH),
        ([], ENGLISH),
    ],
)
def test_the_systems_language_is_taken(
    wanted: list[str], expected: str, monkeypatch: pytest.MonkeyPatch, english_again: QCoreApplication
) -> None:
    monkeypatch.setattr(QLocale, "uiLanguages", lambda _self: wanted)
    assert system_language() == expected
    assert install_language(english_again, "") == expected
    assert install_language(english_again, "tlh") == expected


def test_the_badge_speaks_the_windows_language(english_again: QCoreApplication) -> None:
    assert Preferences().settings().badge_words == "Synthetic avatar"
    install_language(english_again, "de")
    assert Preferences().settings().badge_words == "Synthetischer Avatar"
