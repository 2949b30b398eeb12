"""A resting driver leaves the photo alone, unless his neutral face was none."""

import torch

from vcam.models.skeleton_anchor import AnchorConfig, SkeletonAnchor
from vcam.training.skeleton.settling import settled

SMALL = AnchorConfig(
    regions=20, region_points=24, width=16, depth=2, heads=2, summary=4, components=8, shape_codes=6,
    expression_codes=5, spread_codes=3,
)  # fmt: skip


def network(weight: float) -> SkeletonAnchor:
    """One that sees an expression of about this size in every face."""
    torch.manual_seed(0)
    members = torch.full((20, 24), -1)
    members.view(-1)[:478] = torch.randperm(478)
    made = SkeletonAnchor(SMALL, members, 0.2 * torch.randn(478, 3))
    torch.nn.init.normal_(made.codes.weight, std=0.05)
    torch.nn.init.zeros_(made.expression_decoder.weight)
    torch.nn.init.constant_(made.expression_decoder.weight[:, 0], weight)
    return made.eval()


def at_rest() -> dict[str, torch.Tensor]:
    """A photo, and a driver who shows his neutral face."""
    chance = torch.Generator().manual_seed(1)
    photo, driver = 0.2 * torch.randn(2, 2, 478, 3, generator=chance)
    views = torch.nn.functional.normalize(torch.randn(2, 2, 3, generator=chance), dim=2)
    return {
        "photo": photo,
        "driver": driver,
        "neutral": driver,
        "views": views[:, [0, 1, 1]],
        "visible": torch.ones(2, 2, 478),
        "calibrated": torch.ones(2, 1),
    }


def kept(weight: float) -> float:
    """How much of what a resting driver seems to change of the photo is left of it."""
    made, given = network(weight), at_rest()
    with torch.no_grad():
        said, shown = made(**given), settled(made, **given)
    free, left = (one.expression - one.photo_expression for one in (said, shown))
    return float(left.norm() / free.norm())


def test_a_neutral_face_that_shows_little_is_taken_for_one_at_rest() -> None:
    assert kept(1e-4) < 0.01


def test_a_neutral_face_that_shows_much_is_taken_for_none() -> None:
    assert kept(10.0) > 0.9


def test_without_a_neutral_face_nothing_is_taken_away() -> None:
    made, given = network(1e-4), at_rest()
    given["calibrated"][:] = 0
    with torch.no_grad():
        assert torch.equal(made(**given).expression, settled(made, **given).expression)
