"""The restore drill: a site with content is saved, lost, restored on another machine, and nobody sees a difference."""

import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backup.installation import ENGINE, RELEASES, Installation, installation

pytestmark = pytest.mark.processes

SIGN_IN = """
import django; django.setup()
from django.test import Client
from community.accounts.models import User
Client().force_login(User.objects.get(username="admin"))
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A site that people used: pages, uploads, votes, signatures, somebody of the staff signed in."""
    with installation(tmp_path_factory.mktemp("site"), "drill") as machine:
        machine.manage("restore", str(RELEASES / "1.0" / f"{ENGINE}.tar"))
        machine.manage("migrate", "--verbosity", "0")
        assert machine.run("-c", SIGN_IN).returncode == 0
        (machine.media / "documents").mkdir(exist_ok=True)
        (machine.media / "documents" / "Рішення № 7.pdf").write_bytes(bytes(range(256)) * 9000)
        yield machine


@pytest.fixture(scope="module")
def backup(site: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("backups")
    site.manage("backup", str(folder), "--verify")
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o077 == 0
    return path


def test_a_lost_site_comes_back_on_another_machine(site: Installation, backup: Path, tmp_path: Path) -> None:
    before, files = site.looked_at(), site.files()
    assert before["sessions"] == 1
    assert len(before["pages"]) > 20
    with installation(tmp_path, "another") as another:
        said = another.manage("restore", str(backup))
        assert "SECRET_KEY is another one" in said
        assert "VOTER_KEY_SECRET" not in said
        after = another.looked_at()
        assert after["pages"] == before["pages"]
        assert after["counts"] == before["counts"]
        assert another.files() == files
        # Whoever was signed in when it was saved is a stranger now.
        assert after["sessions"] == 0
        # And what was restored can be saved and restored in its turn, over itself.
        again = tmp_path / "again.tar"
        another.manage("backup", str(again))
        (another.media / "of-today.txt").touch()
        assert "--replace" in another.refused("restore", str(again))
        assert (another.media / "of-today.txt").exists()
        another.manage("restore", str(again), "--replace")
        another.manage("migrate", "--check")
        assert another.files() == files


def damaged(backup: Path, copy: Path, place: int) -> Path:
    """A copy with one byte turned over."""
    shutil.copyfile(backup, copy)
    with copy.open("r+b") as file:
        file.seek(place)
        byte = file.read(1)
        file.seek(place)
        file.write(bytes([byte[0] ^ 0xFF]))
    return copy


def test_a_damaged_archive_is_refused_and_nothing_is_touched(site: Installation, backup: Path, tmp_path: Path) -> None:
    before = site.files()
    with tarfile.open(backup) as tar:
        largest = max(tar.getmembers(), key=lambda member: member.size)
        place = largest.offset_data + largest.size // 2
    broken = damaged(backup, tmp_path / "broken.tar", place)
    assert largest.name in site.refused("restore", str(broken), "--replace")
    assert site.files() == before
    cut = tmp_path / "cut.tar"
    cut.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    assert "cut.tar" in site.refused("restore", str(cut), "--check")
    assert "no-archive" in site.refused("restore", str(tmp_path / "no-archive.tar"))
    assert "Whole" in site.manage("restore", str(backup), "--check")


def test_an_archive_of_the_other_engine_is_refused(site: Installation) -> None:
    other = {"postgresql": "sqlite", "sqlite": "postgresql"}[ENGINE]
    assert "DATABASE_URL" in site.refused("restore", str(RELEASES / "1.0" / f"{other}.tar"), "--replace")


def test_a_backup_overwrites_no_other(site: Installation, backup: Path) -> None:
    assert "exists already" in site.refused("backup", str(backup))


def test_keys_move_apart_and_encrypted(site: Installation, tmp_path: Path) -> None:
    keys, passphrase, wrong = tmp_path / "keys", tmp_path / "passphrase", tmp_path / "wrong"
    passphrase.write_text("верба над Ясною, 1897\n")
    wrong.write_text("верба над Ясною, 1898\n")
    site.manage("backup_keys", str(keys), "--passphrase-file", str(passphrase))
    assert keys.stat().st_mode & 0o077 == 0
    assert "the-secret-of-drill" not in keys.read_text()
    assert "passphrase" in site.refused("backup_keys", str(keys), "--show", "--passphrase-file", str(wrong))
    shown = site.manage("backup_keys", str(keys), "--show", "--passphrase-file", str(passphrase))
    assert shown.splitlines() == [
        "SECRET_KEY=the-secret-of-drill",
        "DATA_KEYS=2026:moved-along-too",
        "VOTER_KEY_SECRET=moved-along-with-the-site",
    ]


def test_no_key_is_in_the_archive(backup: Path) -> None:
    content = backup.read_bytes()
    assert b"the-secret-of-drill" not in content
    assert b"moved-along-with-the-site" not in content
