"""What everybody reads of petitions."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from engagement.models import Annulment, Petition, PetitionIndexPage, RefusalGround, Signature
from engagement.models.petition_states import Decision
from engagement.petitions import selectors
from engagement.petitions.services.answers import (
    petition_answer,
    petition_deed_add,
    petition_hearings_announce,
    petition_review_start,
)
from engagement.petitions.services.clocks import collections_close
from engagement.petitions.services.counting import petitions_recount
from engagement.petitions.services.moderation import petition_refuse
from tests.engagement.petitions.builders import (
    TITLE,
    published_petition,
    reach_threshold,
    resident_make,
    sign,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.pages import address, text


def test_the_petition_is_read_by_anybody(client: Client, petition: Petition) -> None:
    page = text(client.get(address(petition)))
    assert "Петиція № 1 Коваленко Олена Іванівна" in page
    assert "0 підписів із потрібних 3" in page
    assert "Лишилося 90 днів" in page
    assert "Просимо раду відремонтувати" in page
    assert "Підписати петицію" in page


def test_the_text_is_plain_whatever_the_author_typed(client: Client, petition_index: PetitionIndexPage) -> None:
    typed = "Перший <script>alert(1)</script> абзац.\n\nДив. https://reklama.example/ тут."
    html = client.get(address(published_petition(text=typed))).content.decode()
    assert "<p>Перший &lt;script&gt;alert(1)&lt;/script&gt; абзац.</p>" in html
    assert "<p>Див. https://reklama.example/ тут.</p>" in html


def test_days_left_are_counted_by_the_calendar_in_kyiv(client: Client, petition: Petition) -> None:
    assert petition.collecting_until is not None
    with time_machine.travel(petition.collecting_until - timedelta(hours=30), tick=False):
        assert "Лишився 1 день" in text(client.get(address(petition)))
    with time_machine.travel(petition.collecting_until - timedelta(minutes=1), tick=False):
        assert "Сьогодні останній день" in text(client.get(address(petition)))
    with time_machine.travel(petition.collecting_until, tick=False):
        late = text(client.get(address(petition)))
        assert "Рахуємо останні підписи" in late
        assert "Підписати петицію" not in late
        collections_close()
        failed = text(client.get(address(petition)))
        assert "Не набрала достатньо підписів" in failed
        assert "як звичайне звернення" in failed


def test_the_state_is_told_in_words_from_threshold_to_deeds(client: Client, petition: Petition) -> None:
    reach_threshold(petition)
    enough = text(client.get(address(petition)))
    assert "Підписи зібрано, очікує на розгляд" in enough
    assert "Рада розпочне розгляд не пізніше" in enough
    assert "Підписати петицію" in enough

    head = staff_make()
    petition_review_start(petition=petition, actor=head)
    petition_hearings_announce(
        petition=petition, actor=head, until=timezone.localdate() + timedelta(days=60), reason="Слухання"
    )
    review = text(client.get(address(petition)))
    assert "На розгляді" in review
    assert "триватимуть громадські слухання" in review
    assert "Підписати петицію" not in review

    petition_answer(
        petition=petition,
        actor=head,
        decision=Decision.SUPPORTED,
        text="<p>Дорогу полагодимо.</p>",
        signed_by="Голова",
    )
    petition_deed_add(petition=petition, actor=head, text="<p>Покладено асфальт.</p>", done_on=timezone.localdate())
    answered = text(client.get(address(petition)))
    order = [answered.index(part) for part in ("Відповідь: підтримано", "Покладено асфальт.", "Текст петиції")]
    assert order == sorted(order)


def test_annulled_signatures_are_a_public_number_with_a_reason(client: Client, petition: Petition) -> None:
    sign(petition)
    annulled = sign(petition)
    decision = Annulment.objects.create(
        petition=petition,
        public_reason="Не мешкають у громаді",
        state="done",
        proposed_by=staff_make(),
        decided_by=staff_make(),
        decided_at=timezone.now(),
        settled_at=timezone.now(),
        matched=1,
    )
    Signature.objects.filter(pk=annulled.pk).update(state="annulled", annulment=decision, recount_due=True)
    petitions_recount()
    page = text(client.get(address(petition)))
    assert "−1 Не мешкають у громаді" in page
    assert "1 підпис із потрібних 3" in page


def test_signers_are_paged_by_key_and_kept_out_of_search_engines(
    client: Client, petition: Petition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "SIGNERS_PER_PAGE", 2)
    for name in ("Перша", "Друга", "Третя"):
        sign(petition, resident_make(last_name=name))
    response = client.get(address(petition, "pidpysy/"))
    first = text(response)
    assert response["X-Robots-Tag"] == "noindex"
    assert first.index("Третя") < first.index("Друга")
    assert "Перша" not in first
    assert "Раніші підписи" in first
    second = text(client.get(address(petition, "pidpysy/"), {"before": Signature.objects.order_by("pk")[1].pk}))
    assert "Перша" in second
    assert "До найновіших" in second
    assert "Раніші підписи" not in second


@pytest.mark.parametrize("before", ["", "0", "-1", "abc", "9" * 30, "٣"])
def test_signers_bear_any_key(client: Client, petition: Petition, before: str) -> None:
    assert client.get(address(petition, "pidpysy/"), {"before": before}).status_code == 200


def test_after_the_term_a_name_is_gone_and_the_number_stays(client: Client, petition: Petition) -> None:
    signature = sign(petition)
    petitions_recount()
    Signature.objects.filter(pk=signature.pk).update(
        full_name="", signer_key=None, network="", settlement="", pseudonymised_at=timezone.now()
    )
    page = text(client.get(address(petition, "pidpysy/")))
    assert "Ім’я вилучено" in page
    assert "Враховано 1 підпис" in page


def test_a_withdrawn_name_is_not_shown(client: Client, petition: Petition) -> None:
    signature = sign(petition)
    Signature.objects.filter(pk=signature.pk).update(state="withdrawn", withdrawn_at=timezone.now())
    assert "Ще ніхто не підписав" in text(client.get(address(petition, "pidpysy/")))


@pytest.mark.parametrize("rest", ["", "pidpysy/", "druk/", "vbudovano/", "dani/", "kilkist/"])
def test_public_addresses_answer_without_a_cookie(client: Client, petition: Petition, rest: str) -> None:
    sign(petition)
    response = client.get(address(petition, rest))
    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in response.content.decode()


@pytest.mark.parametrize("rest", ["", "pidpysy/", "druk/", "vbudovano/", "dani/", "kilkist/", "pidpys/"])
def test_what_is_not_published_has_no_address(client: Client, petition_index: PetitionIndexPage, rest: str) -> None:
    waiting = submitted_petition(title="Таємна петиція")
    for slug in (waiting.pk, waiting.reference, "1-taiemna-petytsiia"):
        response = client.get(f"/petytsii/{slug}/{rest}")
        assert response.status_code == 404
        assert "Таємна петиція" not in text(response)


def test_the_list_tells_of_each_petition_and_narrows_by_state(client: Client, petition: Petition) -> None:
    reached = reach_threshold(published_petition(title="Відкрити бібліотеку", threshold=1))
    petition_review_start(petition=reached, actor=staff_make())
    everything = text(client.get("/petytsii/"))
    assert everything.index("Відкрити бібліотеку") < everything.index(TITLE)
    assert "1 підпис із потрібних 1" in everything
    assert TITLE not in text(client.get("/petytsii/?state=under_review"))
    assert "Відкрити бібліотеку" not in text(client.get("/petytsii/?state=collecting"))
    assert "Нічого не знайдено" in text(client.get("/petytsii/?state=answered"))
    assert TITLE in text(client.get("/petytsii/?state=whatever&page=999"))


def test_the_list_is_searched_by_words_of_title_and_text(client: Client, petition: Petition) -> None:
    published_petition(title="Відкрити бібліотеку", text="Просимо книг.")
    found = client.get("/petytsii/", {"q": "ДОРОГУ  навчального"})
    assert "Знайдено 1 петицію" in text(found)
    assert TITLE in text(found)
    assert found["X-Robots-Tag"] == "noindex"
    assert "Нічого не знайдено" in text(client.get("/petytsii/", {"q": "космос"}))
    for odd in ("\x00", "%", "'\"<b>", "д" * 5000):
        assert client.get("/petytsii/", {"q": odd}).status_code == 200


def test_refused_petitions_are_numbers_by_ground_only(client: Client, petition: Petition) -> None:
    refused = submitted_petition(title="Знизити ціну на газ")
    ground = RefusalGround.objects.get(code="powers")
    petition_refuse(petition=refused, actor=staff_make(), ground=ground, reasons="Ціну встановлює держава.")
    page = text(client.get("/petytsii/"))
    assert "Питання не належить до повноважень ради 1" in page
    assert "газ" not in page
    assert "держава" not in page


def test_an_empty_list_is_kind(client: Client, petition_index: PetitionIndexPage) -> None:
    assert "Петицій ще немає" in text(client.get("/petytsii/"))


def test_the_list_costs_the_same_for_many_petitions(client: Client, petition: Petition) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get("/petytsii/")
        return len(captured)

    queries()
    few = queries()
    for number in range(5):
        sign(published_petition(title=f"Петиція {number}"))
    assert queries() == few
