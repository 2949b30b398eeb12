"""The networks together: shapes, batches, gradients, ablations, wrong inputs."""

from __future__ import annotations

import pytest
import torch
from small_networks import KEYPOINTS, SIDE, pictures, poses, small_bilayer, small_config

from vcam.errors import ShapeError
from vcam.models.bilayer import BilayerAvatar
from vcam.models.build import build

ABLATIONS = [
    {},
    {"ada_spade": False},
    {"adaptive_skips": False},
    {"ada_spade": False, "adaptive_skips": False},
]


@pytest.mark.parametrize("size", ["small", "medium", "large"])
@pytest.mark.parametrize("ablation", ABLATIONS, ids=["whole", "no AdaSPADE", "no adaptive skips", "neither"])
def test_shapes(size, ablation):
    bilayer = small_bilayer(size=size, **ablation)
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures(2))
        rendering = bilayer.render(avatar, poses(2))
    assert avatar.texture.shape == (2, 3, SIDE, SIDE)
    assert rendering.image.shape == rendering.high_frequency.shape == (2, 3, SIDE, SIDE)
    assert rendering.drawn.warp_field.shape == (2, SIDE, SIDE, 2)
    assert rendering.drawn.mask.shape == (2, 1, SIDE, SIDE)
    assert 0 <= rendering.drawn.mask.min() <= rendering.drawn.mask.max() <= 1
    assert all((block.skip is None) == ("adaptive_skips" in ablation) for block in avatar.parameters)


def test_one_avatar_goes_with_many_poses():
    bilayer = small_bilayer()
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures())
        together = bilayer.render(avatar, poses(3)).image
        each = torch.cat([bilayer.render(avatar, pose[None]).image for pose in poses(3)])
    torch.testing.assert_close(together, each)


def test_a_batch_of_avatars_is_each_avatar():
    bilayer = small_bilayer()
    with torch.no_grad():
        together = bilayer.render(bilayer.make_avatar(*pictures(2)), poses(2)).image
        alone = bilayer.make_avatar(*(part[1:] for part in pictures(2)))
        second = bilayer.render(alone, poses(2)[1:]).image
    torch.testing.assert_close(together[1:], second)


def test_the_texture_does_not_depend_on_the_pose_and_the_picture_does():
    bilayer = small_bilayer()
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures())
        first, second = (bilayer.render(avatar, pose[None]) for pose in poses(2))
    assert (first.image - second.image).abs().max() > 1e-5


def test_background_of_the_source_is_not_seen():
    bilayer = small_bilayer()
    source, mask, landmark_image = pictures()
    mask = (mask > 0.5).float()
    other = torch.where(mask > 0, source, -source)
    with torch.no_grad():
        one, two = (bilayer.make_avatar(image, mask, landmark_image) for image in (source, other))
    torch.testing.assert_close(one.texture, two.texture)


def test_gradients_reach_every_weight_but_the_unused():
    bilayer = build(small_config(spectral_norm=True, discriminator=True))
    source, mask, landmark_image = pictures(2)
    avatar = bilayer.make_avatar(source, mask, landmark_image)
    avatar = bilayer.update_avatar(avatar, source, poses(2), steps=2)
    rendering = bilayer.render(avatar, poses(2).flip(0))
    assert bilayer.discriminator is not None
    judged = bilayer.discriminator(rendering.image, landmark_image)
    (judged.scores.mean() + rendering.drawn.mask_logits.mean()).backward()
    without = {name for name, weight in bilayer.named_parameters() if weight.grad is None}
    last = f"identity_embedder.decoder.{len(bilayer.identity_embedder.decoder) - 1}"
    # The last embedding is taken before them.
    assert {name.rpartition(".parametrizations")[0] or name.rpartition(".")[0] for name in without} == {
        f"{last}.conv2",
        f"{last}.skip",
    }


def test_without_an_updater_the_texture_stays():
    bilayer = small_bilayer(updater=False)
    with torch.no_grad():
        avatar = bilayer.make_avatar(*pictures())
        assert bilayer.update_avatar(avatar, pictures()[0], poses()) is avatar


def test_an_identity_field_shows_the_texture():
    from vcam.models.sampling import identity_field, sample

    texture = pictures()[0]
    field = identity_field(torch.empty(2, SIDE, SIDE, 2))
    torch.testing.assert_close(sample(texture, field), texture)
    assert field[0, 0, -1].tolist() == pytest.approx([1 - 1 / SIDE, -1 + 1 / SIDE])


@pytest.mark.parametrize(
    ("part", "shape", "said"),
    [
        (0, (1, 1, SIDE, SIDE), "the source has the shape 1 x 1 x 32 x 32, expected any x 3 x any x any"),
        (1, (1, 1, SIDE, 8), "the mask .* expected 1 x 1 x 32 x 32"),
        (2, (2, 3, SIDE, SIDE), "the landmark image"),
    ],
)
def test_wrong_pictures_are_refused(part, shape, said):
    given = list(pictures())
    given[part] = torch.zeros(shape)
    with pytest.raises(ShapeError, match=said):
        small_bilayer().make_avatar(*given)


def test_wrong_keypoints_are_refused():
    bilayer = small_bilayer()
    avatar = BilayerAvatar(texture=pictures()[0], parameters=())
    with pytest.raises(ShapeError, match=f"expected any x {KEYPOINTS} x 2"):
        bilayer.render(avatar, torch.zeros(1, KEYPOINTS + 1, 2))
