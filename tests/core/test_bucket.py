"""Uploads in a private bucket: pictures have the site's own addresses, documents keep their rules."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.request import urlopen

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Collection, CollectionViewRestriction

from community.core.media.views import picture_serve
from community.core.models import CommunityDocument, CommunityImage
from community.settings.bucket import BUCKET_STORAGE
from tests.core.conftest import PDF, picture_bytes
from tests.services.object_storage import ObjectStorage

pytestmark = pytest.mark.django_db


@pytest.fixture
def bucket(settings: Settings) -> Iterator[ObjectStorage]:
    with ObjectStorage().running() as storage:
        options = {"bucket_name": "hromada", "endpoint_url": storage.url, "access_key": "key", "secret_key": "secret"}
        chosen = {**BUCKET_STORAGE, "OPTIONS": {**BUCKET_STORAGE["OPTIONS"], "region_name": "eu-central-1", **options}}
        settings.STORAGES = {**settings.STORAGES, "default": chosen}
        yield storage


def content_of(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_picture_lies_in_the_bucket_and_is_shown_under_the_sites_own_address(bucket: ObjectStorage) -> None:
    picture = CommunityImage.objects.create(
        title="Герб", file=ImageFile(BytesIO(picture_bytes("PNG")), name="herb.png")
    )
    rendition = picture.get_rendition("width-10|format-webp")
    assert set(bucket.objects) == {f"/hromada/{picture.file.name}", f"/hromada/{rendition.file.name}"}
    assert rendition.url == f"/media/{rendition.file.name}"
    response = picture_serve(RequestFactory().get(rendition.url), rendition.file.name)
    assert content_of(response) == bucket.objects[f"/hromada/{rendition.file.name}"]
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=2592000"


def test_a_second_upload_of_one_name_replaces_nothing(bucket: ObjectStorage) -> None:
    names = {default_storage.save("images/herb.png", ContentFile(text)) for text in (b"one", b"two")}
    assert len(names) == 2
    assert sorted(bucket.objects.values()) == [b"one", b"two"]


def test_a_private_document_is_given_to_whom_the_rule_allows_and_never_by_address(
    bucket: ObjectStorage, client: Client, admin_client: Client
) -> None:
    folder = Collection.get_first_root_node().add_child(name="Для своїх")
    rule = CollectionViewRestriction.objects.create(collection=folder, restriction_type="groups")
    rule.groups.add(Group.objects.create(name="Рада"))
    document = CommunityDocument.objects.create(
        title="Протокол", collection=folder, file=ContentFile(PDF, name="p.pdf")
    )
    address = reverse("wagtaildocs_serve", args=[document.pk, document.filename])
    assert client.get(address).status_code == 302
    response = admin_client.get(address)
    assert content_of(response) == PDF
    assert "127.0.0.1" not in str(response.headers)
    with pytest.raises(OSError, match="403"):
        urlopen(f"{bucket.url}/hromada/{document.file.name}")


def test_what_is_not_there_is_not_found(bucket: ObjectStorage) -> None:
    with pytest.raises(Http404):
        picture_serve(RequestFactory().get("/media/images/none.png"), "images/none.png")
