"""What everybody reads of petitions."""

import pytest
from django.test import Client

from engagement.models import Petition, PetitionIndexPage
from tests.engagement.petitions.builders import sign
from tests.engagement.petitions.pages import address, text


def test_the_petition_is_read_by_anybody(client: Client, petition: Petition) -> None:
    page = text(client.get(address(petition)))
    assert "Петиція № 1 Коваленко Олена Іванівна" in page
    assert "0 підписів із потрібних 3" in page
    assert "Лишилося 90 днів" in page
    assert "Просимо раду відремонтувати" in page


@pytest.mark.parametrize("rest", ["", "pidpysy/", "druk/", "vbudovano/", "dani/", "kilkist/"])
def test_public_addresses_answer_without_a_cookie(client: Client, petition: Petition, rest: str) -> None:
    sign(petition)
    response = client.get(address(petition, rest))
    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in response.content.decode()


def test_the_list(client: Client, petition: Petition, petition_index: PetitionIndexPage) -> None:
    page = text(client.get("/petytsii/"))
    assert "Відремонтувати дорогу на вулиці Шкільній № 1" in page
