import re
from typing import Any

from django.conf import settings
from django.contrib.admin import DateFieldListFilter, display
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.template.exceptions import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.urls import re_path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail_modeladmin.views import InspectView

from community.core.registers import RegisterAdmin
from community.core.registers.columns import short_time
from community.core.registers.permissions import RegisterPermissionHelper
from community.core.registers.views import RegisterInspectView
from community.messaging.channels.causes import cause_explained
from community.messaging.exceptions import MessageResendError
from community.messaging.models import UNDER_WAY, Message
from community.messaging.selectors import message_preview
from community.messaging.services import message_resend

# The national part of a mobile number, however its beginning was typed.
NATIONAL_DIGITS = 9


class MessagePermissionHelper(RegisterPermissionHelper):
    """Besides reading, the right to change a message lets staff send it again; nothing in it can be edited."""

    def user_can_resend(self, user: Any) -> bool:
        return self.user_can_list(user) and self.user_has_specific_permission(user, self.get_perm_codename("change"))


class MessageInspectView(RegisterInspectView):
    """A message as it was sent, with codes and links blotted out except on the demonstration."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        resendable = not self.instance.is_erased and self.instance.state not in UNDER_WAY
        return super().get_context_data(
            preview=message_preview(self.instance),
            secrets_are_shown=settings.OUTBOX_KEEP_SECRETS,
            resend_url=self.url_helper.get_action_url("resend", self.instance.pk)
            if resendable and self.permission_helper.user_can_resend(self.request.user)
            else "",
            **kwargs,
        )


class MessageRegister(RegisterAdmin):
    """Every letter and SMS of the site: to whom (masked), by what road, with what luck."""

    model = Message
    menu_label = gettext_lazy("Messages")
    menu_icon = "mail"
    menu_order = 800
    base_url_path = "registers/messages"
    search_hint = gettext_lazy("Full e-mail address or phone number")
    explanation = gettext_lazy(
        "Every letter and SMS the site has sent or is about to send. Addresses are masked; a message is found by its "
        "full address or number."
    )
    ordering = ("-id",)
    list_display = ("created", "masked_recipient", "template_name", "state", "attempts", "cause")
    list_display_add_buttons = "created"
    list_export = (
        "created_at", "masked_recipient", "channel", "template_name", "state", "attempts", "sent_at", "cause",
        "next_attempt_at", "sms_parts", "public_id",
    )  # fmt: skip
    list_filter = ("state", "channel", ("created_at", DateFieldListFilter))
    inspect_view_fields = [*list_export]
    inspect_template_name = "modeladmin/message_inspect.html"
    inspect_view_class: type[InspectView] = MessageInspectView
    permission_helper_class = MessagePermissionHelper

    @display(description=gettext_lazy("created at"), ordering="id")
    def created(self, message: Message) -> str:
        return short_time(message.created_at)

    @display(description=gettext_lazy("recipient"))
    def masked_recipient(self, message: Message) -> str:
        return message.masked_recipient

    @display(description=gettext_lazy("message"), ordering="template")
    def template_name(self, message: Message) -> str:
        """Call a message what staff call it: the template's own ``name.txt``."""
        try:
            return render_to_string(f"messages/{message.template}/name.txt").strip()
        except TemplateDoesNotExist:
            return message.template

    @display(description=gettext_lazy("last error"), ordering="last_error")
    def cause(self, message: Message) -> str:
        return cause_explained(message.last_error)

    def search(self, queryset: QuerySet[Any], words: str) -> QuerySet[Any]:
        """Find by the whole address or number, since trying parts of one would unmask the list."""
        wanted = Q(recipient__iexact=words)
        digits = re.sub(r"\D", "", words)
        if len(digits) >= NATIONAL_DIGITS:
            wanted |= Q(recipient__startswith="+", recipient__endswith=digits[-NATIONAL_DIGITS:])
        return queryset.filter(wanted)

    def get_admin_urls_for_registration(self) -> tuple[Any, ...]:
        pattern = self.url_helper.get_action_url_pattern("resend")
        name = self.url_helper.get_action_url_name("resend")
        urls: tuple[Any, ...] = super().get_admin_urls_for_registration()
        return (*urls, re_path(pattern, self.resend_view, name=name))

    def resend_view(self, request: HttpRequest, instance_pk: str) -> HttpResponseBase:
        """Ask on GET, send again on POST."""
        if not self.permission_helper.user_can_resend(request.user):
            raise PermissionDenied
        message = get_object_or_404(Message, pk=int(instance_pk) if instance_pk.isdecimal() else None)
        if request.method == "POST":
            return self.resend(request, message)
        inspect_url = self.url_helper.get_action_url("inspect", message.pk)
        context = {"message": message, "name": self.template_name(message), "inspect_url": inspect_url}
        return render(request, "modeladmin/message_resend.html", context)

    def resend(self, request: HttpRequest, message: Message) -> HttpResponseBase:
        """Send ``message`` again and show the one that is now on its way, or say why it cannot be sent."""
        shown: Model = message
        try:
            shown = message_resend(message=message, actor=request.user)
        except MessageResendError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The message is on its way again."))
        return redirect(self.url_helper.get_action_url("inspect", shown.pk))
