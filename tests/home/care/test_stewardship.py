"""Each page of text has somebody who answers for it and a day when it is read again."""

from datetime import date, timedelta

import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from community.accounts.models import User
from community.core.local_time import today
from community.core.models import PageStewardship
from community.core.stewardship import stewardships_complete
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from tests.home.emergency.conftest import who
from tests.news.builders import make_article

YEAR = timedelta(days=365)


def filled_in(title: str, **fields: str) -> dict[str, str]:
    """The form of a page of text, as the editor sends it."""
    return nested_form_data(
        {
            "title": title,
            "slug": "storinka",
            "intro": "",
            "body": streamfield([]),
            "seo_title": "",
            "search_description": "",
            "social_image": "",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
            "steward": "",
            "review_on": "",
            **fields,
        }
    )


def create(client: Client, home: HomePage, **fields: str) -> StandardPage:
    address = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    response = client.post(address, filled_in("Сторінка", **fields))
    assert response.status_code == 302, response.content.decode()
    return StandardPage.objects.latest("pk")


def care_of(page: Page) -> tuple[str, date | None] | None:
    kept = PageStewardship.objects.filter(page=page.pk).select_related("steward").first()
    return (kept.steward.username if kept.steward else "", kept.review_on) if kept else None


def test_whoever_created_a_page_answers_for_it_and_is_asked_in_a_year(editor: Client, home_page: HomePage) -> None:
    page = create(editor, home_page)
    assert care_of(page) is None
    page.save_revision().publish()
    assert care_of(page) == (who(editor).username, today() + YEAR)


def test_the_editor_chooses_another_person_and_another_day(editor: Client, author: Client, home_page: HomePage) -> None:
    other = who(author)
    page = create(editor, home_page, steward=str(other.pk))
    assert care_of(page) == (other.username, None)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    form = editor.get(address).content.decode()
    assert "Хто відповідає за сторінку" in form
    assert f'<option value="{other.pk}" selected>' in form
    # A resident is not offered.
    resident = User.objects.create_user("meshkanka", "m@example.org")
    assert f'<option value="{resident.pk}"' not in form
    editor.post(address, {**filled_in("Сторінка", steward=str(other.pk)), "action-publish": "1"})
    assert care_of(page) == (other.username, today() + YEAR)
    day = today() + timedelta(days=30)
    editor.post(address, {**filled_in("Сторінка", steward=str(other.pk), review_on=day.strftime("%d.%m.%Y"))})
    assert care_of(page) == (other.username, day)
    editor.post(address, {**filled_in("Сторінка", steward=str(other.pk)), "action-publish": "1"})
    assert care_of(page) == (other.username, None), "a day that was emptied stays empty"


def test_news_and_lists_are_never_asked_about(editor: Client, news_index: NewsIndexPage) -> None:
    article = make_article(news_index)
    article.save_revision().publish()
    news_index.save_revision().publish()
    stewardships_complete()
    assert care_of(article) is None
    assert care_of(news_index) is None


def test_what_came_past_the_editor_gets_its_day_at_night(editor: Client, home_page: HomePage) -> None:
    page = home_page.add_child(instance=StandardPage(title="Давня", slug="davnia", owner=who(editor)))
    long_ago = today() - timedelta(days=400)
    with time_machine.travel(long_ago):
        page.save_revision().publish()
    PageStewardship.objects.all().delete()
    # The home page of the tests was never published by anybody.
    assert stewardships_complete() == 2
    assert care_of(page) == (who(editor).username, long_ago + YEAR)
    assert stewardships_complete() == 0


def test_a_copy_answers_to_whoever_made_it(editor: Client, author: Client, home_page: HomePage) -> None:
    page = create(author, home_page)
    page.save_revision().publish()
    copy = page.copy(update_attrs={"slug": "kopiia"}, user=who(editor), keep_live=False)
    assert care_of(copy) is None
    copy.save_revision().publish()
    assert care_of(copy) == (who(editor).username, today() + YEAR)
    page.move(home_page, pos="first-child")
    assert care_of(page) == (who(author).username, today() + YEAR)


def test_reviewed_by_one_press_in_the_editor(editor: Client, home_page: HomePage) -> None:
    page = create(editor, home_page)
    page.save_revision().publish()
    PageStewardship.objects.update(review_on=today() - timedelta(days=3))
    editing = reverse("wagtailadmin_pages:edit", args=[page.pk])
    press = f"{reverse('care:reviewed', args=[page.pk])}?from_editor"
    assert f'formaction="{press}"' in editor.get(editing).content.decode()
    response = editor.post(press, filled_in("Цього не зберегти"), follow=True)
    assert response.redirect_chain == [(editing, 302)]
    assert "Сторінку «Сторінка» перевірено. Сайт запитає знову" in response.content.decode()
    assert care_of(page) == (who(editor).username, today() + YEAR)
    page.refresh_from_db()
    assert page.draft_title == "Сторінка"
    history = editor.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Перевірено: на сторінці все правильно" in history


def test_a_link_only_asks(editor: Client, home_page: HomePage) -> None:
    page = create(editor, home_page)
    address = reverse("care:reviewed", args=[page.pk])
    assert editor.get(address).status_code == 302, "a draft is not reviewed"
    page.save_revision().publish()
    PageStewardship.objects.update(review_on=today())
    explorer = editor.get(reverse("wagtailadmin_explore", args=[home_page.pk])).content.decode()
    assert f'href="{address}"' in explorer
    assert "Чи все на сторінці «Сторінка» правильно?" in editor.get(address).content.decode()
    assert care_of(page) == (who(editor).username, today())
    editor.post(address)
    assert care_of(page) == (who(editor).username, today() + YEAR)


def test_nobody_reviews_what_is_neither_theirs_nor_theirs_to_edit(
    editor: Client, author: Client, officer: Client, home_page: HomePage
) -> None:
    page = create(editor, home_page)
    page.save_revision().publish()
    PageStewardship.objects.update(review_on=today())
    address = reverse("care:reviewed", args=[page.pk])
    for stranger in (author, officer):
        stranger.post(address)
        assert care_of(page) == (who(editor).username, today())
    PageStewardship.objects.update(steward=who(officer))
    officer.post(address)
    assert care_of(page) == (who(officer).username, today() + YEAR)
    get_user_model().objects.filter(pk=who(officer).pk).delete()
    assert care_of(page) == ("", today() + YEAR)
