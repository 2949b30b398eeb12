"""Real faces in batches: who is drawn, what belongs together, how far openings go on another face."""

from pathlib import Path

import pytest
import torch
from prepared_faces import write_faces
from small_heads import small_heads

from vcam.errors import TrainingError
from vcam.geometry import face_model as face
from vcam.training.skeleton.clips import RealSampler, transfer_gains
from vcam.training.skeleton.fitting import in_perspective, rotation_matrices, without_perspective


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_faces(tmp_path)
    return tmp_path


def test_people_are_either_trained_on_or_kept(folder: Path) -> None:
    training, kept = (RealSampler(folder, small_heads(), heldout=heldout) for heldout in (False, True))
    assert training.origin == "9 people in 9 clips and pictures (rights tiers A)"
    assert kept.origin == "3 people in 3 clips and pictures (rights tiers A)"


def test_a_batch_follows_from_seed_and_number(folder: Path) -> None:
    first, same, next_one = (
        RealSampler(folder, small_heads(), seed=1).batch(8, number).driver for number in (3, 3, 4)
    )
    assert torch.equal(first, same)
    assert not torch.equal(first, next_one)


def test_a_driver_and_his_photo_are_one_person_and_the_other_is_not(folder: Path) -> None:
    batch = RealSampler(folder, small_heads(), heldout=True).batch(16, 0)
    upper = face.FOREHEAD_TOP  # moves with no mouth
    own = (batch.photo[0] - batch.driver[0])[:, upper].norm(dim=1)
    other = (batch.photo[1] - batch.driver[0])[:, upper].norm(dim=1)
    assert float(own.max()) < float(other.min())
    assert set(batch.calibrated.flatten().tolist()) == {0.0, 1.0}


def test_gains_fit_lids_to_lids_and_the_mouth_sideways() -> None:
    gains = transfer_gains(torch.tensor([1.5, 1.0, 1.2]))
    assert gains[face.RIGHT_UPPER_LID[4]].tolist() == pytest.approx([1, 1.5, 1], abs=0.05)
    assert gains[face.LEFT_UPPER_LID[4]].tolist() == pytest.approx([1, 1, 1], abs=0.05)
    assert gains[face.MOUTH_CORNERS[0]].tolist() == pytest.approx([1.2, 1, 1], abs=0.05)


def test_a_face_is_seen_without_its_perspective() -> None:
    chance = torch.Generator().manual_seed(0)
    head = 0.3 * torch.randn(4, 478, 3, generator=chance)
    rotation = rotation_matrices(0.4 * torch.randn(4, 3, generator=chance))
    near = torch.full((4,), 0.2)
    # Mended: a fit that was wrong by a turn, an offset and a scale.
    turn, offset, log_scale = 0.1 * torch.randn(4, 3, generator=chance), torch.full((4, 3), 0.05), 0.1
    fitted = rotation @ rotation_matrices(turn).mT
    seen = in_perspective(head @ rotation.mT, near)
    own = torch.exp(torch.tensor(log_scale)) * seen @ fitted + offset[:, None]
    correction = torch.cat([turn, offset, torch.full((4, 1), log_scale), near[:, None]], 1)
    found = without_perspective(own, fitted[:, 2], correction)
    torch.testing.assert_close(found, head, atol=1e-5, rtol=0)


def test_too_few_people_are_told(tmp_path: Path) -> None:
    write_faces(tmp_path, people=5)
    with pytest.raises(TrainingError, match="2 or more"):
        RealSampler(tmp_path, small_heads(), heldout=True).batch(1, 0)
    with pytest.raises(TrainingError, match="vcam train prepare"):
        RealSampler(tmp_path / "nothing", small_heads())
