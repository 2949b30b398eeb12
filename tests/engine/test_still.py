"""Stills: the same picture as from a new stage, whatever was drawn before."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from vcam.engine.settings import OutputFormat, Settings, parse_background
from vcam.engine.stage import Stage
from vcam.engine.still import StillDrawing
from vcam.errors import VcamError
from vcam.geometry.editing import Edits

SMALL = OutputFormat(width=192, height=108)
TALL = OutputFormat(width=108, height=192)


def test_each_still_is_what_a_new_stage_draws(astronaut, character):
    draw = StillDrawing()
    for avatar, output_format, settings in (
        (astronaut, SMALL, Settings()),
        (astronaut, SMALL, Settings(edits=Edits(smile=0.7, zoom=1.3))),
        (astronaut, SMALL, Settings(background=parse_background("#00ff00"), idle=1.0)),
        (astronaut, TALL, Settings(edits=Edits(yaw=10))),
        (character, TALL, Settings()),
    ):
        drawn = draw(avatar, output_format, settings)
        expected = Stage(avatar, output_format, settings).draw(None, 0.0)
        np.testing.assert_array_equal(drawn.image, expected.image)


def test_a_stage_that_failed_is_not_used_again(astronaut, tmp_path):
    draw = StillDrawing()
    before = draw(astronaut, SMALL, Settings())
    picture = tmp_path / "wall.png"
    picture.write_bytes(b"no picture")
    with pytest.raises(VcamError):
        draw(astronaut, SMALL, Settings(background=parse_background(str(picture))))
    np.testing.assert_array_equal(draw(astronaut, SMALL, replace(Settings())).image, before.image)
