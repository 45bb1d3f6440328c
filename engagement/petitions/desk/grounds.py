from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from engagement.models import RefusalGround


class GroundIndexView(IndexView):
    # Wagtail would put the name of the model into its sentence, in the wrong case.
    add_item_label = _("Add a ground of refusal")


class RefusalGroundViewSet(SnippetViewSet):
    """The table a refusal chooses from. A used ground stays for good, since the public sees its numbers."""

    model = RefusalGround
    icon = "list-ul"
    menu_label = _("Grounds of refusal")
    index_view_class = GroundIndexView
    list_display = ["title", "source", BooleanColumn("is_active", label=_("May be chosen")), "sort_order"]
    copy_view_enabled = False
