from functools import cached_property, partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.users.views.users import CreateView, EditView, UserViewSet

from community.accounts.models import User
from community.accounts.staff_selectors import second_factor_is_set
from community.accounts.staff_services import second_factor_reset

CHANGE_USER = "accounts.change_user"


class OnlySuperusersMakeSuperusers:
    """Who has all the rights of a role gives the rights of roles, and none beyond them."""

    def get_form(self, *args: Any, **kwargs: Any) -> Any:
        form = super().get_form(*args, **kwargs)  # type: ignore[misc]  # beside Wagtail's views
        if not self.request.user.is_superuser:  # type: ignore[attr-defined]
            form.fields.pop("is_superuser", None)
        return form


class StaffCreateView(OnlySuperusersMakeSuperusers, CreateView):
    pass


class StaffEditView(OnlySuperusersMakeSuperusers, EditView):
    """Offers to take away a colleague's second factor: for when the phone is lost and the recovery codes too."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        buttons: list[Button] = super().header_more_buttons
        if resets_second_factor(self.request.user, self.object) and second_factor_is_set(self.object):
            address = reverse("wagtailusers_users:second_factor", args=[self.object.pk])
            buttons.append(Button(_("Reset the second factor"), url=address, icon_name="key", priority=30))
        return buttons


class StaffUserViewSet(UserViewSet):
    add_view_class = StaffCreateView
    edit_view_class = StaffEditView

    def get_urlpatterns(self) -> list[URLPattern]:
        reset = partial(second_factor_reset_view, edit_url_name=self.get_url_name("edit"))
        return [*super().get_urlpatterns(), path("<int:pk>/second-factor/", reset, name="second_factor")]


def resets_second_factor(actor: User | AnonymousUser, user: User) -> bool:
    """One's own is turned off at its own page, after a password; a superuser's only by a superuser."""
    return user != actor and actor.has_perm(CHANGE_USER) and (actor.is_superuser or not user.is_superuser)


def second_factor_reset_view(request: HttpRequest, pk: int, edit_url_name: str) -> HttpResponse:
    """Ask, and on POST reset."""
    user = get_object_or_404(User, pk=pk)
    if not resets_second_factor(request.user, user):
        raise PermissionDenied
    edit_url = reverse(edit_url_name, args=[pk])
    if request.method != "POST":
        return TemplateResponse(request, "accounts/admin/second_factor_reset.html", {"who": user, "edit_url": edit_url})
    if second_factor_reset(user=user, by=request.user):
        messages.success(request, reset_said(user))
    else:
        messages.warning(request, _("There was no second factor to reset."))
    return redirect(edit_url)


def reset_said(user: User) -> str:
    if user.email:
        return _("The second factor is reset. The person has been told by e-mail.")
    return _("The second factor is reset. The account has no e-mail address, so tell the person yourself.")
