from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry
from wagtail_modeladmin.options import modeladmin_register

from community.messaging.registers import MessageRegister

modeladmin_register(MessageRegister)


@hooks.register("register_log_actions")
def register_message_actions(actions: LogActionRegistry) -> None:
    actions.register_action("messaging.resend", _("Send a message again"), _("Message sent again"))
