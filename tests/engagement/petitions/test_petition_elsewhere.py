"""A petition outside its own page: as data, in somebody else's frame, on paper, on top of every page."""

from datetime import datetime

from django.test import Client, RequestFactory

from engagement.blocks import PetitionBlock
from engagement.models import Petition, PetitionIndexPage
from engagement.petitions.services.counting import petitions_recount
from home.models import HomePage, SectionPage
from tests.engagement.petitions.builders import TITLE, sign, submitted_petition
from tests.engagement.petitions.pages import address, text
from tests.services.frames import FRAME_SCRIPT, scripts_of


def test_programs_read_the_petition(client: Client, petition: Petition) -> None:
    signature = sign(petition)
    petitions_recount()
    response = client.get(address(petition, "dani/"))
    data = response.json()
    assert response["Content-Type"] == "application/json"
    assert data["number"] == 1
    assert data["url"] == f"http://testserver{address(petition)}"
    assert data["author"] == "Коваленко Олена Іванівна"
    assert (data["signatures"], data["threshold"], data["stage"], data["is_open"]) == (1, 3, "collecting", True)
    assert datetime.fromisoformat(data["published_at"]) == petition.published_at.replace(  # type: ignore[union-attr]  # published
        microsecond=petition.published_at.microsecond // 1000 * 1000  # type: ignore[union-attr]  # as above
    )
    assert signature.signer is not None
    assert signature.signer.phone not in response.content.decode()


def test_the_count_alone_is_cheap_to_ask_for_again(client: Client, petition: Petition) -> None:
    response = client.get(address(petition, "kilkist/"))
    assert response.json().keys() == {"stage", "signatures", "annulled", "threshold", "counted_at", "is_open"}
    assert response["Cache-Control"] == "public, max-age=15"
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(address(petition, "kilkist/"), headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    sign(petition)
    petitions_recount()
    changed = client.get(address(petition, "kilkist/"), headers={"if-none-match": response["ETag"]})
    assert changed.json()["signatures"] == 1


def test_only_the_card_may_stand_in_a_frame(client: Client, petition: Petition) -> None:
    card = client.get(address(petition, "vbudovano/"))
    assert "X-Frame-Options" not in card
    assert "frame-ancestors *;" in card["Content-Security-Policy"]
    assert card["X-Robots-Tag"] == "noindex"
    html = card.content.decode()
    assert f'<a href="http://testserver{address(petition)}" target="_blank" rel="noopener">' in html
    for tag in ("<form", "<nav"):
        assert tag not in html
    assert scripts_of(html) == [FRAME_SCRIPT]
    assert client.get(address(petition))["X-Frame-Options"] == "SAMEORIGIN"
    assert f"http://testserver{address(petition, 'vbudovano/')}" in client.get(address(petition)).content.decode()


def test_another_site_learns_how_to_show_the_petition(client: Client, petition: Petition) -> None:
    assert 'type="application/json+oembed"' in client.get(address(petition)).content.decode()
    answer = client.get("/oembed", {"url": f"http://testserver{address(petition)}"}).json()
    assert answer["title"] == TITLE
    assert f'src="http://testserver{address(petition, "vbudovano/")}"' in answer["html"]
    assert client.get("/oembed", {"url": "http://testserver/petytsii/2-nemaie/"}).status_code == 404


def test_paper_has_the_text_the_numbers_and_the_address(client: Client, petition: Petition) -> None:
    page = text(client.get(address(petition, "druk/")))
    assert "Просимо раду відремонтувати" in page
    assert "0 підписів із потрібних 3" in page
    assert f"http://testserver{address(petition)}" in page


def test_every_page_leads_to_the_petitions(client: Client, home_page: HomePage) -> None:
    assert 'href="/petytsii/">Петиції' not in client.get("/").content.decode()
    index = home_page.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))
    for place in ("/", "/search/?q=школа", "/kabinet/vkhid/", "/nemaie/"):
        assert '<a href="/petytsii/">Петиції</a>' in client.get(place).content.decode(), place
    index.unpublish()
    assert "/petytsii/" not in client.get("/").content.decode()


def test_the_link_finds_the_page_inside_a_section(client: Client, home_page: HomePage) -> None:
    section = home_page.add_child(instance=SectionPage(title="Участь", slug="uchast", show_in_menus=True))
    section.add_child(instance=PetitionIndexPage(title="Петиції", slug="petytsii"))
    assert '<a href="/uchast/petytsii/">Петиції</a>' in client.get("/").content.decode()
    assert 'aria-current="true">Петиції' in client.get("/uchast/petytsii/").content.decode()


def block_html(petition: Petition) -> str:
    block = PetitionBlock()
    return block.render(block.to_python({"petition": petition.pk}), context={"request": RequestFactory().get("/")})


def test_a_block_shows_the_petition_of_now_in_an_article(petition: Petition) -> None:
    sign(petition)
    petitions_recount()
    html = block_html(petition)
    assert f'<a href="{address(petition)}">{TITLE}</a>' in html
    assert "<strong>1</strong> підпис із потрібних 3" in html
    assert "Прочитати й підписати" in html
    assert "csrf" not in html


def test_a_block_keeps_what_is_not_published(petition_index: PetitionIndexPage) -> None:
    assert block_html(submitted_petition()).strip() == ""


def test_a_block_can_be_picked_by_sight(db: None) -> None:
    block = PetitionBlock()
    html = block.render(block.get_preview_value())
    assert "Відремонтувати дорогу до школи" in html
    assert "<strong>63</strong> підписи з потрібних 100" in html
