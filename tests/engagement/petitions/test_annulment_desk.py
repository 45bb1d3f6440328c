"""The screens on which staff propose, agree, and answer objections."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from engagement.models import Annulment, AnnulmentObjection, Petition, Signature
from engagement.petitions.conditions import condition_make
from engagement.petitions.services.annulment import annulment_consent, annulment_propose, annulments_carry_on
from engagement.petitions.services.objections import objection_file
from tests.engagement.petitions.builders import NETWORK, letters, published_petition, sign, staff_make

pytestmark = pytest.mark.django_db

Clerk = Callable[..., Client]
BOTH = ("view_annulment", "propose_annulment", "consent_annulment")


@pytest.fixture
def clerk() -> Clerk:
    """Somebody of the staff with the named rights."""

    def make(*rights: str) -> Client:
        user = staff_make()
        user.user_permissions.set(Permission.objects.filter(codename__in=("access_admin", *rights)))
        client = Client()
        client.force_login(user)
        return client

    return make


def text(response: HttpResponseBase) -> str:
    return " ".join(getattr(response, "content", b"").decode().split())


def typed(petition: Petition, **changes: str) -> dict[str, str]:
    return {"petition": str(petition.pk), "network": NETWORK, "public_reason": "автоматизовані підписи", **changes}


def done_annulment(petition: Petition) -> Annulment:
    annulment = annulment_propose(
        petition=petition, actor=staff_make(), condition=condition_make(network=NETWORK), public_reason="помилка"
    )
    annulment_consent(annulment=annulment, actor=staff_make())
    annulments_carry_on()
    return annulment


def test_one_clerk_proposes_what_was_counted_and_another_agrees(clerk: Clerk) -> None:
    petition, propose = published_petition(threshold=9), reverse("annulments:propose")
    sign(petition)
    sign(petition)
    first, second = clerk(*BOTH), clerk(*BOTH)
    assert petition.title in text(first.get(propose, {"petition": petition.pk}))
    preview = text(first.post(propose, typed(petition)))
    assert "Зараз умові відповідає підписів: 2 із 2 врахованих." in preview
    assert not Annulment.objects.exists()
    assert "Нічого не зміниться" in text(first.post(propose, typed(petition, seen="2"), follow=True))
    screen = reverse("annulments:inspect", args=[Annulment.objects.get().pk])
    own = text(first.get(screen))
    assert "Погодити або відхилити має інша людина." in own
    assert 'value="consent"' not in own
    assert "має інша людина" in text(first.post(screen, {"step": "consent"}))
    assert 'value="consent"' in text(second.get(screen))
    assert "протягом хвилини" in text(second.post(screen, {"step": "consent"}, follow=True))
    annulments_carry_on()
    assert Signature.objects.annulled().count() == 2
    assert "виконано" in text(first.get(reverse("annulments:index")))
    second.post(screen, {"step": "undo_propose"})
    second.post(screen, {"step": "undo"})
    assert 'value="undo"' not in text(second.get(screen))
    assert Annulment.objects.get().state == "done"
    assert "Скасувати анулювання" in text(first.get(screen))
    first.post(screen, {"step": "undo"})
    annulments_carry_on()
    assert Signature.objects.valid().count() == 2


def test_a_number_that_has_changed_is_shown_anew(clerk: Clerk) -> None:
    petition, client = published_petition(threshold=9), clerk(*BOTH)
    sign(petition)
    sign(petition)
    answer = text(client.post(reverse("annulments:propose"), typed(petition, seen="1")))
    assert "2 із 2 врахованих" in answer
    assert not Annulment.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"network": ""}, "Заповніть принаймні одну з умов."),
        ({"network": "десь"}, "Вкажіть мережу, наприклад 203.0.113.0/24."),
        ({"references": "12"}, "Щось із цього не є номером підпису."),
        ({"network": "198.51.100.0/24"}, "Жоден врахований підпис не відповідає цій умові."),
        ({"public_reason": ""}, "Це поле"),
        ({"last_day": "9999-12-31"}, "Переконайтеся, що це значення менше"),
        ({"first_day": "0001-01-01"}, "Переконайтеся, що це значення більше"),
    ],
)
def test_what_was_typed_wrongly_is_explained(clerk: Clerk, changes: dict[str, str], words: str) -> None:
    petition = published_petition(threshold=9)
    sign(petition)
    answer = text(clerk(*BOTH).post(reverse("annulments:propose"), typed(petition, seen="1", **changes)))
    assert words in answer
    assert not Annulment.objects.exists()


def test_days_bound_the_choice(clerk: Clerk) -> None:
    petition, client = published_petition(threshold=9), clerk(*BOTH)
    day = timezone.localdate(sign(petition).signed_at).isoformat()
    met = typed(petition, network="", first_day=day, last_day=day)
    missed = typed(petition, network="", last_day="2020-01-01")
    assert "1 із 1 врахованих" in text(client.post(reverse("annulments:propose"), met))
    assert "Жоден врахований підпис" in text(client.post(reverse("annulments:propose"), missed))


def test_an_objection_is_read_and_answered(clerk: Clerk) -> None:
    petition, client = published_petition(threshold=9), clerk(*BOTH)
    sign(petition)
    done_annulment(petition)
    objection = objection_file(signature=Signature.objects.get(), text="Я підписала сама.")
    screen = reverse("annulments:objection", args=[objection.pk])
    assert "очікує на відповідь" in text(client.get(reverse("annulments:objections")))
    assert "Я підписала сама." in text(client.get(screen))
    assert "чому заперечення відхилено" in text(client.post(screen, {"accepted": "no", "reply": ""}))
    client.post(screen, {"accepted": "yes", "reply": "Перепрошуємо."})
    assert Signature.objects.get().is_valid
    assert letters("petition_objection_decided")[0].context["reply"] == "Перепрошуємо."
    assert "Надіслати відповідь" not in text(client.get(screen))
    assert "вже відповіли" in text(client.post(screen, {"accepted": "no", "reply": "Ні."}, follow=True))
    assert AnnulmentObjection.objects.get().outcome == "accepted"


@pytest.mark.parametrize(
    ("rights", "open_doors"),
    [
        ((), set()),
        (("view_annulment",), {"index", "inspect"}),
        (("view_annulment", "propose_annulment"), {"index", "inspect", "propose"}),
        (("view_annulment", "consent_annulment"), {"index", "inspect", "objections", "consent"}),
    ],
)
def test_each_door_asks_for_its_right(clerk: Clerk, rights: tuple[str, ...], open_doors: set[str]) -> None:
    petition, client = published_petition(threshold=9), clerk(*rights)
    sign(petition)
    annulment = annulment_propose(
        petition=petition, actor=staff_make(), condition=condition_make(network=NETWORK), public_reason="помилка"
    )
    inspect = reverse("annulments:inspect", args=[annulment.pk])
    for door in ("index", "propose", "objections"):
        assert (client.get(reverse(f"annulments:{door}")).status_code == 200) is (door in open_doors)
    assert (client.get(inspect).status_code == 200) is ("inspect" in open_doors)
    client.post(inspect, {"step": "consent"})
    annulment.refresh_from_db()
    assert (annulment.state == "done") is ("consent" in open_doors)
    in_menu = reverse("annulments:index") in text(client.get(reverse("wagtailadmin_home")))
    assert in_menu is ("index" in open_doors)
