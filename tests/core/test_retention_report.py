"""What leaves when its term is over, for every kind of data: how much is due, what was erased when."""

import re
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from community.accounts.models import Session, User
from community.accounts.tasks import sessions_clear
from community.core.models import ErasedDay
from community.core.retention import retention_jobs, retention_run
from home.forms.services import form_answer_add
from home.models import FormAnswer, FormPage, HomePage
from search.models import AskedQuery
from tests.accounts.builders import resident_make
from tests.news.digest.builders import subscribed

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "features" / "retention.md"
LATER = timedelta(days=400)
# Runs with another one.
WITH_ANOTHER = {"petition-networks"}

pytestmark = pytest.mark.django_db


def told(*arguments: Any) -> str:
    out = StringIO()
    call_command("retention", *arguments, stdout=out)
    return out.getvalue()


def due() -> dict[str, int]:
    return {job.key: job.due() for job in retention_jobs()}


@pytest.fixture
def things(home_page: HomePage) -> None:
    """One of several kinds, whose terms are over in a year."""
    resident_make("unproven@example.com", proven=False)
    Session.objects.create(session_key="ended", session_data="", expire_date=timezone.now())
    page = home_page.add_child(instance=FormPage(title="Запис", slug="zapys", data_purpose="Щоб.", retention_days=30))
    form_answer_add(page=page, answers={"imia": "Марія"})
    AskedQuery.objects.create(query="дрова", day=timezone.localdate())
    subscribed("a@example.com")


def test_every_task_of_retention_is_in_the_report_and_every_job_in_the_schedule() -> None:
    keys = {job.key for job in retention_jobs()}
    scheduled = {
        name for name in settings.CELERY_BEAT_SCHEDULE if re.search(r"purge|retention|erase|sessions-clear", name)
    }
    assert scheduled <= keys
    assert keys - WITH_ANOTHER <= set(settings.CELERY_BEAT_SCHEDULE)


def test_the_document_names_every_job() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert {job.key for job in retention_jobs()} == set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))


def test_a_dry_run_counts_and_erases_nothing(things: None) -> None:
    with time_machine.travel(timezone.now() + LATER):
        before = due()
        report = told("--dry-run")
        assert due() == before
    assert {key for key, rows in before.items() if rows} >= {
        "unproven-accounts-purge",
        "sessions-clear",
        "form-answers-retention",
        "search-reports",
    }
    titles = {job.key: job.title for job in retention_jobs()}
    for key, rows in before.items():
        assert f"{titles[key]}: {rows}" in report
    assert not ErasedDay.objects.exists()


def test_what_is_due_is_what_is_erased_and_is_written_down(things: None) -> None:
    with time_machine.travel(timezone.now() + LATER):
        before = due()
        told()
        assert not any(due().values())
    assert {row.job: row.rows for row in ErasedDay.objects.all()} == before
    assert not FormAnswer.objects.exists()
    assert not User.objects.filter(email="unproven@example.com").exists()


def test_tasks_write_it_down_day_by_day_and_add_up(home_page: HomePage) -> None:
    now = timezone.now()
    for key in ("first", "second"):
        Session.objects.create(session_key=key, session_data="", expire_date=now - timedelta(days=1))
        sessions_clear()
    sessions_clear()
    row = ErasedDay.objects.get()
    assert (row.job, row.rows, row.day) == ("sessions-clear", 2, timezone.localdate())
    with time_machine.travel(now + timedelta(days=1)):
        sessions_clear()
    assert [row.rows for row in ErasedDay.objects.all()] == [2, 0], "that nothing was due is told too"


def test_the_report_says_when_how_much_and_what_never_ran(home_page: HomePage) -> None:
    Session.objects.create(session_key="ended", session_data="", expire_date=timezone.now() - timedelta(days=1))
    retention_run("sessions-clear")
    report = told("--report", "30")
    titles = {job.key: str(job.title) for job in retention_jobs()}
    assert f"{titles['sessions-clear']}: 1" in report
    assert str(timezone.localdate().year) in report
    assert titles["exports-erase"] in report.split(f"{titles['sessions-clear']}: 1")[1]
    with time_machine.travel(timezone.now() + LATER):
        assert f"{titles['sessions-clear']}: 1" not in told("--report", "30")


def test_the_report_holds_numbers_alone() -> None:
    fields = {field.name for field in apps.get_model("core.ErasedDay")._meta.get_fields()}
    assert fields == {"id", "job", "day", "rows", "ran_at"}
