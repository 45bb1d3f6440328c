"""Choosing an answer: pictures, an order of one's own, the settlement one may name."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Site

from community.core.media.kinds import KINDS
from community.core.models import CommunityImage
from engagement.models import EngagementSettings, Poll, PollIndexPage, PollOption, Vote
from engagement.models.poll import OptionsOrder
from engagement.polls.options import options_ordered, seed_clean, seed_make
from tests.engagement.polls.builders import (
    EMAIL,
    OPTIONS,
    URL,
    close,
    confirmed_vote,
    option_of,
    poll_make,
    text,
    vote_by_form,
)
from tests.engagement.polls.test_admin import ADD, form
from tests.news.builders import make_image

SEED = re.compile(r'name="order" value="([0-9a-f]{16})"')


def pictured_poll(folder: Path, number: int = 3, **fields: object) -> Poll:
    poll = poll_make(options=[f"Краєвид {place}" for place in range(number)], **fields)
    for option in PollOption.objects.filter(poll=poll):
        PollOption.objects.filter(pk=option.pk).update(picture=make_image(folder, option.text))
    return Poll.objects.get(pk=poll.pk)


def settlements_set(*names: str) -> None:
    settings = EngagementSettings.for_site(Site.objects.get())
    settings.settlements = "\n".join(names)
    settings.full_clean()
    settings.save()


def order_of(page: str) -> list[str]:
    """The answers in the order a page shows them."""
    return sorted(OPTIONS, key=page.index)


def test_answers_show_their_pictures_wherever_they_stand(
    client: Client, poll_index: PollIndexPage, tmp_path: Path
) -> None:
    poll = pictured_poll(tmp_path)
    for picture in CommunityImage.objects.all():
        for one in KINDS["option"].all_filters(picture):
            picture.get_rendition(one)
    chosen = {"choice": option_of(poll).pk, "email": EMAIL}
    for page, pictures in (
        (client.get(URL), 3),
        (client.get(f"{URL}holos/"), 3),
        (client.post(f"{URL}holos/", chosen), 1),
        (client.get(f"{URL}vbudovano/"), 3),
    ):
        html = text(page)
        assert html.count('class="option-picture"') == pictures
        assert html.count('alt="" class="option-picture"') == pictures
        assert html.count("image/avif") == pictures
        assert html.count('loading="lazy"') == pictures
        assert len(re.findall(r'height="\d+"[^>]*width="\d+"', html)) >= pictures
    close(poll)
    assert text(client.get(URL)).count('class="option-picture"') == 3


def test_a_described_picture_is_described(client: Client, poll_index: PollIndexPage, tmp_path: Path) -> None:
    poll = pictured_poll(tmp_path, 1)
    picture = option_of(poll).picture
    assert picture
    picture.description = "Річка серед верб"
    picture.save()
    assert 'alt="Річка серед верб"' in text(client.get(URL))


@pytest.mark.parametrize("place", ["", "holos/", "vbudovano/"])
def test_many_pictures_cost_no_more_queries_than_one(
    client: Client, poll_index: PollIndexPage, tmp_path: Path, place: str
) -> None:
    def queries(question: str, number: int) -> int:
        address = f"{pictured_poll(tmp_path, number, question=question).get_url()}{place}"
        # The first visit makes one size of each picture.
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        return len(captured)

    assert queries("Один краєвид?", 1) == queries("Вісім краєвидів?", 8)


def test_answers_without_pictures_stay_a_plain_list(client: Client, poll: Poll) -> None:
    assert "choices--pictured" not in text(client.get(URL))
    assert "<picture" not in text(client.get(URL))


def test_pages_for_everybody_offer_no_list_of_a_shuffled_poll(client: Client, poll_index: PollIndexPage) -> None:
    poll_make(options_order=OptionsOrder.SHUFFLED)
    page = text(client.get(URL))
    assert "Порядок відповідей для кожного свій" in page
    assert f'<a class="button" href="{URL}holos/"' in page
    assert 'type="radio"' not in page
    assert text(client.get(URL)) == page


def test_a_visitor_keeps_the_order_over_mistakes_check_and_change(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(options_order=OptionsOrder.SHUFFLED)
    ballot = text(client.get(f"{URL}holos/"))
    found = SEED.search(ballot)
    assert found
    seed = found.group(1)
    mistaken = text(vote_by_form(client, poll, email="не адреса", order=seed))
    check = text(vote_by_form(client, poll, step="check", order=seed))
    changed = text(vote_by_form(client, poll, step="edit", order=seed))
    assert order_of(mistaken[mistaken.index("<fieldset") :]) == order_of(ballot) == order_of(changed)
    for page in (mistaken, check, changed):
        assert f'name="order" value="{seed}"' in page


@pytest.mark.parametrize("nonsense", ["", "x", "0" * 17, "'; drop", "٣" * 16, "\0" * 16, "f" * 10_000])
def test_a_nonsense_order_is_a_new_one(client: Client, poll_index: PollIndexPage, nonsense: str) -> None:
    poll = poll_make(options_order=OptionsOrder.SHUFFLED)
    response = vote_by_form(client, poll, step="check", order=nonsense)
    assert response.status_code == 200
    assert SEED.search(text(response))
    assert seed_clean(nonsense) != nonsense


def test_every_answer_comes_first_about_equally_often(poll_index: PollIndexPage) -> None:
    poll = poll_make(options=[f"Відповідь {number}" for number in range(5)], options_order=OptionsOrder.SHUFFLED)
    options = list(poll.options.all())
    orders = [tuple(options_ordered(poll, options, seed_make())) for _ in range(5000)]
    for place in (0, 4):
        counts = Counter(order[place] for order in orders)
        # 1000 is expected; further away than 6 standard deviations one honest run in some hundred millions falls.
        assert all(830 < counts[option] < 1170 for option in options)


def test_a_fixed_order_is_the_same_for_everybody(client: Client, poll: Poll) -> None:
    ballot = text(client.get(f"{URL}holos/"))
    assert order_of(ballot) == list(OPTIONS)
    assert 'name="order"' not in ballot


def test_results_keep_the_order_of_the_poll(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(options_order=OptionsOrder.SHUFFLED)
    confirmed_vote(poll, number=2)
    close(poll)
    assert order_of(text(client.get(URL))) == list(OPTIONS)


def test_a_voter_names_a_settlement_checks_it_and_it_is_kept(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(asks_settlement=True)
    settlements_set("Яснобрід", "Журавкове")
    ballot = text(client.get(f"{URL}holos/"))
    assert 'Населений пункт <span class="field__optional">(необов’язково)</span>' in ballot
    assert '<option value="" selected>Не вказувати</option>' in ballot
    check = text(vote_by_form(client, poll, step="check", settlement="Журавкове"))
    assert "<dd>Журавкове</dd>" in check
    assert 'name="settlement" value="Журавкове"' in check
    assert vote_by_form(client, poll, settlement="Журавкове").status_code == 303
    assert Vote.objects.get().settlement == "Журавкове"


def test_a_voter_may_leave_the_settlement_out(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(asks_settlement=True)
    settlements_set("Яснобрід")
    assert "не вказано" in text(vote_by_form(client, poll, step="check", settlement=""))
    assert vote_by_form(client, poll).status_code == 303
    assert Vote.objects.get().settlement == ""


@pytest.mark.parametrize("unknown", ["Київ", "\0", "Я" * 10_000])
def test_an_unknown_settlement_is_refused_in_words(client: Client, poll_index: PollIndexPage, unknown: str) -> None:
    poll = poll_make(asks_settlement=True)
    settlements_set("Яснобрід")
    response = vote_by_form(client, poll, settlement=unknown)
    assert response.status_code == 422
    assert "Оберіть населений пункт зі списку або не вказуйте його." in text(response)
    assert EMAIL in text(response)
    assert not Vote.objects.exists()


def test_a_poll_that_does_not_ask_keeps_no_settlement(client: Client, poll: Poll) -> None:
    settlements_set("Яснобрід")
    assert "Населений пункт" not in text(client.get(f"{URL}holos/"))
    vote_by_form(client, poll, settlement="Яснобрід")
    assert Vote.objects.get().settlement == ""


def test_without_a_list_the_voter_is_not_asked(client: Client, poll_index: PollIndexPage) -> None:
    poll = poll_make(asks_settlement=True)
    assert "Населений пункт" not in text(client.get(f"{URL}holos/"))
    assert vote_by_form(client, poll).status_code == 303


def test_a_settlement_too_long_to_keep_is_refused_where_the_list_is_written(poll_index: PollIndexPage) -> None:
    with pytest.raises(ValidationError, match="не довше 120 знаків"):
        settlements_set("Яснобрід", "Я" * 121)


def test_the_editor_cannot_ask_for_a_settlement_from_an_empty_list(officer: Client, poll_index: PollIndexPage) -> None:
    refused = text(officer.post(reverse(ADD), form(asks_settlement="on")))
    assert "Переліку населених пунктів ще немає. Заповніть його в «Налаштуваннях»" in refused
    assert not Poll.objects.exists()
    settlements_set("Яснобрід")
    officer.post(reverse(ADD), form(asks_settlement="on"))
    assert Poll.objects.get().asks_settlement


def test_the_address_of_a_poll_is_never_a_number(officer: Client, poll_index: PollIndexPage) -> None:
    assert "Адреса з самих цифр зайнята" in text(officer.post(reverse(ADD), form(slug="2027")))
    officer.post(reverse(ADD), form(question="2027?"))
    assert Poll.objects.get().slug == "pytannia-2027"
