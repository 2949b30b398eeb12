"""Folders and atomic writing."""

from pathlib import Path

import pytest

from vcam import paths


def test_home_variable_moves_everything(monkeypatch, tmp_path):
    monkeypatch.setenv("VCAM_HOME", str(tmp_path))
    for place in (
        paths.data_folder(),
        paths.cache_folder(),
        paths.avatars_folder(),
        paths.settings_file(),
        paths.log_file(),
        paths.recordings_folder(),
    ):
        assert tmp_path == place or tmp_path in place.parents
    assert list(tmp_path.iterdir()) == []


def test_without_home_variable_the_system_decides(monkeypatch):
    monkeypatch.setenv("VCAM_HOME", "  ")
    assert "vcam" in str(paths.data_folder())
    assert paths.settings_file().name == "settings.json"


def test_resources_are_beside_the_code():
    assert paths.resources().parent == Path(paths.__file__).parent


def test_atomic_write_replaces_whole(tmp_path):
    target = tmp_path / "new" / "a.mp4"
    with paths.write_atomically(target) as temporary:
        assert temporary.suffix == ".mp4"
        temporary.write_text("one")
        assert not target.exists()
    assert target.read_text() == "one"
    with paths.write_atomically(target) as temporary:
        temporary.write_text("two")
    assert target.read_text() == "two"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failed_write_leaves_the_old_file(tmp_path, error):
    target = tmp_path / "a.txt"
    target.write_text("old")

    def write_half() -> None:
        with paths.write_atomically(target) as temporary:
            temporary.write_text("half")
            raise error

    with pytest.raises(error):
        write_half()
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_block_that_writes_nothing_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError), paths.write_atomically(tmp_path / "a.txt"):
        pass
