"""The guardian's word at the top of the editor: before publishing when the page is opened, and once more after."""

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from community.core.guardian.checks import Finding, grave_findings, page_findings

# More are for the panel beside the page.
NAMED = 3


def findings_tell(request: HttpRequest, page: Page) -> None:
    """Show a warning with the gravest findings, or nothing where there are none."""
    findings = page_findings(page)
    if not findings:
        return
    count = ngettext("Check of the text: %(count)d remark.", "Check of the text: %(count)d remarks.", len(findings))
    words = [count % {"count": len(findings)}]
    if grave_findings(findings):
        words.append(_("Among them data of people: look at them before the page is public."))
    messages.warning(request, format_html("{}<ul>{}</ul>", " ".join(words), _lines(findings[:NAMED])))


def _lines(findings: list[Finding]) -> str:
    shown = ((f.place.anchor, f.place.words, f.rule.title, f": «{f.quote}»" if f.quote else "") for f in findings)
    return format_html_join("", '<li><a href="#{}">{}</a> — {}{}</li>', shown)
