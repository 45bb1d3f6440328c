"""The screen of urgent announcements in the admin, and their lines in its log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from home.emergency.desk import EmergencyDesk
from home.emergency.services import PUT_UP, TAKEN_DOWN


@hooks.register("register_admin_viewset")
def register_emergency_desk() -> EmergencyDesk:
    return EmergencyDesk()


@hooks.register("register_log_actions")
def register_announcement_actions(actions: LogActionRegistry) -> None:
    actions.register_action(PUT_UP, _("Urgent announcement"), _("Put up an urgent announcement"))
    actions.register_action(TAKEN_DOWN, _("End of an urgent announcement"), _("Took down an urgent announcement"))
