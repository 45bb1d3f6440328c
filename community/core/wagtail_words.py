"""Words of Wagtail's screens that it never hands to gettext, so that no catalogue can say them."""

from typing import Any

from django.forms import Form, ModelForm
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop
from wagtail.admin.forms.choosers import (
    AnchorLinkChooserForm,
    EmailLinkChooserForm,
    ExternalLinkChooserForm,
    PhoneLinkChooserForm,
)
from wagtail.admin.forms.workflows import WorkflowPageForm
from wagtail.sites.views import IndexView as SitesView
from wagtail.users.forms import PagePermissionsForm

# Of a field without a label Django makes an English one: "link_text" is shown as "Link text".
FIELDS: "dict[type[Form | ModelForm[Any]], dict[str, Any]]" = {
    AnchorLinkChooserForm: {"link_text": _("Link text")},
    EmailLinkChooserForm: {
        "email_address": _("E-mail address"),
        "link_text": _("Link text"),
        "subject": _("Subject of the letter"),
        "body": _("Text of the letter"),
    },
    ExternalLinkChooserForm: {"link_text": _("Link text")},
    PagePermissionsForm: {"page": _("Page")},
    PhoneLinkChooserForm: {"phone_number": _("Phone number"), "link_text": _("Link text")},
    WorkflowPageForm: {"page": _("Page")},
}
COLUMNS = {"port": _("Port"), "site_name": _("Name of the site"), "root_page": _("Root page")}
# Names of rights stand in the database; the form of a group asks gettext for those that are not add, change or delete.
RIGHTS = (
    gettext_noop("Can choose"),
    gettext_noop("Can lock"),
    gettext_noop("Can publish"),
    gettext_noop("Can unlock"),
)


def name_the_nameless() -> None:
    """Give them labels that gettext knows."""
    for form, labels in FIELDS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    for column in SitesView.columns:
        column.label = COLUMNS.get(column.name, column.label)
