"""Somebody on duty tells everybody at once, and what was said leaves by the clock."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from engagement.models import PollIndexPage
from home.emergency.selectors import current_banner
from home.models import EmergencyBanner, HomePage, StandardPage
from news.models import NewsIndexPage
from tests.conftest import SignIn
from tests.engagement.polls.builders import poll_make
from tests.home.emergency.builders import NO_WATER, fill_in, put_up, typed
from tests.home.emergency.conftest import who
from tests.news.builders import make_article

DESK = "emergency:index"


def seen(client: Client, address: str) -> str:
    """The announcement on top of a page, as text; empty where there is none."""
    html = client.get(address).content.decode()
    found = re.search(r'<section class="emergency.*?</section>', html, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def desk(client: Client) -> str:
    return " ".join(client.get(reverse(DESK)).content.decode().split())


def test_everybody_sees_it_on_every_page_until_its_time_is_over(
    duty: Client, client: Client, news_index: NewsIndexPage, home_page: HomePage
) -> None:
    polls = home_page.add_child(instance=PollIndexPage(title="Опитування", slug="opytuvannia"))
    poll = polls.poll_url(poll_make().slug)
    everywhere = [home_page.url, make_article(news_index).url, poll, f"{poll}holos/", "/nemaie/", "/kabinet/vkhid/"]
    assert [seen(client, address) for address in everywhere] == [""] * 6
    assert fill_in(duty, level="danger").status_code == 302
    assert [seen(client, address) for address in everywhere] == [f"Небезпека. {NO_WATER}"] * 6
    page = client.get(home_page.url)
    html = page.content.decode()
    assert html.index("Перейти до основного вмісту") < html.index(NO_WATER) < html.index("gov-strip")
    assert 'aria-label="Термінове оголошення"' in html
    assert "icon--error" in html
    assert not page.cookies
    assert NO_WATER in render_to_string("500.html")
    assert seen(client, f"{poll}vbudovano/") == ""
    with time_machine.travel(timezone.now() + timedelta(hours=24, minutes=1), tick=False):
        assert [seen(client, address) for address in everywhere] == [""] * 6
        assert NO_WATER not in render_to_string("500.html")


def test_a_broken_database_takes_the_announcement_from_the_page_of_errors_but_not_the_page() -> None:
    # This test has no right to ask the database, so asking it fails.
    assert "На сайті сталася помилка" in render_to_string("500.html")


def test_the_preview_shows_it_and_publishes_nothing(duty: Client, client: Client, home_page: HomePage) -> None:
    response = fill_in(duty, button="preview")
    page = " ".join(response.content.decode().split())
    assert response.status_code == 200
    assert "Так його побачать усі" in page
    assert "Ще нічого не опубліковано." in page
    assert f"Увага.</strong> {NO_WATER}" in page
    assert seen(client, home_page.url) == ""
    assert not EmergencyBanner.objects.exists()


def test_it_is_taken_down_at_once_and_the_history_tells_by_whom(
    duty: Client, editor: Client, client: Client, home_page: HomePage
) -> None:
    fill_in(duty)
    banner = EmergencyBanner.objects.get()
    assert "Стоїть зараз" in desk(editor)
    response = editor.post(reverse("emergency:take_down", args=[banner.pk]), follow=True)
    assert "Оголошення прибрано." in response.content.decode()
    assert seen(client, home_page.url) == ""
    history = desk(duty).partition("Попередні оголошення")[2]
    assert NO_WATER in history
    assert f"опублікував(-ла): {who(duty).username}" in history
    assert f"прибрав(-ла): {who(editor).username}" in history
    again = editor.post(reverse("emergency:take_down", args=[banner.pk]), follow=True)
    assert "Це оголошення вже зникло раніше." in again.content.decode()
    assert editor.get(reverse("emergency:take_down", args=[banner.pk])).status_code == 405


def test_it_may_wait_for_its_hour_and_a_newer_one_takes_the_place_of_the_older(
    duty: Client, client: Client, home_page: HomePage
) -> None:
    fill_in(duty)
    tomorrow = timezone.now() + timedelta(hours=20)
    planned = "З 8:00 міст через Ясну зачинено."
    fill_in(duty, planned, starts_at=typed(tomorrow), ends_at=typed(tomorrow + timedelta(hours=6)))
    assert NO_WATER in seen(client, home_page.url)
    assert "З’явиться само" in desk(duty)
    with time_machine.travel(tomorrow + timedelta(minutes=1), tick=False):
        assert planned in seen(client, home_page.url)
    with time_machine.travel(tomorrow + timedelta(hours=7), tick=False):
        assert seen(client, home_page.url) == ""


def test_a_planned_one_is_taken_back_before_anybody_saw_it(duty: Client, client: Client, home_page: HomePage) -> None:
    soon = timezone.now() + timedelta(hours=2)
    banner = put_up(who(duty), starts_at=soon, ends_at=soon + timedelta(hours=3))
    duty.post(reverse("emergency:take_down", args=[banner.pk]))
    assert "З’явиться само" not in desk(duty)
    assert NO_WATER in desk(duty).partition("Попередні оголошення")[2]
    with time_machine.travel(soon + timedelta(minutes=5), tick=False):
        assert seen(client, home_page.url) == ""


def test_to_prolong_is_to_put_the_same_words_up_anew(duty: Client, client: Client, home_page: HomePage) -> None:
    first = put_up(who(duty), ends_at=timezone.now() + timedelta(hours=3))
    with time_machine.travel(first.ends_at - timedelta(hours=1), tick=False):
        form = duty.get(f"{reverse(DESK)}?again={first.pk}").content.decode()
        assert NO_WATER in form.partition("<textarea")[2].partition("</textarea>")[0]
        fill_in(duty)
    with time_machine.travel(first.ends_at + timedelta(hours=20), tick=False):
        assert NO_WATER in seen(client, home_page.url)
    assert EmergencyBanner.objects.count() == 2
    assert duty.get(f"{reverse(DESK)}?again=²").status_code == 200


def test_eight_days_are_refused_by_the_form_and_by_the_database(duty: Client) -> None:
    response = fill_in(duty, ends_at=typed(timezone.now() + timedelta(days=8)))
    page = response.content.decode()
    assert response.status_code == 422
    assert "Термінове оголошення стоїть щонайбільше сім діб." in page
    assert NO_WATER in page
    banner = put_up(who(duty))
    past_everything = EmergencyBanner.objects.filter(pk=banner.pk)
    for wrong in (
        {"ends_at": banner.starts_at + timedelta(days=8)},
        {"ends_at": banner.starts_at - timedelta(minutes=1)},
        {"level": "alarm"},
        {"link_page": Page.objects.first(), "link_address": "https://example.org/"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            past_everything.update(**wrong)
    past_everything.update(ends_at=banner.starts_at + timedelta(days=7))


def test_what_the_form_refuses_it_explains_and_keeps(duty: Client, home_page: HomePage) -> None:
    both = fill_in(duty, link_page=str(home_page.pk), link_address="https://example.org/").content.decode()
    assert "Виберіть сторінку або вкажіть адресу: щось одне." in both
    past = fill_in(duty, ends_at=typed(timezone.now() - timedelta(hours=1))).content.decode()
    assert "Кінець має бути в майбутньому" in past
    assert fill_in(duty, "а" * 241).status_code == 422
    assert fill_in(duty, ends_at="").status_code == 422
    assert not EmergencyBanner.objects.exists()


def test_it_leads_to_a_page_while_the_page_is_published(duty: Client, client: Client, home_page: HomePage) -> None:
    page = home_page.add_child(instance=StandardPage(title="Підвіз води", slug="pidviz"))
    fill_in(duty, link_page=str(page.pk))
    assert f'<a href="{page.url}">Докладніше</a>' in client.get(home_page.url).content.decode()
    page.unpublish()
    assert "Докладніше" not in seen(client, home_page.url)


def test_the_one_on_duty_may_do_nothing_else(duty: Client, home_page: HomePage) -> None:
    for door in ("wagtailadmin_explore_root", "wagtailimages:index", "care:review", "wagtailusers_users:index"):
        response = duty.get(reverse(door), follow=True)
        assert response.redirect_chain[-1] == (reverse("wagtailadmin_home"), 302), door
    may = home_page.permissions_for_user(who(duty))
    assert [may.can_edit(), may.can_add_subpage(), may.can_publish()] == [False] * 3
    assert reverse(DESK) in duty.get(reverse("wagtailadmin_home")).content.decode()


def test_others_have_neither_the_screen_nor_its_line_in_the_menu(author: Client, officer: Client) -> None:
    for client in (author, officer):
        assert reverse(DESK) not in client.get(reverse("wagtailadmin_home")).content.decode()
        assert fill_in(client).status_code == 302
    assert not EmergencyBanner.objects.exists()


def test_who_may_prolong_is_told_on_the_first_screen(
    duty: Client, author: Client, sign_in: SignIn, home_page: HomePage
) -> None:
    put_up(who(duty), ends_at=timezone.now() + timedelta(hours=5))
    home = reverse("wagtailadmin_home")
    assert "Термінове оголошення зникне" in duty.get(home).content.decode()
    assert "Термінове оголошення зникне" not in author.get(home).content.decode()


def test_it_costs_one_query(
    duty: Client, home_page: HomePage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put_up(who(duty), link_page=home_page)
    assert home_page.url
    with django_assert_num_queries(1):
        banner = current_banner()
        assert banner
        assert banner.href
