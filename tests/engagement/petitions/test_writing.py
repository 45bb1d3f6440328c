"""A resident writes a petition: from the rules to the moderators, and what may not be lost or seen on the way."""

import pytest
from django.test import Client

from community.accounts.models import User
from engagement.models import Petition, PetitionIndexPage, PetitionSettings
from engagement.petitions.limits import DRAFTS_OF_AUTHOR, SUBMISSIONS_A_DAY
from tests.engagement.petitions.builders import (
    TEXT,
    TITLE,
    draft_make,
    letters,
    published_petition,
    submitted_petition,
)
from tests.engagement.petitions.pages import own_address, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("petition_index")]

WRITING = "/petytsii/nova/tekst/"


def test_the_rules_come_first_and_are_the_same_for_everybody(client: Client, browser: Client) -> None:
    statute = PetitionSettings.load()
    statute.threshold, statute.term_days, statute.rules = 251, 60, "<p>Одна тема — одна петиція.</p>"
    statute.save()
    response = client.get("/petytsii/nova/")
    page = text(response)
    assert "Протягом 2 робочих днів рада оприлюднить петицію або відмовить і напише вам чому." in page
    assert "Мешканці підписують її протягом 60 днів. Потрібен 251 підпис ." in page
    assert "Побачать усі ваші прізвище, ім’я та по батькові, назву, текст і дату оприлюднення" in page
    assert "Не побачить ніхто ваші телефон, електронну пошту й адресу" in page
    assert "ваше ім’я — 3 роки від оприлюднення" in page
    assert "Одна тема — одна петиція." in page
    assert "Питання не належить до повноважень" in page
    assert not response.cookies
    assert "csrf" not in response.content.decode()


def test_from_the_title_to_the_moderators(browser: Client, resident: User) -> None:
    assert "Крок 1 із 3 Про що ви просите раду?" in text(browser.get("/petytsii/nova/tema/"))
    # Nothing similar is published, so the title leads straight on to the text.
    page = browser.get("/petytsii/nova/tema/", {"title": TITLE}, follow=True)
    assert f'value="{TITLE}"' in page.content.decode()
    saved = browser.post(WRITING, {"title": TITLE, "text": TEXT}, follow=True)
    assert "Такий вигляд матиме петиція" in text(saved)
    assert "Її бачите лише ви." in text(saved)
    assert "Коваленко Олена Іванівна" in text(saved)
    draft = Petition.objects.get(author=resident)
    without_consent = browser.post(own_address(draft, "podaty/"))
    assert without_consent.status_code == 422
    assert "Потрібна ваша згода" in text(without_consent)
    submitted = text(browser.post(own_address(draft, "podaty/"), {"consent": "on"}, follow=True))
    assert "Петицію подано" in submitted
    assert "рада оприлюднить її або напише вам, чому ні" in submitted
    assert "На перевірці" in text(browser.get("/petytsii/moi/"))
    assert len(letters("petition_submitted")) == 1


def test_similar_petitions_are_a_step_of_their_own(browser: Client) -> None:
    other = published_petition(title=TITLE)
    step = browser.get("/petytsii/nova/tema/", {"title": "Ремонт дороги на Шкільній & Садовій"})
    assert "Може, це одна з цих? Крок 1 із 3" in text(step)
    assert f'href="/petytsii/{other.slug}/"' in step.content.decode()
    assert "0 підписів із потрібних 3" in text(step)
    assert "Моя про інше, продовжити" in text(step)
    onwards = browser.get(step.context["text_url"])
    assert 'value="Ремонт дороги на Шкільній &amp; Садовій"' in onwards.content.decode()


@pytest.mark.parametrize(
    ("title", "words"),
    [("", "Напишіть, про що ви просите."), ("а" * 201, "не більше ніж 200 знаків, а у вашій їх 201")],
)
def test_a_title_that_will_not_do_is_said_at_once(browser: Client, title: str, words: str) -> None:
    response = browser.get("/petytsii/nova/tema/", {"title": title})
    assert response.status_code == 422
    assert words in text(response)
    assert f'value="{title}"' in response.content.decode() or not title


def test_an_error_keeps_everything_typed(browser: Client) -> None:
    long = "Рядок тексту.\r\n" * 800
    response = browser.post(WRITING, {"title": TITLE, "text": long})
    assert response.status_code == 422
    assert text(response).startswith("Помилка:")
    assert "не більше ніж 10000 знаків, а у вашому їх 11199" in text(response)
    assert response.content.decode().count("Рядок тексту.") == 800
    assert not Petition.objects.exists()


def test_a_line_break_counts_once(browser: Client, resident: User) -> None:
    browser.post(WRITING, {"title": TITLE, "text": "\r\n".join(["слово"] * 1650)})
    assert Petition.objects.get(author=resident).text.count("\n") == 1649


def test_html_and_links_are_plain_text(browser: Client, resident: User) -> None:
    browser.post(
        WRITING, {"title": "<b>Назва</b>", "text": "<script>alert(1)</script>\n\nhttps://example.com/?a=1&b=2"}
    )
    draft = Petition.objects.get(author=resident)
    html = browser.get(own_address(draft)).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&lt;b&gt;Назва&lt;/b&gt;" in html
    assert 'href="https://example.com' not in html


def test_a_form_sent_twice_makes_one_draft(browser: Client, resident: User) -> None:
    for _time in range(2):
        browser.post(WRITING, {"title": TITLE, "text": TEXT})
    assert Petition.objects.filter(author=resident).count() == 1


def test_a_draft_is_edited(browser: Client, resident: User) -> None:
    draft = draft_make(resident)
    assert TEXT.splitlines()[0] in text(browser.get(own_address(draft, "zminyty/")))
    empty = browser.post(own_address(draft, "zminyty/"), {"title": "Нова назва", "text": ""})
    assert empty.status_code == 422
    assert 'value="Нова назва"' in empty.content.decode()
    page = browser.post(own_address(draft, "zminyty/"), {"title": "Нова назва", "text": "Новий текст."}, follow=True)
    assert "Новий текст." in text(page)


def test_so_many_drafts_and_no_more(browser: Client, resident: User) -> None:
    for number in range(DRAFTS_OF_AUTHOR):
        draft_make(resident, title=f"Чернетка {number}")
    response = browser.post(WRITING, {"title": TITLE, "text": TEXT})
    assert response.status_code == 422
    assert "У вас уже є 10 чернеток." in text(response)
    assert f'value="{TITLE}"' in response.content.decode()


def test_so_many_submissions_a_day_and_no_more(browser: Client, resident: User) -> None:
    for number in range(SUBMISSIONS_A_DAY):
        submitted_petition(resident, title=f"Петиція {number}")
    draft = draft_make(resident)
    response = browser.post(own_address(draft, "podaty/"), {"consent": "on"})
    assert response.status_code == 429
    assert "Чернетку збережено: подайте її завтра." in text(response)
    draft.refresh_from_db()
    assert draft.publication == "draft"


def test_the_list_of_petitions_leads_to_writing(client: Client, petition_index: PetitionIndexPage) -> None:
    assert 'href="/petytsii/nova/"' in client.get("/petytsii/").content.decode()
