"""Workbooks too large to wait for: made by a worker, told by a letter, taken by whoever asked and by nobody else."""

import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, ReferenceIndex

from community.accounts.models import User
from community.core import tasks
from community.core.exports import answers, making
from community.core.models import ExportJob, ExportPart
from community.core.models.exports import KEPT_FOR, ExportState
from community.messaging.models import Message
from community.messaging.rendering import message_render
from engagement.models import Poll
from engagement.models.poll import ResultsPromise
from tests.messaging.broker import broker_at, worker
from tests.registers.builders import make_poll, make_votes
from tests.services.mail_server import wait_until

PARTICIPATION = "registers_participation_modeladmin_index"
MY_EXPORTS = "exports:index"
Commits = Callable[..., AbstractContextManager[list[Any]]]


class Killed(BaseException):
    """What a worker that is killed does not live to handle."""


@pytest.fixture(autouse=True)
def _two_rows_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "XLSX_IN_REQUEST", 2)


@pytest.fixture
def benches(db: Any) -> Poll:
    # Of a poll whose results nobody sees while it runs, the register tells times.
    poll = make_poll('=HYPERLINK("https://evil.example")', promise=ResultsPromise.AFTER_CLOSE)
    make_votes(poll, [f"a{n}@ukr.net" for n in range(3)], when=datetime(2026, 11, 10, 21, 30, tzinfo=UTC))
    make_votes(make_poll("Який міст лагодити?"), ["petro@ukr.net"])
    return poll


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch) -> list[tuple[UUID, int]]:
    """What the sweep gave to the queue."""
    calls: list[tuple[UUID, int]] = []
    monkeypatch.setattr(tasks, "export_job_queue", lambda job_id, attempts=0: calls.append((job_id, attempts)))
    return calls


def person(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return unescape(response.content.decode())


def ask(client: Client, **query: str) -> ExportJob:
    """Press «Завантажити XLSX» in the register of participation."""
    response = client.get(reverse(PARTICIPATION), {**query, "export": "xlsx"})
    assert (response.status_code, response["Location"]) == (302, reverse(MY_EXPORTS))
    return ExportJob.objects.latest("created_at")


def make(job: ExportJob) -> ExportJob:
    """Make the next attempt, as the worker does, and read the row again."""
    tasks.export_job_make(str(job.pk), job.attempts)
    return ExportJob.objects.get(pk=job.pk)


def take(client: Client, job: ExportJob) -> Any:
    return client.get(reverse("exports:download", args=[job.pk]))


def rows_of(response: Any) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    return list(book.worksheets[0].iter_rows(values_only=True))


def test_a_large_workbook_is_made_in_the_background_and_holds_what_the_list_showed(
    officer: Client, benches: Poll
) -> None:
    job = ask(officer, poll__id__exact=str(benches.pk), o="1")
    page = text_of(officer, reverse(MY_EXPORTS))
    for words in ("Файл великий", "Участь", "У черзі", 'Фільтр: опитування: =HYPERLINK("https://evil'):
        assert words in page
    assert make(job).state == ExportState.READY
    page = text_of(officer, reverse(MY_EXPORTS))
    assert "Готово" in page
    assert "зберігається до" in page
    ExportJob.objects.update(ready_at=datetime(2026, 11, 30, 22, 30, tzinfo=UTC))
    response = take(officer, job)
    heading, *rows = rows_of(response)
    assert heading[0] == "Опитування"
    assert [row[1] for row in rows] == ["a•••@ukr.net"] * 3
    assert rows[0][4] == datetime(2026, 11, 10, 23, 30)  # noqa: DTZ001 - a workbook holds Kyiv time without a zone
    assert response["Content-Disposition"] == 'attachment; filename="uchast-2026-12-01.xlsx"'
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == str(ExportJob.objects.get().size)


def test_other_formats_and_small_workbooks_download_at_once(officer: Client, benches: Poll) -> None:
    for file_format in ("csv", "json"):
        assert "attachment" in officer.get(reverse(PARTICIPATION), {"export": file_format})["Content-Disposition"]
    response = officer.get(reverse(PARTICIPATION), {"export": "xlsx", "q": "petro@ukr.net"})
    assert len(rows_of(response)) == 2
    assert not ExportJob.objects.exists()


def test_a_second_click_finds_the_first_ones_file(officer: Client, benches: Poll) -> None:
    assert ask(officer, p="2") == ask(officer)
    assert ExportJob.objects.count() == 1
    assert "Цей файл уже готується" in text_of(officer, reverse(MY_EXPORTS))
    assert ask(officer, poll__id__exact=str(benches.pk)) != ExportJob.objects.earliest("created_at")
    make(ExportJob.objects.earliest("created_at"))
    ask(officer)
    assert ExportJob.objects.count() == 3


def test_asking_and_each_taking_are_in_the_site_history(officer: Client, administrator: Client, benches: Poll) -> None:
    job = make(ask(officer))
    take(officer, job)
    take(officer, job)
    actions = ModelLogEntry.objects.filter(action__startswith="community.export").order_by("timestamp")
    assert [(entry.action, entry.data["rows"]) for entry in actions] == [
        ("community.export", 4),
        ("community.export_download", 4),
        ("community.export_download", 4),
    ]
    assert {entry.user_id for entry in actions} == {person(officer).pk}
    history = text_of(administrator, reverse("wagtailadmin_reports:site_history"))
    assert "Вивантажено реєстр «Участь»: 4 рядки, XLSX, фільтр: немає" in history
    assert "Завантажено файл вивантаження «Участь»: 4 рядки, XLSX, фільтр: немає" in history


def test_a_letter_says_that_the_file_is_there_and_opens_nothing_by_itself(
    officer: Client, client: Client, benches: Poll
) -> None:
    EmailAddress.objects.create(user=person(officer), email="oksana@hromada.example", verified=True, primary=True)
    job = ask(officer, poll__id__exact=str(benches.pk))
    assert not Message.objects.exists()
    make(job)
    message = Message.objects.get()
    assert message.recipient == "oksana@hromada.example"
    letter = message_render(message=message, secrets={})
    assert letter.subject == "Файл готовий: Участь"
    for words in ("«Участь», 3 рядки, XLSX", "Фільтр: опитування", "Щоб завантажити його, увійдіть"):
        assert words in letter.text
    assert reverse(MY_EXPORTS) in letter.text
    assert "<script" not in letter.html
    for address in (reverse(MY_EXPORTS), reverse("exports:download", args=[job.pk])):
        assert client.get(address).status_code == 302


def test_without_a_proven_address_there_is_a_file_and_no_letter(officer: Client, benches: Poll) -> None:
    assert make(ask(officer)).state == ExportState.READY
    assert not Message.objects.exists()


def test_a_file_of_somebody_else_does_not_exist(officer: Client, administrator: Client, benches: Poll) -> None:
    job = make(ask(officer))
    assert take(administrator, job).status_code == 404
    assert "Участь" not in text_of(administrator, reverse(MY_EXPORTS)).partition('id="listing-results"')[2]
    assert take(officer, ExportJob(pk=uuid4())).status_code == 404


def test_who_lost_the_right_meanwhile_gets_no_file(officer: Client, benches: Poll) -> None:
    job = ask(officer)
    person(officer).groups.clear()
    make(job)
    assert ExportJob.objects.get().last_error == "refused"
    assert not ExportPart.objects.exists()


def test_who_lost_the_right_after_the_file_was_made_cannot_take_it(officer: Client, benches: Poll, roles: None) -> None:
    job = make(ask(officer))
    user = person(officer)
    user.groups.get().permissions.remove(*user.groups.get().permissions.filter(codename="export_registers"))
    response = take(officer, job)
    assert (response.status_code, response["Location"]) == (302, reverse("wagtailadmin_home"))
    assert not ModelLogEntry.objects.filter(action="community.export_download").exists()


def test_what_left_its_registry_nobody_can_take(officer: Client, benches: Poll) -> None:
    job = make(ask(officer))
    ExportJob.objects.update(source="register:gone")
    assert take(officer, job)["Location"] == reverse("wagtailadmin_home")


def killed_while_writing(monkeypatch: pytest.MonkeyPatch, job: ExportJob) -> None:
    def die(*_arguments: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(making, "xlsx_file", die)
        with pytest.raises(Killed):
            make(job)


def test_what_a_killed_worker_left_is_taken_up_again(
    officer: Client, benches: Poll, handed_over: list[tuple[UUID, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(officer)
    killed_while_writing(monkeypatch, job)
    tasks.export_jobs_sweep()
    assert handed_over == []
    assert "Готується" in text_of(officer, reverse(MY_EXPORTS))
    with time_machine.travel(timezone.now() + making.LEASE + timedelta(seconds=1)):
        tasks.export_jobs_sweep()
        tasks.export_jobs_sweep()
        assert handed_over == [(job.pk, 1)]
        tasks.export_job_make(str(job.pk), 1)
    assert len(rows_of(take(officer, job))) == 5


def test_the_sweep_hands_over_what_the_broker_never_got(
    officer: Client, benches: Poll, handed_over: list[tuple[UUID, int]]
) -> None:
    job = ask(officer)
    tasks.export_jobs_sweep()
    tasks.export_jobs_sweep()
    assert handed_over == [(job.pk, 0)]
    make(job)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        tasks.export_jobs_sweep()
    assert len(handed_over) == 1


def test_a_file_that_kills_its_workers_is_given_up_with_a_clear_word(
    officer: Client, benches: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(officer)
    for attempts in range(making.MAX_ATTEMPTS):
        job.attempts = attempts
        killed_while_writing(monkeypatch, job)
    job.attempts = making.MAX_ATTEMPTS
    assert make(job).state == ExportState.FAILED
    page = text_of(officer, reverse(MY_EXPORTS))
    assert "Не вдалося зробити" in page
    assert "Роботу кілька разів було перервано. Замовте файл ще раз." in page


def test_an_error_is_tried_again_later_and_thrice_at_most(
    officer: Client, benches: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(making, "xlsx_file", full)
    job = make(ask(officer))
    assert job.state == ExportState.QUEUED
    assert job.due_at is not None
    assert job.due_at > timezone.now()
    assert make(make(job)).last_error == "broken"
    assert "Кілька разів сталася помилка" in text_of(officer, reverse(MY_EXPORTS))
    assert "No space" not in text_of(officer, reverse(MY_EXPORTS))


def test_a_repeated_task_changes_nothing(officer: Client, benches: Poll) -> None:
    EmailAddress.objects.create(user=person(officer), email="oksana@hromada.example", verified=True, primary=True)
    job = ask(officer)
    done = make(job)
    for attempts in (0, 1, 2):
        tasks.export_job_make(str(job.pk), attempts)
    tasks.export_job_make(str(uuid4()), 0)
    again = ExportJob.objects.get()
    assert (again.ready_at, again.attempts, again.parts.count()) == (done.ready_at, 1, 1)
    assert Message.objects.count() == 1


def test_a_late_finisher_leaves_the_file_of_the_attempt_that_took_over(
    officer: Client, benches: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    EmailAddress.objects.create(user=person(officer), email="oksana@hromada.example", verified=True, primary=True)
    job = ask(officer)
    write = making.xlsx_file

    def slowly(*arguments: Any) -> Any:
        monkeypatch.setattr(making, "xlsx_file", write)
        tasks.export_job_make(str(job.pk), 1)
        return write(*arguments)

    monkeypatch.setattr(making, "xlsx_file", slowly)
    make(job)
    assert ExportJob.objects.get().attempts == 2
    assert ExportPart.objects.count() == 1
    assert Message.objects.count() == 1
    assert len(rows_of(take(officer, job))) == 5


def test_after_seven_days_the_file_is_gone_and_what_was_asked_for_with_it(officer: Client, benches: Poll) -> None:
    job = make(ask(officer, poll__id__exact=str(benches.pk)))
    with time_machine.travel(timezone.now() + KEPT_FOR - timedelta(minutes=1)):
        tasks.export_jobs_erase()
        assert ExportPart.objects.count() == 1
    with time_machine.travel(timezone.now() + KEPT_FOR + timedelta(minutes=1)):
        officer.force_login(person(officer))
        response = officer.get(reverse("exports:download", args=[job.pk]), follow=True)
        assert response.redirect_chain == [(reverse(MY_EXPORTS), 302)]
        assert "строк його зберігання минув" in unescape(response.content.decode())
        tasks.export_jobs_erase()
        assert not ExportJob.objects.exists()
        assert not ExportPart.objects.exists()
        assert take(officer, job).status_code == 404
        assert "Великих вивантажень у вас зараз немає" in text_of(officer, reverse(MY_EXPORTS))


def test_an_address_that_was_searched_for_is_masked_in_the_list(
    officer: Client, benches: Poll, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "XLSX_IN_REQUEST", 0)
    job = make(ask(officer, q="petro@ukr.net"))
    page = text_of(officer, reverse(MY_EXPORTS))
    assert "пошук: «p•••@ukr.net»" in page
    assert "petro@" not in page
    assert len(rows_of(take(officer, job))) == 2


def test_a_file_that_is_not_made_yet_says_so(officer: Client, benches: Poll) -> None:
    response = officer.get(reverse("exports:download", args=[ask(officer).pk]), follow=True)
    assert "Цей файл не можна завантажити: він ще не готовий" in unescape(response.content.decode())


def test_files_go_with_the_account(officer: Client, benches: Poll) -> None:
    make(ask(officer))
    person(officer).delete()
    assert not ExportPart.objects.exists()


def test_the_menu_leads_to_own_exports_whoever_may_export(officer: Client, author: Client) -> None:
    home = reverse("wagtailadmin_home")
    assert reverse(MY_EXPORTS) in text_of(officer, home)
    assert reverse(MY_EXPORTS) not in text_of(author, home)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "lost"},
        {"state": ExportState.READY, "due_at": None},
        {"state": ExportState.FAILED, "due_at": None},
        {"state": ExportState.MAKING, "due_at": None},
        {"ready_at": datetime(2026, 11, 10, tzinfo=UTC)},
    ],
)
def test_the_database_refuses_states_that_make_no_sense(change: dict[str, Any], officer: Client, benches: Poll) -> None:
    ask(officer)
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportJob.objects.update(**change)


def test_the_database_refuses_a_part_twice(officer: Client, benches: Poll) -> None:
    job = make(ask(officer))
    with pytest.raises(IntegrityError), transaction.atomic():
        ExportPart.objects.create(job=job, number=0, content=b"again")


def test_jobs_are_not_in_the_reference_index(officer: Client, benches: Poll) -> None:
    make(ask(officer))
    assert not ReferenceIndex.model_is_indexable(ExportJob)
    assert not ReferenceIndex.model_is_indexable(ExportPart)


def peak_of(work: Callable[[], object]) -> int:
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_stays_flat_when_a_large_file_is_taken_and_erased(officer: Client, benches: Poll) -> None:
    job = make(ask(officer))
    for number in range(1, 30):
        ExportPart.objects.create(job=job, number=number, content=bytes([number]) * ExportPart.SIZE)
    ExportJob.objects.update(size=job.size + 29 * ExportPart.SIZE)
    sizes: list[int] = []
    assert peak_of(lambda: sizes.extend(map(len, take(officer, job)))) < 8_000_000
    assert sum(sizes) == job.size + 29 * ExportPart.SIZE
    assert max(sizes) <= ExportPart.SIZE
    ExportJob.objects.update(expires_at=timezone.now())
    assert peak_of(tasks.export_jobs_erase) < 8_000_000
    assert not ExportPart.objects.exists()


@pytest.fixture
def _broker(redis_url: str) -> Iterator[None]:
    with broker_at(redis_url):
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_broker")
def test_a_real_worker_makes_the_file(officer: Client, benches: Poll) -> None:
    with worker():
        job = ask(officer)
        wait_until(lambda: ExportJob.objects.filter(state=ExportState.READY).exists(), 30, "the file")
    assert len(rows_of(take(officer, job))) == 5
