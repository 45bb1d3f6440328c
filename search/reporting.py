"""What people ask for and what they open, counted by day, without anything about who they are."""

import re
from datetime import timedelta
from typing import Any

from django.db.models import F, Max, QuerySet, Sum

from community.core.local_time import today
from search.models import QUERY_LENGTH, TITLE_LENGTH, AskedQuery, FollowedResult
from search.text.terms import text_words

KEPT_DAYS = 90
# More different questions a day are somebody's program.
QUESTIONS_A_DAY = 2000
# An address, a telephone, a document of a person: such a question is not kept.
_PERSONAL = re.compile(r"@|\d[\d\s()-]{5,}|\b[а-яіїєґ]{2}\s?\d{6}\b", re.IGNORECASE)


def question_kept(text: str) -> str:
    """The question as reports keep it; empty when it is too long or looks like somebody's data."""
    kept = " ".join(text_words(text))
    return "" if len(kept) > QUERY_LENGTH or _PERSONAL.search(text) else kept


def empty_question_count(*, text: str) -> None:
    """Count a question that found nothing."""
    query, day = question_kept(text), today()
    if not query:
        return
    counted = AskedQuery.objects.filter(query=query, day=day).update(times=F("times") + 1)
    if not counted and AskedQuery.objects.filter(day=day).count() < QUESTIONS_A_DAY:
        AskedQuery.objects.bulk_create([AskedQuery(query=query, day=day)], ignore_conflicts=True)


def followed_count(*, text: str, title: str) -> None:
    """Count that somebody opened a result."""
    query, day, opened = question_kept(text), today(), title[:TITLE_LENGTH]
    if not query:
        return
    counted = FollowedResult.objects.filter(query=query, title=opened, day=day).update(times=F("times") + 1)
    if not counted and FollowedResult.objects.filter(day=day).count() < QUESTIONS_A_DAY:
        FollowedResult.objects.bulk_create([FollowedResult(query=query, title=opened, day=day)], ignore_conflicts=True)


def reports_due() -> int:
    """How many lines are older than the reports show."""
    before = today() - timedelta(days=KEPT_DAYS)
    return AskedQuery.objects.filter(day__lt=before).count() + FollowedResult.objects.filter(day__lt=before).count()


def reports_forget() -> int:
    """Forget what is older than the reports show; return how many lines."""
    before = today() - timedelta(days=KEPT_DAYS)
    asked, _by_model = AskedQuery.objects.filter(day__lt=before).delete()
    followed, _by_model = FollowedResult.objects.filter(day__lt=before).delete()
    return asked + followed


def empty_questions() -> QuerySet[AskedQuery, Any]:
    """Questions of the kept days that found nothing, the most frequent first."""
    asked = AskedQuery.objects.values("query").annotate(total=Sum("times"), last=Max("day"))
    return asked.order_by("-total", "query")


def empty_questions_often(times: int) -> int:
    """How many different questions found nothing so often."""
    totals = AskedQuery.objects.values("query").annotate(total=Sum("times"))
    return totals.filter(total__gte=times).count()


def followed_results() -> QuerySet[FollowedResult, Any]:
    """What people opened, for each question, the most frequent first."""
    return FollowedResult.objects.values("query", "title").annotate(total=Sum("times")).order_by("-total", "query")
