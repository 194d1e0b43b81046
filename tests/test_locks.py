"""The locks are what a machine installs: complete, and silent about where it gets it from."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
WANTED = {
    "run": PROJECT["project"]["dependencies"],
    "build": PROJECT["dependency-groups"]["build"],
    "dev": PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"],
}


def locked(name: str) -> dict[str, str]:
    """Name → version of each distribution in a lock."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", WANTED)
def test_every_library_we_name_is_locked_at_a_release_we_accept(name):
    versions = locked(name)
    for line in WANTED[name]:
        wanted = Requirement(line)
        assert wanted.specifier.contains(versions[canonicalize_name(wanted.name)]), line


def test_tests_run_with_the_releases_that_are_served():
    assert locked("run").items() <= locked("dev").items()


@pytest.mark.parametrize("path", [*(f"requirements/{name}.txt" for name in WANTED), ".npmrc"])
def test_a_lock_names_no_address(path):
    assert "://" not in (ROOT / path).read_text()


def test_every_npm_package_is_pinned_by_hash_and_not_by_address():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    del packages[""]  # ourselves
    assert packages
    assert all("integrity" in package for package in packages.values())
    assert not any("resolved" in package for package in packages.values())
