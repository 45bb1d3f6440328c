"""Databases of former releases become a site of today."""

from pathlib import Path

import pytest

from tests.backup.installation import ENGINE, RELEASES, installation

pytestmark = pytest.mark.processes

FORMER = sorted(path.name for path in RELEASES.iterdir() if path.is_dir())


def test_the_first_release_is_kept() -> None:
    assert "1.0" in FORMER
    for release in FORMER:
        assert {path.stem for path in (RELEASES / release).glob("*.tar")} == {"sqlite", "postgresql"}


@pytest.mark.parametrize("release", FORMER)
def test_a_site_of_a_former_release_is_brought_up_to_date(release: str, tmp_path: Path) -> None:
    with installation(tmp_path, "upgraded") as site:
        said = site.manage("restore", str(RELEASES / release / f"{ENGINE}.tar"))
        pending = site.run("manage.py", "migrate", "--check").returncode != 0
        assert pending == ("manage.py migrate" in said)
        site.manage("migrate", "--verbosity", "0")
        site.manage("sync_roles", "--verbosity", "0")
        site.manage("migrate", "--check")
        seen = site.looked_at()
    assert len(seen["pages"]) > 20
    assert {answer.partition(" ")[0] for answer in seen["pages"].values()} == {"200"}
    assert all(seen["counts"][name] > 0 for name in ("Page", "User", "Poll", "Vote", "Petition", "Signature"))
