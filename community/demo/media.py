"""Puts the painted pictures and the written documents into the site's libraries.

Sizes and hashes are set by the methods that Wagtail's own upload forms call; it has no public name for them.
"""

from datetime import datetime

from django.contrib.auth.models import AbstractUser
from django.core.files.base import ContentFile

from community.core.models import CommunityDocument, CommunityImage
from community.demo.content import content, phrase
from community.demo.files import WRITERS, FileText
from community.demo.pictures import paint
from community.demo.pictures.arms import paint_arms


def pictures_load(owner: AbstractUser) -> dict[str, CommunityImage]:
    """Paint every picture; by key."""
    pictures = {}
    for key, entry in (content("pictures") | content("portraits")).items():
        if "scene" in entry:
            data, name = paint(entry["scene"], entry["palette"], entry["seed"]), f"{key}.jpg"
        else:
            data, name = paint_arms(), f"{key}.png"
        image = CommunityImage(
            title=entry["title"],
            description=entry["description"],
            file=ContentFile(data, name=name),
            uploaded_by_user=owner,
        )
        image.full_clean(exclude=["width", "height"])
        image._set_image_file_metadata()
        image.save()
        pictures[key] = image
    return pictures


def documents_load(owner: AbstractUser, now: datetime) -> dict[str, CommunityDocument]:
    """Write every document; by key."""
    documents = {}
    for key, entry in content("documents").items():
        text = FileText(
            title=phrase(entry["title"], now),
            paragraphs=[phrase(paragraph, now) for paragraph in entry.get("paragraphs", [])],
            rows=entry.get("rows", []),
        )
        data = WRITERS[entry["format"]](text)
        document = CommunityDocument(
            title=text.title,
            file=ContentFile(data, name=f"{text.title}.{entry['format']}"),
            uploaded_by_user=owner,
        )
        document.full_clean()
        document._set_document_file_metadata()
        document.save()
        documents[key] = document
    return documents
