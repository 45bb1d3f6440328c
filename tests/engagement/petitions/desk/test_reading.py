"""What else the desk reads of a petition: its versions, what changed, the public's view, and who else may look."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder

from community.accounts.models import User
from community.accounts.roles import AUTHOR, EDITOR, Role
from engagement.models import Petition, RefusalGround
from engagement.petitions.services.drafts import petition_draft_save, petition_submit, petition_take_back
from engagement.petitions.services.moderation import petition_refuse
from tests.conftest import SignIn
from tests.engagement.petitions.builders import (
    draft_make,
    published_petition,
    resident_make,
    staff_make,
    submitted_petition,
)
from tests.engagement.petitions.desk.test_moderation import desk, said, text
from tests.news.builders import make_home


def handed_in_twice() -> Petition:
    petition = submitted_petition(text="Дорога до школи розбита.")
    author = petition.author
    assert author
    petition_take_back(petition=petition, author=author)
    petition_draft_save(petition=petition, author=author, title=petition.title, text="Дорога до лікарні розбита.")
    petition_submit(petition=petition, author=author)
    return petition


def test_versions_can_be_seen_as_the_public_would_and_compared(officer: Client, db: None) -> None:
    make_home()
    petition = handed_in_twice()
    latest, first = petition.revisions.order_by("-pk")
    page = text(officer.get(desk("inspect", petition)))
    seen = reverse("petition_desk:revisions_view", args=[petition.pk, first.pk])
    compared = reverse("petition_desk:revisions_compare", args=[petition.pk, first.pk, latest.pk])
    assert seen in page
    assert compared in page
    assert "Дорога до школи розбита." in text(officer.get(seen))
    difference = text(officer.get(compared))
    assert "школи" in difference
    assert "лікарні" in difference


@pytest.mark.parametrize("role", [AUTHOR, EDITOR], ids=lambda role: role.name)
@pytest.mark.parametrize(
    "action", ["inspect", "publish", "refuse", "note", "assign", "start-review", "hearings", "answer", "deed"]
)
def test_staff_without_rights_see_and_do_nothing(sign_in: SignIn, role: Role, action: str) -> None:
    petition, client = submitted_petition(), sign_in(role)
    for response in (client.get(desk(action, petition), follow=True), client.post(desk(action, petition), follow=True)):
        if response.status_code != 405:
            assert response.redirect_chain == [(reverse("wagtailadmin_home"), 302)]
            assert "немає доступу до цього розділу" in said(response)[0]
    petition.refresh_from_db()
    assert petition.publication == "submitted"


def test_reports_of_the_admin_lead_to_the_main_screen(officer: Client, author: Client) -> None:
    petition = submitted_petition()
    clerk, stranger = (User.objects.get(pk=client.session["_auth_user_id"]) for client in (officer, author))
    assert AdminURLFinder(clerk).get_edit_url(petition) == desk("inspect", petition)
    assert AdminURLFinder(stranger).get_edit_url(petition) is None


def test_the_author_of_a_petition_is_no_moderator(client: Client, db: None) -> None:
    petition = submitted_petition()
    assert petition.author
    client.force_login(petition.author)
    assert client.post(desk("publish", petition)).status_code in (302, 403)
    petition.refresh_from_db()
    assert petition.publication == "submitted"


def test_whoever_edits_pages_is_offered_published_petitions_only(editor: Client) -> None:
    submitted_petition(title="Ще не оприлюднена")
    draft = draft_make(resident_make(), title="Чернетка сусіда")
    published = published_petition(title="Освітлення парку")
    chooser = "wagtailsnippetchoosers_engagement_petition:"
    offered = editor.get(reverse(f"{chooser}choose")).json()["html"]
    assert "Освітлення парку" in offered
    assert "Ще не оприлюднена" not in offered
    assert "Чернетка сусіда" not in offered
    assert editor.get(reverse(f"{chooser}chosen", args=[published.pk])).status_code == 200
    assert editor.get(reverse(f"{chooser}chosen", args=[draft.pk])).status_code == 404


def test_a_used_ground_is_retired_and_not_deleted(officer: Client) -> None:
    ground = RefusalGround.objects.get(code="powers")
    petition = submitted_petition()
    petition_refuse(petition=petition, actor=staff_make(), ground=ground, reasons="Дорога обласна.")
    delete = reverse("wagtailsnippets_engagement_refusalground:delete", args=[ground.pk])
    refused = officer.post(delete, follow=True)
    assert "вже відхиляли петиції, тому видалити її не можна" in said(refused)[0]
    edit = reverse("wagtailsnippets_engagement_refusalground:edit", args=[ground.pk])
    officer.post(edit, {"code": ground.code, "title": ground.title, "source": ground.source, "sort_order": 0})
    ground.refresh_from_db()
    assert not ground.is_active
    form = text(officer.get(desk("refuse", submitted_petition())))
    assert ground.title not in form.partition("<select")[2].partition("</select>")[0]


def test_a_term_beyond_three_months_is_taken_with_a_warning(officer: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["engagement", "petitionsettings"])
    form = officer.get(address, follow=True).context["form"]
    values = {name: value for name, value in form.initial.items() if value not in (None, False)}
    target = officer.get(address, follow=True).redirect_chain[-1][0]
    warning = "цей строк отримають петиції, оприлюднені відтепер"
    empty = '{"blocks": [], "entityMap": {}}'
    assert warning not in text(officer.post(target, {**values, "rules": empty, "term_days": 92}, follow=True))
    saved = text(officer.post(target, {**values, "rules": empty, "term_days": 120}, follow=True))
    assert "Строк збору — 120 днів, а закон говорить щонайбільше про три місяці" in saved
    assert warning in saved
