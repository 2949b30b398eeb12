"""Choosing what carries the motion over, in the window."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.view_models.preferences import Preferences, load_preferences, save_preferences
from vcam.engine.skeleton_kind import DEFAULT_SKELETON


def segment(window, label):
    """A button of the row *Follows by*."""
    window.look_panel.motion.set_opened(True)
    (button,) = [one for one in window.look_panel.skeleton.findChildren(QPushButton) if one.text() == label]
    return button


def banners(window):
    return [banner.message.sentence for banner in window.banners.banners]


def test_a_click_changes_the_running_session(window, engine, qtbot):
    window.controller.start()
    qtbot.waitUntil(lambda: bool(engine.sessions) and engine.session.running)
    qtbot.mouseClick(segment(window, "Network"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.session.settings[-1].skeleton == "anchored")
    qtbot.mouseClick(segment(window, "Geometry"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.session.settings[-1].skeleton == "analytic")


def test_the_choice_is_remembered_and_the_default_is_not(window, tmp_path):
    path = tmp_path / "preferences.json"
    save_preferences(Preferences(), path)
    assert json.loads(path.read_text())["skeleton"] is None
    assert load_preferences(path).settings().skeleton == DEFAULT_SKELETON
    for kind in ("anchored", "analytic"):
        save_preferences(Preferences(skeleton=kind), path)
        assert load_preferences(path).settings().skeleton == kind
    path.write_text(json.dumps({"skeleton": "bones"}))
    assert load_preferences(path).skeleton is None


def test_the_keyboard_reaches_it_and_it_has_a_name(window, qtbot):
    assert window.look_panel.skeleton.accessibleName() == "Follows by"
    button = segment(window, "Network")
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert window.choices.now.skeleton == "anchored"


def test_a_stand_in_is_told_until_the_other_is_chosen(window, engine, qtbot):
    window.choices.set(skeleton="analytic")
    engine.skeleton_trouble = "The avatar moves by the analytic skeleton: the weights file x is missing."
    qtbot.mouseClick(segment(window, "Network"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.skeleton_trouble in banners(window))
    qtbot.mouseClick(segment(window, "Geometry"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: engine.skeleton_trouble not in banners(window))
