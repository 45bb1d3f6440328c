from typing import NamedTuple, cast

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import PreviewableMixin, Site

from community.core.page_cache.values import kept_value
from community.core.validators import (
    phone_digits,
    validate_brand_colour,
    validate_edrpou,
    validate_katottg,
    validate_phone,
)

DEFAULT_BRAND_COLOUR = "#0a4d9c"
SOCIAL_NETWORKS = ("facebook", "telegram", "viber", "instagram", "youtube")


class SocialLink(NamedTuple):
    """A page of the community elsewhere: the network's name and the address."""

    name: str
    url: str


@register_setting(icon="site")
class CommunitySettings(PreviewableMixin, BaseSiteSetting):
    """Everything one community differs by from another; no name of a community stands in code."""

    name = models.CharField(
        _("name of the community"),
        max_length=120,
        default="Громада",
        help_text=_("As in the statute, for example: Зеленогірська міська територіальна громада."),
    )
    district = models.CharField(_("district"), max_length=80, blank=True)
    oblast = models.CharField(_("oblast"), max_length=80, blank=True)
    edrpou = models.CharField(
        _("code of ЄДРПОУ"),
        max_length=8,
        blank=True,
        validators=[validate_edrpou],
        help_text=_("Of the council as a legal entity; 8 digits."),
    )
    katottg = models.CharField(
        _("code of КАТОТТГ"),
        max_length=19,
        blank=True,
        validators=[validate_katottg],
        help_text=_("Of the community: UA and 17 digits."),
    )

    coat_of_arms = models.ForeignKey(
        "core.CommunityImage",
        verbose_name=_("coat of arms"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("PNG with a transparent background looks best; without it a plain shield is drawn."),
    )
    govua_logo = models.ForeignKey(
        "core.CommunityImage",
        verbose_name=_("logo in the gov.ua strip"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Only if the community has the right to use it; the strip is text without it."),
    )
    brand_colour = models.CharField(
        _("main colour"),
        max_length=7,
        default=DEFAULT_BRAND_COLOUR,
        validators=[validate_brand_colour],
        help_text=_("Links and buttons take it; its shades for the dark theme are worked out from it."),
    )

    address = models.CharField(_("address"), max_length=255, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True, validators=[validate_phone])
    email = models.EmailField(_("e-mail"), blank=True)
    working_hours = models.TextField(
        _("working hours"), blank=True, help_text=_("One line for each day or group of days.")
    )

    facebook = models.URLField("Facebook", blank=True)
    telegram = models.URLField("Telegram", blank=True)
    viber = models.URLField("Viber", blank=True)
    instagram = models.URLField("Instagram", blank=True)
    youtube = models.URLField("YouTube", blank=True)

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldRowPanel([FieldPanel("district"), FieldPanel("oblast")]),
                    MultiFieldPanel(
                        [FieldRowPanel([FieldPanel("edrpou"), FieldPanel("katottg")])], heading=_("State registers")
                    ),
                ],
                heading=_("Community"),
            ),
            ObjectList(
                [
                    FieldPanel("coat_of_arms"),
                    FieldPanel("brand_colour", widget=forms.ColorInput),
                    FieldPanel("govua_logo"),
                ],
                heading=_("Symbols and colour"),
            ),
            ObjectList(
                [
                    FieldPanel("address"),
                    FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                    FieldPanel("working_hours"),
                ],
                heading=_("Contacts"),
            ),
            ObjectList([FieldPanel(name) for name in SOCIAL_NETWORKS], heading=_("Social networks")),
        ]
    )
    select_related = ("coat_of_arms", "govua_logo")

    class Meta:
        verbose_name = _("Community")

    @classmethod
    def for_request(cls, request: HttpRequest) -> "CommunitySettings":
        """As Wagtail's, but kept between requests where the answer is somebody's own."""
        attribute, site = cls.get_cache_attr_name(), Site.find_for_request(request)
        if hasattr(request, attribute) or site is None:
            return cast("CommunitySettings", super().for_request(request))
        found = kept_value(f"settings-{site.pk}", lambda: cast("CommunitySettings", cls.for_site(site)))
        # Addresses of pages are worked out with it.
        found._request = request
        setattr(request, attribute, found)
        return found

    @property
    def phone_link(self) -> str:
        """The phone for a ``tel:`` link, with the country code."""
        digits = phone_digits(self.phone)
        return f"+{digits}" if digits else ""

    @property
    def social_links(self) -> list[SocialLink]:
        """The networks the community named, in a fixed order."""
        fields = [self._meta.get_field(name) for name in SOCIAL_NETWORKS]
        return [SocialLink(field.verbose_name, url) for field in fields if (url := field.value_from_object(self))]

    @property
    def theme_url(self) -> str:
        """The stylesheet of the brand colour; the colour is in the address, so a cached copy is never the old one."""
        return f"{reverse('theme_css')}?brand={self.brand_colour.lstrip('#')}"

    def clean(self) -> None:
        super().clean()
        self.brand_colour = self.brand_colour.lower()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the home page dressed in the settings as typed, which the settings' view put on the request."""
        page = self.site.root_page.specific
        return page.serve_preview(request, page.default_preview_mode)
