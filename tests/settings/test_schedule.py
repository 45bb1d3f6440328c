"""The schedule names its tasks by strings: each must be a task, and often enough for what pages promise."""

from celery import current_app
from django.conf import settings

SHOWN_VIEWS_MAY_BE_OLD = 600


def test_every_scheduled_task_exists() -> None:
    current_app.loader.import_default_modules()
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert scheduled
    assert scheduled - current_app.tasks.keys() == set()


def test_views_are_written_within_ten_minutes() -> None:
    seconds = settings.CELERY_BEAT_SCHEDULE["article-views-flush"]["schedule"]
    assert isinstance(seconds, float)
    assert seconds <= SHOWN_VIEWS_MAY_BE_OLD
