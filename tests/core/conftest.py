"""A small site of the core's own: a home page with a section, an administrator, pictures made on the spot."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from wagtail.models import Page, Site

from community.core.models import CommunityDocument, CommunityImage
from home.models import HomePage, SectionPage, StandardPage

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def picture_bytes(image_format: str = "JPEG", size: tuple[int, int] = (1600, 900), **options: object) -> bytes:
    buffer = BytesIO()
    Image.new("RGB", size, "#31708f").save(buffer, image_format, **options)
    return buffer.getvalue()


@pytest.fixture
def site_home(db: None) -> HomePage:
    """The home page of the default site."""
    tree_root = Page.objects.get(depth=1)
    home = tree_root.add_child(instance=HomePage(title="Зеленогірська громада", slug="home-of-test"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home


@pytest.fixture
def add_section(site_home: HomePage) -> Callable[..., SectionPage]:
    def add(title: str, *, parent: Page = site_home, show_in_menus: bool = True, **fields: object) -> SectionPage:
        return parent.add_child(instance=SectionPage(title=title, show_in_menus=show_in_menus, **fields))

    return add


@pytest.fixture
def add_page(site_home: HomePage) -> Callable[..., StandardPage]:
    def add(title: str, *, parent: Page = site_home, show_in_menus: bool = True, **fields: object) -> StandardPage:
        return parent.add_child(instance=StandardPage(title=title, show_in_menus=show_in_menus, **fields))

    return add


@pytest.fixture
def add_picture(db: None) -> Callable[..., CommunityImage]:
    def add(title: str = "Площа", **fields: str) -> CommunityImage:
        file = SimpleUploadedFile("площа.jpg", picture_bytes(), "image/jpeg")
        return CommunityImage.objects.create(title=title, file=file, **fields)

    return add


@pytest.fixture
def add_document(db: None) -> Callable[..., CommunityDocument]:
    def add(title: str = "Рішення") -> CommunityDocument:
        file = SimpleUploadedFile("рішення.pdf", PDF, "application/pdf")
        return CommunityDocument.objects.create(title=title, file=file, file_size=len(PDF))

    return add


@pytest.fixture
def administrator_client(db: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("admin", "admin@example.com", "long-password-1"))
    return client
