"""What Wagtail's admin says about signing in: days left without a second factor, where password and e-mail change."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry

from community.accounts.models import User
from community.accounts.security_events import Event, security_event
from community.accounts.staff_selectors import grace_days_left, second_factor_is_set
from community.accounts.staff_services import RESET_ACTION, staff_address_vouch

AccountItem = dict[str, Any]


class SecondFactorNotice(Component):
    """Stands first on the home page of the admin until the second factor is set."""

    name = "second_factor"
    template_name = "accounts/admin/second_factor_notice.html"
    order = 10

    def __init__(self, days: int) -> None:
        self.days = days

    def get_context_data(self, parent_context: Any) -> dict[str, int]:
        return {"days": self.days}


@hooks.register("construct_homepage_panels")
def add_second_factor_notice(request: HttpRequest, panels: list[Component]) -> None:
    if not second_factor_is_set(request.user):
        panels.append(SecondFactorNotice(grace_days_left(request.user)))


@hooks.register("register_account_menu_item")
def second_factor_item(request: HttpRequest) -> AccountItem:
    return {
        "url": reverse("mfa_index"),
        "label": _("Second factor"),
        "help_text": _("The code from your phone that is asked for after the password, and recovery codes."),
    }


@hooks.register("register_account_menu_item")
def password_item(request: HttpRequest) -> AccountItem:
    return {
        "url": reverse("account_change_password"),
        "label": _("Password"),
        "help_text": _("A new password ends your sessions on all other devices."),
    }


@hooks.register("register_account_menu_item")
def email_item(request: HttpRequest) -> AccountItem:
    return {
        "url": reverse("account_email"),
        "label": _("E-mail address"),
        "help_text": _("The new address counts once you confirm it by the letter that comes there."),
    }


@hooks.register("register_account_menu_item")
def sessions_item(request: HttpRequest) -> AccountItem:
    return {
        "url": reverse("sessions"),
        "label": _("Where my account is open"),
        "help_text": _("Browsers in which you are signed in; each can be signed out from here."),
    }


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def superusers_for_superusers(request: HttpRequest, user: User) -> None:
    """Else whoever may edit accounts would set the password of one that stands above."""
    if user.is_superuser and not request.user.is_superuser:
        raise PermissionDenied


@hooks.register("before_bulk_action")
def no_superusers_among_many(request: HttpRequest, action_type: str, objects: Any, action: Any) -> None:
    for user in objects:
        if isinstance(user, User):
            superusers_for_superusers(request, user)


@hooks.register("after_create_user")
@hooks.register("after_edit_user")
def vouch_for_address(request: HttpRequest, user: User) -> None:
    staff_address_vouch(user=user)
    if request.POST.get("password1"):
        security_event(Event.PASSWORD_GIVEN, account=user.pk, by=request.user.pk)


@hooks.register("register_log_actions")
def register_account_actions(actions: LogActionRegistry) -> None:
    actions.register_action(RESET_ACTION, _("Reset the second factor"), _("Second factor reset"))
