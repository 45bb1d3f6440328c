"""The two tables that everybody may take, as the state's schema wants them."""

import tracemalloc
from datetime import timedelta

import pytest
import time_machine
from django.http import StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from community.core.models import CommunitySettings
from engagement import tasks
from engagement.models import OpenDataFile, Petition, PetitionIndexPage, PetitionSettings, Signature
from engagement.petitions.open_data.passport import FIELDS
from engagement.petitions.open_data.tables import TABLES, VOTINGS
from engagement.petitions.services.open_data import open_data_file_refresh, open_data_refresh
from engagement.petitions.services.signing import signature_withdraw
from tests.engagement.petitions.builders import (
    answer,
    published_petition,
    reach_threshold,
    resident_make,
    sign,
    submitted_petition,
)
from tests.engagement.petitions.papers.csvw import faults, rows_of, schema
from tests.engagement.petitions.papers.people import signed_by_many

pytestmark = pytest.mark.django_db


def table(name: str) -> bytes:
    """The table as anybody downloads it, made anew."""
    open_data_refresh()
    response = Client().get(f"/opendata/{name}.csv")
    assert response.status_code == 200
    return response.getvalue()


def rows(name: str) -> list[dict[str, str]]:
    return rows_of(table(name))


@pytest.fixture
def names_open() -> None:
    PetitionSettings.objects.update_or_create(defaults={"names_in_open_data": True})


def answered() -> Petition:
    return answer(reach_threshold(published_petition(threshold=2)))


@pytest.mark.parametrize("name", TABLES)
def test_columns_are_those_of_the_state_and_each_is_explained(name: str) -> None:
    wanted = tuple(column["name"] for column in schema(name)["columns"])
    assert TABLES[name].columns == wanted
    assert tuple(field.name for field in FIELDS[name]) == wanted


def test_both_tables_are_valid_whatever_became_of_the_petitions(
    petition_index: PetitionIndexPage, community: CommunitySettings
) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=92)):
        sign(published_petition(title='Зберегти «Ґанок», бо ї"жак', threshold=9))
    tasks.petition_collections_close()
    answered()
    reach_threshold(published_petition(threshold=1))
    published_petition(title="Нова, ще без підписів")
    submitted_petition(title="Нікому ще не видна")
    petitions, votings = table("petitions"), table("votings")
    assert faults("petitions", petitions) == []
    assert faults("votings", votings) == []
    states = [row["status"] for row in rows_of(petitions)]
    assert states == [
        "не набрала потрібної кількості підписів",
        "з відповіддю: підтримано",
        "на розгляді",
        "триває збір підписів",
    ]
    assert [row["count"] for row in rows_of(petitions)] == ["1", "2", "1", "0"]
    uids = [row["uid"] for row in rows_of(petitions)]
    assert len(set(uids)) == 4
    assert {row["motionUid"] for row in rows_of(votings)} <= set(uids)
    assert "Нікому ще не видна" not in petitions.decode()


def test_the_checker_sees_what_is_wrong(community: CommunitySettings) -> None:
    head = ",".join(VOTINGS.columns)
    assert faults("votings", f"{head}\r\n1,Ім’я,Назва,2026-02-30\r\n".encode()) == ["line 2: date is '2026-02-30'"]
    assert faults("votings", f"{head}\r\n1,,Назва,2026-02-03\r\n".encode()) == ["line 2: voterName is empty"]
    assert faults("votings", f"{head}\r\n1,Ім’я\r\n".encode()) == ["line 2: 2 cells"]
    assert faults("votings", b"date,voterName\r\n")[0].startswith("columns")


def test_a_petition_with_an_answer_says_when_and_where(
    petition_index: PetitionIndexPage, community: CommunitySettings
) -> None:
    with time_machine.travel("2026-03-02T23:30:00+02:00"):
        petition = answered()
    (row,) = rows("petitions")
    # The day in Kyiv, not in Greenwich.
    assert (row["uid"], row["startDate"], row["answerDate"]) == ("2026-03-02-1", "2026-03-02", "2026-03-02")
    assert row["answerUrl"] == row["url"] == f"http://127.0.0.1:8000{petition.get_url()}"
    assert (row["authorityName"], row["authorityId"]) == ("Зарічанська громада", "00000129")
    assert row["creator"] == "Коваленко Олена Іванівна"


def test_signers_stay_unnamed_until_the_administrator_decides(petition_index: PetitionIndexPage) -> None:
    sign(published_petition())
    assert [row["voterName"] for row in rows("votings")] == ["не оприлюднюється"]


def test_names_are_published_until_their_term_ends(petition_index: PetitionIndexPage, names_open: None) -> None:
    petition = published_petition(threshold=9)
    sign(petition)
    gone = sign(petition, resident_make(last_name="Бондар"))
    left = resident_make(last_name="Левченко")
    sign(petition, left)
    signature_withdraw(petition=petition, signer=left)
    assert [row["voterName"] for row in rows("votings")] == ["Коваленко Олена Іванівна", "Бондар Олена Іванівна"]
    Signature.objects.filter(pk=gone.pk).update(
        full_name="", signer_key=None, network="", pseudonymised_at=timezone.now()
    )
    names = [row["voterName"] for row in rows("votings")]
    assert names == ["Коваленко Олена Іванівна", "персональні дані вилучено після строку"]


@pytest.mark.parametrize("title", ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "-2+3"])
def test_a_title_is_never_a_formula(petition_index: PetitionIndexPage, title: str) -> None:
    sign(published_petition(title=title))
    assert rows("petitions")[0]["title"] == f"'{title}"
    assert rows("votings")[0]["motionTitle"] == f"'{title}"


def test_whoever_asks_again_gets_nothing_new(petition_index: PetitionIndexPage, client: Client) -> None:
    petition = published_petition()
    with time_machine.travel("2027-01-10T10:00:00+02:00", tick=False):
        open_data_refresh()
    first = client.get("/opendata/petitions.csv")
    assert first["Last-Modified"] == "Sun, 10 Jan 2027 08:00:00 GMT"
    assert first["Cache-Control"] == "public, max-age=900"
    assert first["Content-Type"].startswith("text/csv")
    assert not first.cookies
    assert int(first["Content-Length"]) == len(first.getvalue())
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert client.get("/opendata/petitions.csv", headers=header).status_code == 304
    open_data_refresh()
    assert client.get("/opendata/petitions.csv")["Last-Modified"] == first["Last-Modified"]
    sign(petition)
    tasks.petitions_recount()
    tasks.open_data_refresh()
    assert client.get("/opendata/petitions.csv")["ETag"] != first["ETag"]


def test_a_download_that_began_ends_with_the_version_it_began_with(
    petition_index: PetitionIndexPage, client: Client
) -> None:
    petition = published_petition(threshold=9)
    sign(petition)
    open_data_refresh()
    begun = client.get("/opendata/votings.csv")
    sign(petition)
    open_data_refresh()
    assert len(rows_of(begun.getvalue())) == 1
    assert len(rows_of(client.get("/opendata/votings.csv").getvalue())) == 2
    for _change in range(3):
        sign(petition)
        open_data_refresh()
    assert OpenDataFile.objects.filter(name="votings").count() == 2


def test_the_first_download_does_not_wait_for_the_schedule(petition_index: PetitionIndexPage, client: Client) -> None:
    published_petition()
    assert len(rows_of(client.get("/opendata/petitions.csv").getvalue())) == 1
    assert client.get("/opendata/people.csv").status_code == 404


def test_the_passport_says_what_a_reader_must_know(petition_index: PetitionIndexPage, client: Client) -> None:
    open_data_refresh()
    page = client.get("/opendata/")
    text = page.content.decode()
    assert "Відкриті дані про петиції" in text
    assert 'href="/opendata/petitions.csv"' in text
    assert "доки її немає, обидва стовпці порожні" in text
    assert "У цьому наборі не оприлюднюються" in text
    assert "ще не вказано, тому їхні стовпці порожні" in text
    assert not page.cookies


def test_with_names_and_codes_the_passport_says_so(
    petition_index: PetitionIndexPage, community: CommunitySettings, names_open: None, client: Client
) -> None:
    text = client.get("/opendata/").content.decode()
    assert "Оприлюднюються до кінця строку за статутом" in text
    assert "ще не вказано" not in text


def test_memory_does_not_grow_with_the_table(petition_index: PetitionIndexPage, client: Client) -> None:
    signed_by_many(published_petition(threshold=50_000), {"Яснобрід": 20_000})
    tracemalloc.start()
    file = open_data_file_refresh(table=VOTINGS)
    made = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    response = client.get("/opendata/votings.csv")
    assert isinstance(response, StreamingHttpResponse)
    size = sum(map(len, response))
    sent = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (file.rows, size) == (20_000, file.size)
    assert size > 2_000_000
    assert made < 8_000_000
    assert sent < 8_000_000
