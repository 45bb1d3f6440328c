"""Every address of the site is tried as a login door: none lets anybody in without the checks of the one."""

from collections.abc import Iterator
from html import unescape
from inspect import unwrap
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account import views as allauth_views
from allauth.mfa.base.views import AuthenticateView
from django.contrib.auth import SESSION_KEY
from django.contrib.auth import views as django_views
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.regex_helper import normalize
from wagtail.models import Page, PageViewRestriction

from community.accounts.models import User
from home.models import HomePage
from tests.accounts.codes import PASSWORD, protected_staff, sign_in_by_password
from tests.services.authenticator import one_time_code

SAMPLES = {"IntConverter": "1", "UUIDConverter": "6f9619ff-8b86-4011-b42d-00c04fc964ff"}
DJANGO_DOORS = (
    django_views.LoginView,
    django_views.PasswordResetView,
    django_views.PasswordResetConfirmView,
    django_views.PasswordChangeView,
)
SIGNING_IN = (
    allauth_views.LoginView,
    allauth_views.SignupView,
    allauth_views.ConfirmEmailView,
    allauth_views.PasswordResetFromKeyView,
    allauth_views.RequestLoginCodeView,
    allauth_views.ConfirmLoginCodeView,
    AuthenticateView,
)
PHONE_CODE = unwrap(allauth_views.verify_phone)
LOGIN = "/kabinet/vkhid/"
ADMIN_DOORS = ("/admin/login/", "/_util/login/")
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "javascript:alert(1)",
    "http:///evil.example",
)


def addresses(resolver: URLResolver, prefix: str = "", values: dict[str, str] | None = None) -> Iterator[str]:
    """One address for every pattern below ``resolver``, its parameters filled with samples."""
    for entry in resolver.url_patterns:
        regex = prefix + entry.pattern.regex.pattern.lstrip("^").removesuffix("\\Z").removesuffix("$")
        filled = {
            **(values or {}),
            **{name: SAMPLES.get(type(kind).__name__, "a1") for name, kind in entry.pattern.converters.items()},
        }
        if isinstance(entry, URLResolver):
            yield from addresses(entry, regex, filled)
        elif isinstance(entry, URLPattern):
            template, names = normalize(regex)[0]
            yield "/" + template % {name: filled.get(name, "1") for name in names}


def every_address() -> list[str]:
    return sorted(set(addresses(get_resolver())))


def view_of(address: str) -> Any:
    try:
        view = resolve(address).func
    except Resolver404:
        return None
    return getattr(view, "view_class", view)


def signs_in(view: Any) -> bool:
    """Whether the view can end a chain of stages; the phone's is a function among classes."""
    return issubclass(view, SIGNING_IN) if isinstance(view, type) else unwrap(view) is PHONE_CODE


def test_the_walk_sees_the_whole_site() -> None:
    found = every_address()
    assert len(found) > 200
    assert {LOGIN, "/admin/login/", "/admin/users/edit/1/", "/_util/login/", "/admin/password_reset/"} <= set(found)
    unreachable = [address for address in found if view_of(address) is None]
    assert len(unreachable) < 10, unreachable


def test_no_address_is_answered_by_a_door_that_knows_no_checks() -> None:
    """Wagtail's doors are subclasses of Django's; wherever one stands in the tree, ours must answer first."""
    for address in every_address():
        view = view_of(address)
        assert not (isinstance(view, type) and issubclass(view, DJANGO_DOORS)), address


def test_these_and_no_others_are_the_addresses_that_sign_in() -> None:
    """All end in allauth's one chain of stages: address, phone, second factor."""
    assert {address for address in every_address() if signs_in(view_of(address))} == {
        LOGIN,
        "/kabinet/reiestratsiia/",
        "/kabinet/poshta/a1/",
        "/kabinet/telefon/kod/",
        "/kabinet/vidnovlennia/1-1/",
        "/kabinet/dvoetapnyi-vkhid/kod/",
    }


def test_the_right_password_alone_opens_no_address_to_staff(oksana: User) -> None:
    protected_staff(oksana)
    names = ("login", "username", "email", "user", "auth-username")
    credentials = dict.fromkeys(names, "oksana") | {"password": PASSWORD, "password1": PASSWORD, "next": "/admin/"}
    for address in every_address():
        client = Client(raise_request_exception=False)
        client.post(address, credentials)
        assert SESSION_KEY not in client.session, address


@pytest.mark.parametrize("door", ADMIN_DOORS)
def test_a_door_of_wagtail_leads_to_the_one_door(door: str, client: Client, home_page: HomePage) -> None:
    response = client.get(f"{door}?next=/admin/pages/")
    assert response.headers["Location"] == f"{LOGIN}?next=%2Fadmin%2Fpages%2F"
    assert response.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    page = unescape(client.get(response.headers["Location"]).content.decode())
    assert 'name="password"' in page


@pytest.mark.parametrize("wanted", ELSEWHERE)
@pytest.mark.parametrize("door", [*ADMIN_DOORS, LOGIN])
def test_no_door_sends_to_another_site(door: str, wanted: str, client: Client, oksana: User) -> None:
    if door != LOGIN:
        target = client.get(door, {"next": wanted}).headers["Location"]
        assert parse_qs(urlsplit(target).query).get("next", ["/admin/"]) == ["/admin/"]
    response = client.post(LOGIN, {"login": "oksana", "password": PASSWORD, "next": wanted})
    assert response.headers["Location"] == reverse("cabinet")
    client.force_login(oksana)
    assert "evil" not in client.get(door, {"next": wanted}).headers.get("Location", "")


def test_the_recovery_of_wagtail_leads_to_that_of_the_site(client: Client, oksana: User) -> None:
    uid, token = urlsafe_base64_encode(force_bytes(oksana.pk)), default_token_generator.make_token(oksana)
    for rest in ("", "done/", f"confirm/{uid}/{token}/", f"confirm/{uid}/set-password/", "complete/"):
        for response in (client.get(f"/admin/password_reset/{rest}"), client.post(f"/admin/password_reset/{rest}")):
            assert response.headers["Location"] == reverse("account_reset_password")
    oksana.refresh_from_db()
    assert oksana.check_password(PASSWORD)


def test_the_account_page_of_wagtail_changes_neither_password_nor_address(oksana: User, client: Client) -> None:
    client.force_login(oksana)
    page = unescape(client.get("/admin/account/").content.decode())
    assert "Новий пароль завершує ваші сеанси на всіх інших пристроях." in page
    for name in ("account_change_password", "account_email", "mfa_index"):
        assert f'href="{reverse(name)}"' in page
    assert 'type="password"' not in page
    fields = {
        "password-old_password": PASSWORD,
        "password-new_password1": "nova-parolia-2026",
        "password-new_password2": "nova-parolia-2026",
        "name_email-first_name": "Оксана",
        "name_email-last_name": "Мельник",
        "name_email-email": "inshа@example.org",
    }
    client.post("/admin/account/", fields)
    oksana.refresh_from_db()
    assert oksana.check_password(PASSWORD)
    assert oksana.email == "oksana@hromada.example"


def test_somebody_without_the_right_is_told_so_and_never_sent_in_circles(resident: User, client: Client) -> None:
    client.force_login(resident)
    for address in ("/admin/", "/admin/pages/", "/admin/login/", "/admin/login/?next=/admin/pages/", "/admin/account/"):
        response = client.get(address, follow=True)
        assert response.status_code == 403
        assert response.redirect_chain == []
        words = unescape(response.content.decode())
        assert "Ця частина сайту — для працівників ради" in words
        assert "Ви ввійшли як Шевчук Іван Ігорович" in words
    client.post("/admin/logout/")
    assert SESSION_KEY not in client.session


def test_a_page_for_a_group_asks_to_sign_in_and_refuses_the_others(
    home_page: HomePage, oksana: User, resident: User, client: Client
) -> None:
    closed = home_page.add_child(instance=Page(title="Тільки для редакторів", slug="zakryta"))
    restriction = PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.GROUPS)
    restriction.groups.set(oksana.groups.all())
    asked = client.get("/zakryta/", follow=True)
    assert asked.redirect_chain[-1] == (f"{LOGIN}?next=%2Fzakryta%2F", 302)
    client.force_login(resident)
    refused = client.get("/zakryta/", follow=True)
    assert refused.status_code == 403
    assert "Ця сторінка для вас закрита" in unescape(refused.content.decode())


def test_a_shared_password_is_neither_offered_nor_taken(home_page: HomePage, oksana: User, client: Client) -> None:
    page = home_page.add_child(instance=Page(title="Зі спільним паролем", slug="spilna"))
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.PASSWORD, password="sezam"
    )
    address = reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])
    response = client.post(address, {"password": "sezam", "return_url": "/spilna/"})
    assert response.status_code == 403
    assert restriction.accept_request(response.wsgi_request) is False
    client.force_login(oksana)
    form = client.get(reverse("wagtailadmin_pages:set_privacy", args=[home_page.pk])).json()["html"]
    assert 'value="login"' in form
    assert 'value="password"' not in form


def test_after_password_and_code_the_door_leads_where_one_was_going(oksana: User, client: Client) -> None:
    secret = protected_staff(oksana)
    door = client.get("/admin/pages/", follow=True).redirect_chain[-1][0]
    wanted = parse_qs(urlsplit(door).query)["next"][0]
    assert sign_in_by_password(client, "oksana", next=wanted) == reverse("mfa_authenticate")
    response = client.post(reverse("mfa_authenticate"), {"code": one_time_code(secret, steps=1)})
    assert response.headers["Location"] == "/admin/pages/"
    assert client.get("/admin/pages/").status_code == 200


def test_a_word_in_place_of_an_address_is_no_broken_page(administrator: Client) -> None:
    for word in ("слово", "account_logout", "1\x00"):
        response = administrator.get("/admin/login/", {"next": word})
        assert response.status_code == 302
