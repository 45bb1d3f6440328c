"""What can be found, the words it is made of, and what staff decide about finding."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, PageViewRestriction

from search.text.terms import one_spelling

TITLE_LENGTH = 255
QUERY_LENGTH = 100


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def public(self) -> "SearchEntryQuerySet":
        """What anybody may read now, whatever was when it was indexed.

        The few private branches are asked for first: as a subquery, SQLite goes through all pages for each entry.
        """
        hidden = Q()
        for path in PageViewRestriction.objects.values_list("page__path", flat=True):
            hidden |= Q(page__path__startswith=path)
        found = self.filter(page__live=True)
        return found.exclude(hidden) if hidden else found


class SearchEntry(models.Model):
    """One thing that can be found. The full-text index stands beside it and belongs to the database engine."""

    # Who knows how to read it: a name in ``search.sources``; with the key of what it is about.
    source = models.CharField(max_length=10)
    object_id = models.PositiveBigIntegerField()
    # Public exactly while this page is: the page itself, the one that links to a document, the list of petitions.
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    # Joined to the address of the page.
    tail = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=20)
    category = models.CharField(max_length=80, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    day = models.DateField(null=True)
    title = models.CharField(max_length=TITLE_LENGTH)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = [models.UniqueConstraint(fields=["source", "object_id"], name="search_entry_unique")]
        indexes = [models.Index(fields=["-day", "-id"], name="search_entry_latest")]

    def __str__(self) -> str:
        return self.title


class SearchText(models.Model):
    """The words to quote from; apart, so that looking through entries reads little."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, primary_key=True, related_name="text")
    lead = models.TextField(blank=True)
    body = models.TextField(blank=True)
    # Of a document: what its file was when it was read.
    file_hash = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("text of a search entry")
        verbose_name_plural = _("texts of search entries")

    def __str__(self) -> str:
        return self.lead[:60]


class VocabularyTerm(models.Model):
    """A word that the site uses; mistakes are corrected towards these and no others. Only added to between rebuilds."""

    term = models.CharField(max_length=40, unique=True)
    sound = models.CharField(max_length=60, blank=True, db_index=True)
    root = models.CharField(max_length=40, blank=True, db_index=True)
    bare_root = models.CharField(max_length=40, blank=True, db_index=True)

    class Meta:
        verbose_name = _("word of the site")
        verbose_name_plural = _("words of the site")

    def __str__(self) -> str:
        return self.term


class Synonym(models.Model):
    """Words and abbreviations that mean the same: whoever asks for one finds them all."""

    words = models.TextField(
        _("words that mean the same"),
        max_length=500,
        help_text=_("Separated by commas, for example: ЦНАП, центр надання адміністративних послуг."),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    @property
    def phrases(self) -> list[str]:
        return [phrase for part in self.words.replace("\n", ",").split(",") if (phrase := part.strip())]

    def clean(self) -> None:
        if len([phrase for phrase in self.phrases if one_spelling(phrase)]) < 2:
            raise ValidationError({"words": _("Write at least two words or phrases, separated by commas.")})


class Promotion(models.Model):
    """A page that stands first for certain words, whatever else is found."""

    words = models.CharField(
        _("words"),
        max_length=200,
        help_text=_("Shown when a question holds all these words, in any form. Several sets are separated by commas."),
    )
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    note = models.CharField(_("note under the title"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("recommended result")
        verbose_name_plural = _("recommended results")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        if not one_spelling(self.words):
            raise ValidationError({"words": _("Write at least one word.")})


class AskedQuery(models.Model):
    """How often a question found nothing on a day; who asked is written nowhere."""

    day = models.DateField(_("day"), default=timezone.localdate)
    query = models.CharField(_("question"), max_length=QUERY_LENGTH)
    times = models.PositiveIntegerField(_("times asked"), default=1)

    class Meta:
        verbose_name = _("question without results")
        verbose_name_plural = _("questions without results")
        constraints = [models.UniqueConstraint(fields=["query", "day"], name="search_asked_once_a_day")]
        indexes = [models.Index(fields=["day"], name="search_asked_day")]

    def __str__(self) -> str:
        return self.query


class FollowedResult(models.Model):
    """How often on a day people went from a question to a result; who went is written nowhere."""

    day = models.DateField(_("day"), default=timezone.localdate)
    query = models.CharField(_("question"), max_length=QUERY_LENGTH)
    title = models.CharField(_("what was opened"), max_length=TITLE_LENGTH)
    times = models.PositiveIntegerField(_("times opened"), default=1)

    class Meta:
        verbose_name = _("followed result")
        verbose_name_plural = _("followed results")
        constraints = [models.UniqueConstraint(fields=["query", "title", "day"], name="search_followed_once_a_day")]
        indexes = [models.Index(fields=["day"], name="search_followed_day")]

    def __str__(self) -> str:
        return self.query
