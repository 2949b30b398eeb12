"""The gallery's avatars are made ready ahead, so that the first switch to one is as quick as the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.services import Services
from ui.view_models.avatars_ahead import AvatarsAhead
from ui.view_models.session_controller import State

if TYPE_CHECKING:
    from ui.main_window import MainWindow


def wire_ahead(window: MainWindow, services: Services) -> AvatarsAhead:
    """Connect it with whatever it follows."""
    controller, gallery = window.controller, window.avatars

    def names() -> list[str]:
        return [item.name for item in gallery.items]

    def busy() -> bool:
        """Whether the first picture, the still one or the first live one, is yet to come."""
        if controller.state is State.LIVE:
            return controller.session is not None and controller.session.latest_composite() is None
        return controller.state is not State.IDLE or controller.still.awaited

    ahead = AvatarsAhead(services, window.runner, controller.avatar, names, busy, window)
    gallery.listed.connect(ahead.wake)
    gallery.added.connect(ahead.wake)
    controller.state_changed.connect(ahead.wake)
    controller.avatar.loading.connect(ahead.wake)
    controller.avatar.loaded.connect(ahead.wake)
    return ahead
