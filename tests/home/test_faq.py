"""A resident opens an answer, and sends its address to somebody."""

import re
from html import unescape

from django.test import Client

from home.models import FaqPage, HomePage


def questions(*texts: str) -> list[dict[str, str]]:
    return [{"question": text, "answer": f"<p>Відповідь: {text}</p>"} for text in texts]


def test_every_answer_has_an_address_of_its_own(client: Client, home_page: HomePage) -> None:
    groups = [
        ("group", {"title": "Дім", "questions": questions("Кому дзвонити?", "Коли вивозять сміття?")}),
        ("group", {"title": "Рада", "questions": questions("Кому дзвонити?", "???")}),
    ]
    page = home_page.add_child(instance=FaqPage(title="Запитання", slug="zapytannia", groups=groups))
    answer = client.get(page.url)
    shown = unescape(answer.content.decode())
    anchors = re.findall(r'class="faq__answer" id="([^"]+)"', shown)
    assert anchors[:3] == ["komu-dzvonyty", "koly-vyvoziat-smittia", "komu-dzvonyty-2"]
    assert len(set(anchors)) == 4
    assert all(f'href="#{anchor}"' in shown for anchor in anchors)
    assert shown.count('<details class="faq__item">') == 4
    assert "<p>Відповідь: Коли вивозять сміття?</p>" in shown
    assert "<script" not in shown.replace('<script type="application/ld+json">', "")
    assert not answer.cookies


def test_an_empty_page_says_so(client: Client, home_page: HomePage) -> None:
    page = home_page.add_child(instance=FaqPage(title="Запитання", slug="zapytannia"))
    assert "Запитань ще немає" in client.get(page.url).content.decode()
