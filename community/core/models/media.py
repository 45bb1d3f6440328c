import math
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from community.core.media.document_check import validate_document_content
from community.core.media.file_names import upload_file_name
from community.core.media.image_check import picture_without_place

MEGABYTE = 1024 * 1024


def _is_new_upload(file: "File[bytes]") -> bool:
    # The same question FileField asks before it saves; Django has no public name for it.
    return bool(file) and not getattr(file, "_committed", True)


class CommunityImage(AbstractImage):
    """An uploaded picture; a model of our own from the first migration, because swapping it later loses data."""

    file: ImageFieldFile
    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")

    def get_upload_to(self, filename: str) -> str:
        return super().get_upload_to(upload_file_name(filename))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Photos are published, so the place where one was taken is dropped before it is stored."""
        if _is_new_upload(self.file):
            self._drop_place()
        super().save(*args, **kwargs)

    def _drop_place(self) -> None:
        with self.open_file() as file:
            content = file.read()
        cleaned = picture_without_place(content)
        if cleaned != content:
            # Assigned, not saved: Django then measures the picture anew and stores it with the row.
            self.file = ContentFile(cleaned, name=self.file.name)  # type: ignore[assignment]  # its descriptor wraps it
            self.file_size = len(cleaned)
            self._set_file_hash()


class CommunityRendition(AbstractRendition):
    """A resized copy of a :class:`CommunityImage`."""

    image = models.ForeignKey(CommunityImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="rendition_unique"),
        ]


def document_upload_to(document: AbstractDocument, filename: str) -> str:
    """Where an uploaded document is stored."""
    return f"documents/{upload_file_name(filename)}"


def readable_size(size: int) -> str:
    """Bytes as people say them: kilobytes without a fraction, above that megabytes."""
    if size < MEGABYTE:
        return _("%(size)s KB") % {"size": math.ceil(size / 1024)}
    return _("%(size)s MB") % {"size": number_format(round(size / MEGABYTE, 1), 1)}


class CommunityDocument(AbstractDocument):
    """An uploaded document; a model of our own from the first migration, for the same reason."""

    file = models.FileField(_("file"), upload_to=document_upload_to)

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        super().clean()
        if _is_new_upload(self.file):
            try:
                validate_document_content(self.file.file, name=self.file.name or "")
            except ValidationError as error:
                raise ValidationError({"file": error}) from error

    @property
    def type_and_size(self) -> str:
        """What a resident wants to know before a download: «PDF, 1,2 МБ»."""
        label = self.file_extension.upper()
        size = self.get_file_size()
        return f"{label}, {readable_size(size)}" if size else label
