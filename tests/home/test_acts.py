"""The register of documents: an editor writes, residents look for and read."""

from datetime import date, datetime
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text, streamfield

from community.core.models import MartialLaw
from community.core.scheduling import scheduled_publish
from home.acts.choices import ActKind, ActStatus, Effect
from home.models import ActIndexPage, ActPage, HomePage
from tests.home.builders import act_form, fill_acts, make_act, make_acts, make_document, make_draft, relate
from tests.news.builders import kyiv, make_private


@pytest.fixture
def acts(home_page: HomePage) -> ActIndexPage:
    return make_acts(home_page)


def add_url(index: ActIndexPage) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "actpage", index.pk])


def text(client: Client, address: str, status: int = 200, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == status
    return unescape(answer.content.decode()).replace("\xa0", " ")


def titles(client: Client, index: ActIndexPage, **query: Any) -> list[str]:
    return [act.title for act in client.get(index.url, query).context["acts"]]


# Writing.


def test_an_editor_writes_previews_and_publishes_a_decision(editor: Client, acts: ActIndexPage) -> None:
    document = make_document("Додаток 1", "dodatok.pdf")
    data = act_form(
        body=streamfield([("paragraph", rich_text("<p>Замінити 600 метрів труб.</p>"))]),
        files=[{"document": document.pk}],
    )
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["home", "actpage", acts.pk])
    assert editor.post(preview, data).json()["is_valid"] is True
    previewed = text(editor, preview)
    assert "Рішення ради № 412-27/2026 від 24 вересня 2026" in previewed
    answer = editor.post(add_url(acts), {**data, "action-publish": "1"})
    assert answer.status_code == 302, answer.context["form"].errors
    page = text(Client(), f"{acts.url}pro-remont-vodohonu/")
    assert "Рішення ради № 412-27/2026 від 24 вересня 2026" in page
    assert "Замінити 600 метрів труб." in page
    assert "Додаток 1" in page
    assert "PDF, " in page
    for words in ("Чинний", "Ухвалено", "24 вересня 2026", "Оприлюднено"):
        assert words in page


def test_late_publication_is_said_to_the_editor_and_both_dates_to_residents(editor: Client, acts: ActIndexPage) -> None:
    with time_machine.travel(kyiv(2026, 10, 20), tick=False):
        answer = editor.post(add_url(acts), {**act_form(), "action-publish": "1"}, follow=True)
        assert "строк минув 1 жовтня 2026" in text_of(answer)
    act = ActPage.objects.get()
    form = text(editor, reverse("wagtailadmin_pages:edit", args=[act.pk]))
    assert "цей — до 1 жовтня 2026" in form
    page = text(Client(), act.url)
    assert "24 вересня 2026" in page
    assert "20 жовтня 2026, 12:00" in page


def text_of(answer: Any) -> str:
    return unescape(answer.content.decode())


def test_number_is_taken_once_a_kind_and_year(editor: Client, acts: ActIndexPage) -> None:
    make_act(acts, "Про садки", number="5")
    refused = editor.post(add_url(acts), {**act_form(number="№  5"), "action-publish": "1"})
    assert "Номер 5 за 2026 рік уже має документ «Про садки»." in text_of(refused)
    assert editor.post(add_url(acts), act_form(number="5", kind=ActKind.ORDER)).status_code == 302
    make_act(acts, "Торішнє", number="5", adopted_on=date(2025, 9, 24))
    make_draft(acts)
    make_draft(acts)
    with pytest.raises(IntegrityError), transaction.atomic():
        ActPage.objects.filter(title="Торішнє").update(year=2026)


def test_missing_date_and_misfit_state_are_said_in_words(editor: Client, acts: ActIndexPage) -> None:
    data = act_form(adopted_on="", number="", status=ActStatus.DRAFT)
    refused = text_of(editor.post(add_url(acts), {**data, "action-publish": "1"}))
    assert "Вкажіть дату ухвалення." in refused
    assert "Вкажіть номер" in refused
    assert "Виберіть один із них: «чинний», «змінений», «скасований»." in refused
    # A draft of the page may wait for date and number.
    assert editor.post(add_url(acts), act_form(adopted_on="", number="")).status_code == 302


# The clocks.


@pytest.mark.parametrize(
    ("published", "earliest"),
    [
        # Under martial law holidays are worked: over two weekends and Statehood Day.
        (kyiv(2026, 7, 6), "20 липня 2026"),
        # On a Saturday, and on a Sunday after midnight, which is still Saturday in UTC.
        (kyiv(2026, 11, 28), "11 грудня 2026"),
        (kyiv(2026, 11, 29, 0, 30), "11 грудня 2026"),
        # Before and after the midnight of Kyiv, which is not that of UTC.
        (kyiv(2026, 7, 6, 23, 59), "20 липня 2026"),
        (kyiv(2026, 7, 7, 0, 1), "21 липня 2026"),
    ],
)
def test_a_draft_tells_its_earliest_consideration(
    client: Client, acts: ActIndexPage, published: datetime, earliest: str
) -> None:
    draft = make_draft(acts, first_published_at=published)
    assert f"Розгляд — не раніше {earliest}" in text(client, draft.url)
    assert f"Розгляд — не раніше {earliest}" in text(client, acts.url)


def test_in_peace_a_holiday_moves_the_consideration_and_a_promise_stays(client: Client, acts: ActIndexPage) -> None:
    MartialLaw.objects.all().delete()
    draft = make_draft(acts, first_published_at=kyiv(2026, 7, 6))
    assert "Розгляд — не раніше 21 липня 2026" in text(client, draft.url)
    MartialLaw.objects.create(starts_on=date(2022, 2, 24))
    draft.save_revision().publish()
    assert "Розгляд — не раніше 21 липня 2026" in text(client, draft.url)


def test_early_consideration_needs_a_reason_which_residents_read(editor: Client, acts: ActIndexPage) -> None:
    draft = {"kind": ActKind.DRAFT, "status": ActStatus.DRAFT, "number": "", "adopted_on": ""}
    with time_machine.travel(kyiv(2026, 11, 23), tick=False):
        data = act_form(**draft, considered_on="30.11.2026")
        refused = text_of(editor.post(add_url(acts), {**data, "action-publish": "1"}))
        assert "Закон № 890-IX вимагає оприлюднити проєкт щонайменше за 10 робочих днів" in refused
        assert "не раніше 7 грудня 2026" in refused
        urgent = act_form(**draft, considered_on="30.11.2026", urgency_reason="Прорвало водогін")
        answer = editor.post(add_url(acts), {**urgent, "action-publish": "1"}, follow=True)
        assert "Закон № 890-IX вимагає 10 робочих днів" in text_of(answer)
    act = ActPage.objects.get()
    assert "Це законно лише в невідкладній справі" in text(editor, reverse("wagtailadmin_pages:edit", args=[act.pk]))
    page = text(Client(), act.url)
    assert "Невідкладний розгляд: 30 листопада 2026" in page
    assert "не раніше 7 грудня 2026" in page
    assert "Причина невідкладності: Прорвало водогін" in page


# Relations.


def test_a_chain_of_documents_is_told_on_every_side(client: Client, acts: ActIndexPage) -> None:
    tariff = make_act(acts, "Про тарифи", number="1")
    amending = make_act(acts, "Про зміни до тарифів", number="2")
    relate(amending, Effect.AMENDS, tariff)
    assert "Змінює: Про тарифи" in words(client, amending)
    assert "Змінено рішенням ради № 2 від 24 вересня 2026: Про зміни до тарифів" in words(client, tariff)
    assert titles(client, acts, status="amended") == ["Про тарифи"]
    order = make_act(acts, "Про скасування", number="3", kind=ActKind.ORDER)
    relate(order, Effect.CANCELS, tariff)
    page = words(client, tariff)
    assert page.index("Документ скасовано") < page.index("Змінено рішенням ради")
    assert "Скасовано розпорядженням голови № 3" in page
    assert titles(client, acts, status="cancelled") == ["Про тарифи"]
    # Taken off the site, it cancels nothing.
    order.unpublish()
    assert "Документ скасовано" not in words(client, tariff)
    assert titles(client, acts, status="amended") == ["Про тарифи"]
    amending.delete()
    tariff.refresh_from_db()
    assert tariff.effective_status == ActStatus.IN_FORCE


def test_a_draft_only_proposes_and_is_adopted_by_a_decision(client: Client, acts: ActIndexPage) -> None:
    rules = make_act(acts, "Про правила", number="1")
    draft = make_draft(acts, "Про нові правила")
    relate(draft, Effect.CANCELS, rules)
    assert "Пропонує скасувати: Про правила" in words(client, draft)
    assert "Скасувати пропонує проєкт: Про нові правила" in words(client, rules)
    assert "Документ скасовано" not in words(client, rules)
    decision = make_act(acts, "Про нові правила благоустрою", number="2")
    relate(decision, Effect.ADOPTS, draft)
    page = words(client, draft)
    assert "Проєкт ухвалено" in page
    assert "Ухвалено рішенням ради № 2" in page
    assert "Розгляд — не раніше" not in page


def words(client: Client, act: ActPage) -> str:
    """What the page says, without marks."""
    page = client.get(act.url).content.decode()
    parts = [part.partition(">")[2] for part in page.split("<")]
    return " ".join(unescape(" ".join(parts)).replace("\xa0", " ").split()).replace(" :", ":").replace(": ", ": ")


@pytest.mark.parametrize("kind", ["self", "twice", "adopts"])
def test_impossible_relations_are_refused_in_words(editor: Client, acts: ActIndexPage, kind: str) -> None:
    act, other = make_act(acts, number="1"), make_act(acts, "Інше", number="2")
    rows, message = {
        "self": ([{"effect": "amends", "other": act.pk}], "Документ не може змінювати сам себе."),
        "twice": ([{"effect": "amends", "other": other.pk}] * 2, "Цей документ уже є в переліку."),
        "adopts": ([{"effect": "adopts", "other": other.pk}], "Ухвалює лише рішення"),
    }[kind]
    edit = reverse("wagtailadmin_pages:edit", args=[act.pk])
    data = act_form(relations=rows, number="1", slug=act.slug)
    assert message in text_of(editor.post(edit, {**data, "action-publish": "1"}))


# Looking for.


def test_filters_archive_and_words(client: Client, acts: ActIndexPage) -> None:
    make_act(acts, "Про ремонт дороги в Липодарі", number="7-1/2026", adopted_on=date(2026, 3, 5))
    make_act(acts, "Про бюджет", number="8-1/2026", adopted_on=date(2026, 4, 5))
    make_act(acts, "Про відпустку", number="7", kind=ActKind.ORDER, adopted_on=date(2025, 12, 31))
    make_private(make_act(acts, "Службове", adopted_on=date(2026, 5, 1)))
    make_act(acts, "Не опубліковане", adopted_on=date(2026, 5, 1), live=False)
    assert titles(client, acts) == ["Про бюджет", "Про ремонт дороги в Липодарі", "Про відпустку"]
    assert titles(client, acts, kind="order") == ["Про відпустку"]
    assert titles(client, acts, year="2026", month="3") == ["Про ремонт дороги в Липодарі"]
    assert titles(client, acts, q="дорогами") == ["Про ремонт дороги в Липодарі"]
    assert titles(client, acts, q="№ 7-1") == ["Про ремонт дороги в Липодарі"]
    assert titles(client, acts, q="7", kind="order") == ["Про відпустку"]
    assert titles(client, acts, q="літак") == []
    page = text(client, acts.url, year="2026", kind="decision", q="бюджет", page="9")
    assert "Березень</a>" in page
    assert "Березень (1)</a>" in text(client, acts.url, year="2026")
    assert "?year=2026&kind=decision&q=бюджет" in unquote(page)
    assert '<option value="decision" selected>Рішення ради</option>' in page


@pytest.mark.parametrize(
    "query",
    [{"kind": "nema"}, {"year": "1812"}, {"month": "4"}, {"year": "9" * 5000}, {"status": "\x00"}, {"year": "٢٠٢٦"}],
)
def test_what_the_register_does_not_hold_is_said_kindly(
    client: Client, acts: ActIndexPage, query: dict[str, str]
) -> None:
    make_act(acts)
    answer = client.get(acts.url, query)
    assert answer.status_code == 404
    assert "Нічого не знайдено" in answer.content.decode()


@pytest.mark.parametrize("question", ["'; DROP TABLE", "%_%", "\x00", "(" * 300, "№", "q" * 5000])
def test_strange_questions_find_nothing_and_break_nothing(client: Client, acts: ActIndexPage, question: str) -> None:
    make_act(acts)
    text(client, acts.url, q=question)


def test_the_site_search_finds_a_document_and_a_schedule_takes_it_off(client: Client, acts: ActIndexPage) -> None:
    act = make_act(acts, "Про оренду ставків", body=[("paragraph", "<p>Зариблення коропом.</p>")])
    act.save_revision().publish()
    assert "Про оренду ставків" in text(client, "/search/", q="Зариблення")
    ActPage.objects.filter(pk=act.pk).update(expire_at=timezone.now())
    scheduled_publish()
    assert client.get(act.url).status_code == 404
    assert titles(client, acts) == []
    assert "Документів ще немає" in text(client, acts.url)


# Many documents.


def test_ten_thousand_documents_cost_no_more_queries(client: Client, acts: ActIndexPage) -> None:
    fill_acts(acts, 30)
    addresses = ("", "?page=2", "?kind=decision&year=2026", "?q=бюджет&status=in_force")
    few = [queries(client, acts.url + address) for address in addresses]
    fill_acts(acts, 10_000)
    many = [queries(client, acts.url + address) for address in addresses]
    assert many == few
    assert max(many) <= 13
    # What is counted is counted between changes, not by who reads.
    assert len(titles(client, acts, page="400")) == 20
    assert "10 030 документів" in text(client, acts.url)


def queries(client: Client, address: str) -> int:
    cache.clear()
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_lists_are_read_in_the_order_of_an_index(acts: ActIndexPage) -> None:
    fill_acts(acts, 10_000)
    every, orders = ActPage.objects.latest_first(), acts.acts().filter(kind=ActKind.ORDER)
    plans = {
        "act_latest_first": every.values("pk")[:20],
        "act_kind_latest_first": every.filter(kind="order").values("pk"),
    }
    if connection.vendor == "postgresql":
        # SQLite joins the pages first, whatever is offered; a demo has no such number of documents.
        plans = {"act_latest_first": acts.acts()[:20], "act_kind_latest_first": orders[:20]}
    for index, listing in plans.items():
        plan = listing.explain()
        assert index in plan, plan
        assert "Sort" not in plan, plan
