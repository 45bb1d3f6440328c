"""Photographs, and how pages show them."""

import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from wagtail.models import Page

from community.core import tasks
from community.core.models import CommunityImage
from tests.core.conftest import picture_bytes

Publish = Callable[[Page], None]
IMG = re.compile(r"<img([^>]*)>")
PICTURE = re.compile(r"<picture>.*?</picture>")
ADVERTISED = ["image/avif", "image/webp"]


class Worker:
    def __init__(self) -> None:
        self.queue: list[list[int]] = []

    def put(self, picture_ids: list[int]) -> None:
        if picture_ids:
            self.queue.append(picture_ids)

    def work(self) -> int:
        turns = 0
        while self.queue:
            tasks.renditions_make(self.queue.pop(0))
            turns += 1
        return turns


def photo(
    title: str = "Площа", form: str = "JPEG", size: tuple[int, int] = (1600, 900), **fields: str
) -> CommunityImage:
    file = SimpleUploadedFile(f"{title}.{form.lower()}", picture_bytes(form, size))
    return CommunityImage.objects.create(title=title, file=file, **fields)


def block(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    """A block of a body as the database keeps it."""
    return {"type": kind, "value": value}


def pictures(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return PICTURE.findall(answer.content.decode())


def shown(picture: CommunityImage, kind: str = "card", words: str = "") -> str:
    code = f'{{% load picture_tags %}}{{% show_picture picture "{kind}" {words} %}}'
    return Template(code).render(Context({"picture": picture}))


def fresh(picture: CommunityImage) -> CommunityImage:
    return CommunityImage.objects.get(pk=picture.pk)


def make_ready(*pictures: CommunityImage) -> None:
    for picture in pictures:
        tasks.renditions.renditions_make(picture_id=picture.pk)
