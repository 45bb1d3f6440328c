from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField

# Three months are never more days.
THREE_MONTHS = 92


class TermWarningPanel(Panel):
    """Says, from the saving on, that the term is longer than the law’s three months; the statute may still have it."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "engagement/desk/term_warning.html"

        def is_shown(self) -> bool:
            return bool(self.instance.term_days > THREE_MONTHS)


# Beyond it a term is a slip of the hand, and dates that far break calendars.
YEAR = 366


@register_setting(icon="clipboard-list")
class PetitionSettings(BaseGenericSetting):
    """What the community's statute says of petitions; copied to each petition when it is published."""

    threshold = models.PositiveIntegerField(
        _("signatures needed"), default=100, validators=[MinValueValidator(1)], help_text=_("As in the statute.")
    )
    term_days = models.PositiveSmallIntegerField(
        _("days of collecting"),
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(YEAR)],
        help_text=_("As in the statute; the law speaks of three months at most."),
    )
    moderation_days = models.PositiveSmallIntegerField(
        _("working days to publish or refuse"), default=2, validators=[MinValueValidator(1), MaxValueValidator(YEAR)]
    )
    notice_days = models.PositiveSmallIntegerField(
        _("working days to begin the review"), default=3, validators=[MinValueValidator(1), MaxValueValidator(YEAR)]
    )
    review_days = models.PositiveSmallIntegerField(
        _("working days of the review"), default=10, validators=[MinValueValidator(1), MaxValueValidator(YEAR)]
    )
    signing_ends_with_review = models.BooleanField(
        _("signing ends when the review begins"),
        default=True,
        help_text=_("Otherwise people may go on signing until the term ends or the answer is published."),
    )
    retention_years = models.PositiveSmallIntegerField(
        _("years that names stay public"),
        default=3,
        validators=[MinValueValidator(3), MaxValueValidator(75)],
        help_text=_("From publication; the law asks for three at least. Numbers and dates stay for good."),
    )
    names_in_open_data = models.BooleanField(
        _("signers’ names in open data"),
        default=False,
        help_text=_("The state’s schema recommends it; without it each row says that the name is not published."),
    )
    registry_email = models.EmailField(
        _("e-mail of the registry"),
        blank=True,
        help_text=_("Where the appeal goes that becomes of a petition without enough signatures."),
    )
    eligibility = models.CharField(
        _("who may sign"),
        max_length=255,
        default="Я мешкаю на території громади й підписую від власного імені.",
        help_text=_("What a resident confirms before signing."),
    )
    rules = RichTextField(
        _("rules"),
        blank=True,
        features=["h3", "bold", "italic", "link", "document-link", "ol", "ul"],
        help_text=_("Read by the author before writing, beside the threshold and the term."),
    )
    checklist = models.TextField(
        _("what to check before publishing"),
        blank=True,
        default=(
            "Питання належить до повноважень ради\n"
            "Такої самої петиції ще немає\n"
            "У тексті немає чужих персональних даних\n"
            "Немає закликів, які забороняє закон, і образ"
        ),
        help_text=_("One question a line; the moderator ticks all of them."),
    )

    panels = [
        MultiFieldPanel(
            [
                TermWarningPanel(),
                FieldRowPanel([FieldPanel("threshold"), FieldPanel("term_days")]),
                FieldPanel("signing_ends_with_review"),
            ],
            heading=_("Collecting signatures"),
        ),
        MultiFieldPanel(
            [FieldPanel("moderation_days"), FieldPanel("notice_days"), FieldPanel("review_days")],
            heading=_("Clocks of the council"),
        ),
        MultiFieldPanel([FieldPanel("rules"), FieldPanel("eligibility")], heading=_("What residents read")),
        FieldPanel("checklist"),
        FieldPanel("registry_email"),
        MultiFieldPanel([FieldPanel("retention_years"), FieldPanel("names_in_open_data")], heading=_("Names")),
    ]

    class Meta:
        verbose_name = _("Petitions: the statute")

    @property
    def checklist_items(self) -> list[str]:
        """The questions a moderator ticks before publishing."""
        return [line.strip() for line in self.checklist.splitlines() if line.strip()]
