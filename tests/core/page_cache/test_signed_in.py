"""Whoever has signed in reads the pages that are kept for everybody, and nothing of them gets into what is kept."""

import pytest
from django.urls import reverse

from community.core.page_cache.shelf import Shelf, shelf
from engagement.models import Petition, PetitionSettings
from engagement.petitions.services.answers import petition_review_start
from home.models import SectionPage
from tests.core.page_cache.conftest import Commit
from tests.core.page_cache.keeping import is_kept, key_at, shown, true, visitor_signed_in
from tests.engagement.petitions.builders import reach_threshold, staff_make

pytestmark = pytest.mark.django_db


def test_what_is_kept_is_the_same_for_whoever_has_signed_in(kept: Shelf, addresses: dict[str, str]) -> None:
    resident = visitor_signed_in()
    for address in addresses.values():
        # Sizes of pictures that are made at the first visit are another page's to show as well.
        shown(address)
    kept.clear()
    for address in addresses.values():
        shown(address)
    everywhere = [address for address in addresses.values() if is_kept(address)]
    assert len(everywhere) >= 30
    assert [address for address in everywhere if true(address, resident) != shown(address)] == []


def test_a_page_made_for_somebody_is_kept_for_nobody(kept: Shelf, addresses: dict[str, str]) -> None:
    resident = visitor_signed_in()
    assert resident.get(addresses["article"]).status_code == 200
    assert not is_kept(addresses["article"])


def test_a_part_holds_nothing_of_whom_it_was_made_for(kept: Shelf, addresses: dict[str, str]) -> None:
    resident = visitor_signed_in()
    page = resident.get(reverse("cabinet")).content.decode()
    assert "Орися" in page
    parts = [kept.root / path for path in kept.paths() if "-parts" in path]
    assert len(parts) >= 3
    for part in parts:
        text = part.read_text()
        assert "Орися" not in text
        assert "csrfmiddlewaretoken" not in text


def test_a_section_in_the_menu_renamed_is_renamed_on_the_next_page_of_ones_own(
    kept: Shelf, addresses: dict[str, str], commit: Commit
) -> None:
    resident = visitor_signed_in()
    section = SectionPage.objects.get()
    assert section.title in resident.get(reverse("cabinet")).content.decode()
    with commit():
        section.title = "Влада"
        section.save_revision().publish()
    assert "Влада" in resident.get(reverse("cabinet")).content.decode()


def test_who_signs_is_told_at_once_that_a_petition_no_longer_collects(
    kept: Shelf, addresses: dict[str, str], commit: Commit
) -> None:
    resident, address = visitor_signed_in(), f"{addresses['petition']}pidpys/"
    assert resident.get(address).status_code == 200
    petition = Petition.objects.get(slug=addresses["petition"].strip("/").rpartition("/")[2])
    assert any(f"-values/petition@{petition.slug}" in path for path in kept.paths())
    with commit():
        reach_threshold(petition)
        petition_review_start(petition=petition, actor=staff_make())
    assert resident.get(address).status_code == 410


def test_who_signs_confirms_the_statement_that_the_statute_asks_for_now(
    kept: Shelf, addresses: dict[str, str], commit: Commit
) -> None:
    resident, address = visitor_signed_in(), f"{addresses['petition']}pidpys/"
    assert resident.get(address).status_code == 200
    assert any("-values/petition-statute" in path for path in kept.paths())
    with commit():
        statute = PetitionSettings.load()
        statute.eligibility = "Мені є шістнадцять, і я живу в громаді."
        statute.save()
    assert statute.eligibility in resident.get(address).content.decode()


def test_a_petition_that_is_not_there_is_not_found_and_not_kept(kept: Shelf, addresses: dict[str, str]) -> None:
    resident, petitions = visitor_signed_in(), addresses["petition"].strip("/").partition("/")[0]
    assert resident.get(f"{addresses['petition']}pidpys/").status_code == 200
    before = set(kept.paths())
    for slug in ("statute", "settings", "nemaie"):
        assert resident.get(f"/{petitions}/{slug}/pidpys/").status_code == 404
    assert not [path for path in set(kept.paths()) - before if "-values/petition" in path]


def test_what_a_former_release_kept_and_nobody_can_read_is_made_anew(kept: Shelf, addresses: dict[str, str]) -> None:
    resident, address = visitor_signed_in(), f"{addresses['petition']}pidpys/"
    assert resident.get(address).status_code == 200
    old = [kept.root / path for path in kept.paths() if "-values/" in path or "-places/" in path]
    assert len(old) >= 3
    for file in old:
        head, _, _ = file.read_bytes().partition(b"\n")
        file.write_bytes(head + b"\ncgone.models\nPetition\n.")
    assert resident.get(address).status_code == 200


def test_no_address_reaches_a_part(kept: Shelf, addresses: dict[str, str]) -> None:
    visitor_signed_in().get(reverse("cabinet"))
    assert any("-parts" in path for path in shelf().paths())
    for address in ("/-parts/0/navigation@footer.html", "/-parts/0/navigation@footer.html.entry", "/-parts/0/"):
        key = key_at(address)
        assert key is None or shelf().find(key) is None
