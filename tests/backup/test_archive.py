"""An archive is whole or refused, and holds nothing that would land outside of its folder."""

import io
import tarfile
import tracemalloc
from pathlib import Path

import pytest

from community.backup.archive import archive_check, archive_members, archive_writer
from community.backup.errors import BackupError

pytestmark = pytest.mark.any_engine

MEGABYTE = 1024 * 1024


def written(path: Path, source: Path, *names: str) -> Path:
    with archive_writer(path) as archive:
        for name in names:
            archive.add(name, source)
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "source"
    path.write_bytes(b"0123456789" * 1000)
    return path


def test_what_was_written_is_read(tmp_path: Path, source: Path) -> None:
    path = written(tmp_path / "a.tar", source, "media/Школа № 1.jpg", "media/b")
    archive_check(path)
    read = {name: content.read() for name, content in archive_members(path)}
    assert read["media/Школа № 1.jpg"] == read["media/b"] == source.read_bytes()
    assert list(read) == ["media/Школа № 1.jpg", "media/b", "SHA256SUMS"]


def test_a_file_that_went_meanwhile_is_left_out(tmp_path: Path, source: Path) -> None:
    with archive_writer(tmp_path / "a.tar") as archive:
        assert not archive.add("gone", tmp_path / "gone")
    archive_check(tmp_path / "a.tar")


def test_an_interrupted_one_leaves_nothing(tmp_path: Path, source: Path) -> None:
    with pytest.raises(IsADirectoryError), archive_writer(tmp_path / "a.tar") as archive:
        archive.add("media/a", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


def test_any_byte_that_changed_is_noticed(tmp_path: Path, source: Path) -> None:
    path = written(tmp_path / "a.tar", source, "media/a", "media/b")
    whole = path.read_bytes()
    with tarfile.open(path) as tar:
        places = [member.offset_data + 5 for member in tar]
    for place in places:
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupError):
            archive_check(path)


def test_any_length_but_the_whole_is_noticed(tmp_path: Path, source: Path) -> None:
    path = written(tmp_path / "a.tar", source, "media/a", "media/b")
    whole = path.read_bytes()
    with tarfile.open(path) as tar:
        last = tar.getmembers()[-1]
        end = last.offset_data + last.size
    for length in range(0, end, 511):
        path.write_bytes(whole[:length])
        with pytest.raises(BackupError):
            archive_check(path)


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside", "media/../../outside"])
def test_a_member_that_would_land_elsewhere_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.size = 1
        tar.addfile(member, io.BytesIO(b"x"))
    with pytest.raises(BackupError, match="holds something"):
        archive_check(path)


def test_a_link_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo("media/link")
        member.type, member.linkname = tarfile.SYMTYPE, "/etc"
        tar.addfile(member)
    with pytest.raises(BackupError, match="holds something"):
        archive_check(path)


def test_a_large_file_takes_no_memory(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(64 * MEGABYTE)
    tracemalloc.start()
    archive_check(written(tmp_path / "a.tar", large, "media/a"))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MEGABYTE


def test_many_files_take_no_memory(tmp_path: Path, source: Path) -> None:
    source.write_bytes(b"")
    tracemalloc.start()
    archive_check(written(tmp_path / "a.tar", source, *(f"media/{number}" for number in range(5000))))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * MEGABYTE
