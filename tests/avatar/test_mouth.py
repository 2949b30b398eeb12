"""The drawn mouth's inside: its light is the photo's."""

import numpy as np
import pytest

from vcam.avatar.mouth import build_mouth


def teeth(avatar, photo) -> np.ndarray:
    """(3,) mean colour of the drawn upper teeth, for a photo whose own mouth interior counts as closed."""
    skeleton = avatar.skeleton
    texture = build_mouth(photo, skeleton).upper.astype(float)
    bright = (texture[..., 3] > 250) & (
        texture[..., :3].mean(2) > np.percentile(texture[..., :3].mean(2), 90)
    )
    return texture[bright][:, :3].mean(0)


@pytest.mark.parametrize("tint", [(1.0, 1.0, 0.4), (0.6, 0.9, 1.0)])
def test_coloured_light_falls_on_the_teeth_too(character, tint) -> None:
    plain = teeth(character, character.photo)
    lit = teeth(character, (character.photo * np.array(tint)).astype(np.uint8))
    seen = (lit / lit.mean()) / (plain / plain.mean())
    wanted = np.array(tint) / np.mean(tint)
    assert np.abs(seen - wanted).max() < 0.35 * np.abs(1 - wanted).max()


def test_teeth_are_nearly_alike_on_dark_and_light_skin(character) -> None:
    dark = (character.photo * 0.4).astype(np.uint8)
    assert teeth(character, dark).mean() > 0.6 * teeth(character, character.photo).mean()
