"""An editor publishes while the editor's own autosave is on its way: nothing breaks, doubles or is taken back."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse
from wagtail import hooks
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from community.accounts.models import User
from home.models import HomePage, StandardPage

pytestmark = pytest.mark.django_db(transaction=True)

AUTOSAVE = {"Accept": "application/json"}
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def staff(site_home: HomePage) -> Client:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.force_login(User.objects.create_superuser("editor", "editor@example.org", "long-enough-1"))
    return client


@pytest.fixture
def add(site_home: HomePage) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "standardpage", site_home.pk])


def form(staff: Client, address: str, intro: str = "Щодня з дев’ятої.") -> dict[str, Any]:
    """What the browser sends from the form it was shown at ``address``."""
    fields = {
        "csrfmiddlewaretoken": str(staff.get(address).context["csrf_token"]),
        "title": "Графік прийому",
        "slug": "hrafik",
        "intro": intro,
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0},
    }
    return nested_form_data(fields)


def at_once(*requests: Callable[[], HttpResponseBase]) -> list[HttpResponseBase]:
    start = Barrier(len(requests))

    def send(request: Callable[[], HttpResponseBase]) -> HttpResponseBase:
        start.wait()
        try:
            return request()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(requests)) as pool:
        return list(pool.map(send, requests))


@pytest.mark.parametrize("attempt", range(3))
def test_publishing_a_new_page_meets_its_first_autosave(staff: Client, add: str, attempt: int) -> None:
    data = form(staff, add)
    saved, published = at_once(
        lambda: staff.post(add, data, headers=AUTOSAVE), lambda: staff.post(add, {**data, **PUBLISH})
    )
    # The one that came second found the page of the first: autosave steps back, publishing goes on with the draft.
    assert saved.status_code in {200, 400}
    assert published.status_code == 302
    page = StandardPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    assert "Щодня з дев’ятої." in Client().get(page.url).content.decode()


def test_publishing_pressed_twice_makes_one_page(staff: Client, add: str) -> None:
    data = {**form(staff, add), **PUBLISH}
    answers = at_once(lambda: staff.post(add, data), lambda: staff.post(add, data))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert StandardPage.objects.get().live


def test_an_overtaken_autosave_changes_nothing_and_says_so(staff: Client, add: str) -> None:
    data = form(staff, add, intro="Щодня з восьмої.")
    staff.post(add, {**data, **PUBLISH})
    late = staff.post(add, {**data, "intro": "Щодня"}, headers=AUTOSAVE)
    assert late.status_code == 400
    assert "Цю форму вже збережено" in late.json()["error_message"]
    assert StandardPage.objects.get().get_latest_revision_as_object().intro == "Щодня з восьмої."


def test_two_editors_at_one_address_get_a_page_and_an_explanation(staff: Client, add: str) -> None:
    forms = [{**form(staff, add), **PUBLISH} for _ in range(2)]
    answers = at_once(lambda: staff.post(add, forms[0]), lambda: staff.post(add, forms[1]))
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    refused = next(answer for answer in answers if answer.status_code == 200)
    assert isinstance(refused, HttpResponse)
    assert "Адреса «hrafik» уже зайнята в цьому розділі." in refused.content.decode()
    assert "Щодня з дев’ятої." in refused.content.decode()
    assert StandardPage.objects.count() == 1


def test_a_late_autosave_does_not_take_a_publication_back(staff: Client, add: str) -> None:
    data = form(staff, add)
    draft = staff.post(add, data, headers=AUTOSAVE).json()
    loaded, published = Event(), Event()

    def dawdle(request: HttpRequest, page: Page) -> None:
        """The autosave has read the page; it goes on when publishing is over or has had the time to be."""
        if request.headers.get("Accept") == AUTOSAVE["Accept"]:
            loaded.set()
            published.wait(timeout=2)

    def publish() -> HttpResponseBase:
        loaded.wait()
        answer = staff.post(draft["url"], {**data, **PUBLISH})
        published.set()
        return answer

    autosave = {**data, "overwrite_revision_id": draft["revision_id"]}
    with hooks.register_temporarily("before_edit_page", dawdle):
        answers = at_once(lambda: staff.post(draft["url"], autosave, headers=AUTOSAVE), publish)
    assert [answer.status_code for answer in answers] == [200, 302]
    page = StandardPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
