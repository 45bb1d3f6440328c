from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtail.images.models import AbstractImage

from community.core.media.image_check import damaged_picture, validate_image_content
from community.core.media.ordering import renditions_order


class PictureField(WagtailImageField):
    """Wagtail's checks of name, format, weight and pixels, and then whether the picture really decodes."""

    def to_python(self, data: Any) -> Any:
        if getattr(data, "name", "").lower().endswith((".svg", ".svgz")):
            raise ValidationError(
                _("An SVG is refused: it can hold a program. Export the picture as PNG or WebP and upload that."),
                code="svg",
            )
        try:
            picture = super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:
            # Wagtail lets Pillow's own errors out, as a 500, where only the header of a file is a picture's.
            raise damaged_picture() from error
        if picture is not None:
            validate_image_content(picture)
        return picture


class CommunityImageForm(BaseImageForm):
    """The form of every uploader of pictures in the admin; named by WAGTAILIMAGES_IMAGE_FORM_BASE."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = PictureField(label=field.label, required=field.required, widget=field.widget)

    def save(self, commit: bool = True) -> AbstractImage:
        """Another file or focal point needs other sizes; ordered last, since Wagtail deletes those of the old file."""
        picture = super().save(commit=commit)
        if commit:
            renditions_order(lambda: [picture.pk])
        return picture
