"""What editors upload: kept if it is what it says, refused in plain Ukrainian if not, with nothing private in it."""

import tracemalloc
import zipfile
from collections.abc import Callable
from html import unescape
from io import BytesIO
from pathlib import PurePath

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pytest_django.fixtures import Settings

from community.core.media.document_check import validate_document_content
from community.core.media.image_check import GPS_TAG, picture_without_place
from community.core.models import CommunityDocument, CommunityImage
from community.core.models.media import readable_size
from tests.core.conftest import PDF, picture_bytes

HTML = b"<!doctype html><html><script>alert(1)</script></html>"
# The header of a real picture, then a page: browsers that sniff would run it.
GIF_POLYGLOT = b"GIF89a/*\x00\x00\x00\x00" + HTML + b"*/=1"
ZIP_BYTES = b"PK\x05\x06" + bytes(18)


def archive(**members: bytes) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return buffer.getvalue()


def torn_archive() -> bytes:
    """An archive whose list is whole and whose packed member is not."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("mimetype", b"application/vnd.oasis.opendocument.text")
    start = 30 + len("mimetype")
    return buffer.getvalue()[:start] + b"\xff" * 8 + buffer.getvalue()[start + 8 :]


def spreadsheet() -> bytes:
    buffer = BytesIO()
    Workbook().save(buffer)
    return buffer.getvalue()


def upload(client: Client, address: str, name: str, content: bytes) -> str:
    """Send one file through the form or the many-files uploader of the admin; give back what it says."""
    data = {"title": "Файл", "file": SimpleUploadedFile(name, content)}
    response = client.post(reverse(address), data, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code in (200, 302)
    return unescape(response.content.decode())


def upload_many(client: Client, kind: str, name: str, content: bytes) -> dict[str, object]:
    address = reverse(f"wagtail{kind}:add_multiple")
    data = {"title": name, "files[]": SimpleUploadedFile(name, content)}
    return client.post(address, data, headers={"x-requested-with": "XMLHttpRequest"}).json()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("сторінка.jpg", HTML, "не зображення або його пошкоджено"),
        ("анімація.gif", GIF_POLYGLOT, "Зображення пошкоджене або це не зображення"),
        ("обрізане.png", picture_bytes("PNG")[:200], "Зображення пошкоджене або це не зображення"),
        (
            "герб.svg",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "SVG не приймаємо: у ньому може бути програма.",
        ),
        ("перейменоване.png", picture_bytes("JPEG"), "розширення не відповідає формату файлу (jpeg)"),
    ],
)
def test_what_is_no_picture_is_refused_in_both_uploaders(
    administrator_client: Client, name: str, content: bytes, message: str
) -> None:
    said = upload(administrator_client, "wagtailimages:add", name, content)
    assert message in said
    assert 'value="Файл"' in said
    answer = upload_many(administrator_client, "images", name, content)
    assert answer["success"] is False
    assert message in str(answer["error_message"])
    assert not CommunityImage.objects.exists()


def test_a_picture_over_the_limit_is_refused_with_the_limit(administrator_client: Client, settings: Settings) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1024
    said = upload(administrator_client, "wagtailimages:add", "велика.jpg", picture_bytes())
    assert "Файл завеликий" in said
    assert "Найбільший розмір файлу: 1,0 КБ" in said.replace("\xa0", " ")
    assert not CommunityImage.objects.exists()


def test_a_picture_that_would_fill_the_memory_is_refused(administrator_client: Client, settings: Settings) -> None:
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 1_000_000
    said = upload(administrator_client, "wagtailimages:add", "бомба.png", picture_bytes("PNG", (1001, 1000)))
    assert "забагато пікселів" in said
    assert not CommunityImage.objects.exists()


def test_a_picture_is_kept_under_a_latin_name(administrator_client: Client) -> None:
    answer = upload_many(administrator_client, "images", "Площа Згоди № 1.JPG", picture_bytes())
    assert answer["success"] is True
    picture = CommunityImage.objects.get()
    assert PurePath(picture.file.name).name.startswith("ploshcha-zghody-1")
    assert picture.file.name.endswith(".jpg")
    assert (picture.width, picture.height) == (1600, 900)


XMP = b"<x:xmpmeta>GPSLatitude</x:xmpmeta>"


def photo_with_place(image_format: str) -> bytes:
    exif = Image.Exif()
    exif[0x0110] = "Phone of the press service"
    exif.get_ifd(GPS_TAG)[2] = (48.0, 30.0, 12.0)
    exif[GPS_TAG] = {1: "N", 2: (48.0, 30.0, 12.0)}
    if image_format == "PNG":
        words = PngInfo()
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        return picture_bytes("PNG", exif=exif, pnginfo=words)
    return picture_bytes(image_format, exif=exif.tobytes(), xmp=XMP)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_loses_the_place_it_was_taken_and_nothing_else(administrator_client: Client, image_format: str) -> None:
    original = photo_with_place(image_format)
    assert Image.open(BytesIO(original)).getexif().get_ifd(GPS_TAG)
    assert b"GPSLatitude" in original
    upload_many(administrator_client, "images", f"фото.{image_format.lower()}", original)
    picture = CommunityImage.objects.get()
    with picture.file.open() as file:
        stored = file.read()
    kept = Image.open(BytesIO(stored))
    assert not kept.getexif().get_ifd(GPS_TAG)
    assert kept.getexif()[0x0110] == "Phone of the press service"
    assert b"GPSLatitude" not in stored
    assert kept.tobytes() == Image.open(BytesIO(original)).tobytes()
    assert picture.file_size == len(stored)


def test_an_avif_tells_neither_place_nor_camera(administrator_client: Client) -> None:
    original = photo_with_place("AVIF")
    assert Image.open(BytesIO(original)).getexif().get_ifd(GPS_TAG)
    upload_many(administrator_client, "images", "фото.avif", original)
    with CommunityImage.objects.get().file.open() as file:
        stored = file.read()
    kept = Image.open(BytesIO(stored))
    assert not dict(kept.getexif())
    assert b"GPSLatitude" not in stored
    assert b"press service" not in stored
    assert kept.tobytes() == Image.open(BytesIO(original)).tobytes()


def test_a_photo_with_broken_metadata_is_kept_without_it(administrator_client: Client) -> None:
    whole = picture_bytes()
    broken = b"Exif\0\0this is no TIFF, 48.5031 N"
    photo = whole[:2] + b"\xff\xe1" + (len(broken) + 2).to_bytes(2, "big") + broken + whole[2:]
    assert upload_many(administrator_client, "images", "фото.jpg", photo)["success"] is True
    with CommunityImage.objects.get().file.open() as file:
        assert file.read() == whole


OTHERS = [b"", b"\xff\xd8", b"\xff\xd8\xff", HTML, *map(picture_bytes, ("PNG", "JPEG", "WEBP", "AVIF"))]
TORN = {kind: photo_with_place(kind) for kind in ("PNG", "WEBP", "AVIF")}


@pytest.mark.parametrize("content", OTHERS)
def test_other_files_pass_the_cleaning_unchanged(content: bytes) -> None:
    assert picture_without_place(content) == content


@given(st.sampled_from(["PNG", "WEBP", "AVIF"]), st.integers(0, 700), st.binary(max_size=6))
def test_a_torn_picture_never_breaks_the_cleaning(kind: str, at: int, noise: bytes) -> None:
    whole = TORN[kind]
    picture_without_place(whole[:at] + noise + whole[at + len(noise) :])
    picture_without_place(whole[:at] + noise)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Рішення.pdf", PDF),
        ("Бюджет.XLSX", spreadsheet()),
        ("лист.docx", archive(word__document_xml=b"<w/>")),
        ("план.odt", archive(mimetype=b"application/vnd.oasis.opendocument.text")),
        ("архів.zip", archive(a=b"1")),
        ("порожній.zip", ZIP_BYTES),
        ("старий.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("дані.csv", "Село;Мешканці\nВербівка;1240\n".encode("cp1251")),
        ("лист.rtf", b"{\\rtf1 text}"),
        ("сесія.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(20)),
    ],
)
def test_documents_of_every_allowed_kind_are_kept(administrator_client: Client, name: str, content: bytes) -> None:
    assert upload_many(administrator_client, "docs", name, content)["success"] is True
    document = CommunityDocument.objects.get()
    assert document.file.name.isascii()
    assert document.type_and_size.startswith(document.file_extension.upper() + ", ")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("рішення.pdf", HTML),
        ("рішення.docx", PDF),
        ("рішення.docx", spreadsheet()),
        ("план.odt", archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet")),
        ("план.ods", archive(a=b"1")),
        ("план.ods", ZIP_BYTES),
        ("план.odt", torn_archive()),
        ("дані.xls", HTML),
        ("дані.csv", HTML),
        ("дані.csv", b"MZ\x00\x00"),
        ("архів.zip", HTML + archive(a=b"1")),
        ("архів.zip", b"PK\x03\x04 torn"),
    ],
)
def test_a_document_that_is_something_else_is_refused_in_both_uploaders(
    administrator_client: Client, name: str, content: bytes
) -> None:
    message = f"Вміст файлу не відповідає формату {name[-4:].strip('.').upper()}"
    said = upload(administrator_client, "wagtaildocs:add", name, content)
    assert message in said
    assert 'value="Файл"' in said
    answer = upload_many(administrator_client, "docs", name, content)
    assert answer["success"] is False
    assert message in str(answer["error_message"])
    assert not CommunityDocument.objects.exists()


def test_a_member_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file, file.open("mimetype", "w") as member:
        for _ in range(64):
            member.write(bytes(1024 * 1024))
    tracemalloc.start()
    with pytest.raises(ValidationError):
        validate_document_content(buffer, name="бомба.odt")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * 1024 * 1024


@pytest.mark.parametrize("name", ["сторінка.html", "програма.exe", "герб.svg"])
def test_other_extensions_are_not_documents(administrator_client: Client, name: str) -> None:
    assert "не приймаються" in upload(administrator_client, "wagtaildocs:add", name, HTML)
    assert not CommunityDocument.objects.exists()


@pytest.mark.parametrize(("size", "words"), [(1, "1 КБ"), (1023 * 1024, "1023 КБ"), (52_428_800, "50,0 МБ")])
def test_sizes_are_said_in_the_units_of_a_letter(size: int, words: str) -> None:
    assert readable_size(size).replace("\xa0", " ") == words


def test_a_document_over_the_limit_is_refused(administrator_client: Client, settings: Settings) -> None:
    settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = 10
    assert "Файл завеликий" in upload(administrator_client, "wagtaildocs:add", "рішення.pdf", PDF)
    assert not CommunityDocument.objects.exists()


def test_type_and_size_read_well(add_document: Callable[..., CommunityDocument]) -> None:
    document = add_document()
    document.file_size = 1_258_291
    assert document.type_and_size.replace("\xa0", " ") == "PDF, 1,2 МБ"


def test_a_document_is_downloaded_as_it_is(client: Client, add_document: Callable[..., CommunityDocument]) -> None:
    document = add_document()
    answer = client.get(document.url)
    assert answer.getvalue() == document.file.read()
    assert answer["X-Content-Type-Options"] == "nosniff"
    # Wagtail's own view says "Content-Encoding: None" here.
    assert "Content-Encoding" not in answer


def test_a_number_that_no_document_has_is_not_found(client: Client, db: None) -> None:
    for number in ("9" * 30, "9" * 5000):
        assert client.get(f"/documents/{number}/statut.pdf").status_code == 404


def test_the_chooser_of_the_editor_uploads_through_the_same_checks(administrator_client: Client) -> None:
    address = reverse("wagtailimages_chooser:create")
    data = {
        "image-chooser-upload-title": "Фото",
        "image-chooser-upload-file": SimpleUploadedFile("фото.gif", GIF_POLYGLOT),
    }
    assert "Зображення пошкоджене" in administrator_client.post(address, data).json()["htmlFragment"]
    data["image-chooser-upload-file"] = SimpleUploadedFile("фото.jpg", picture_bytes())
    assert administrator_client.post(address, data).json()["step"] == "chosen"
