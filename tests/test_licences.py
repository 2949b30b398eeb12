"""Tests of what is told about licences."""

from __future__ import annotations

from vcam.licences import notices, third_parties


def test_every_package_that_vcam_needs_is_named_with_its_licence() -> None:
    packages = {package.name.lower().replace("_", "-"): package for package in third_parties()}
    assert {"numpy", "pyside6-essentials", "onnxruntime", "pyvirtualcam", "torch", "shiboken6"} <= set(
        packages
    )
    assert "vcam" not in packages
    assert [name for name, package in packages.items() if package.licence == "unknown"] == []
    assert "GPL" in packages["pyside6-essentials"].licence
    assert "GNU General Public License v2" in packages["pyvirtualcam"].licence
    assert all(package.version and "\n" not in package.licence for package in packages.values())


def test_own_texts_are_there() -> None:
    texts = notices()
    assert "MIT License" in texts["vcam"]
    assert "Apache" in texts["Networks"]
    assert len(texts["Pictures and motions"]) > 100
