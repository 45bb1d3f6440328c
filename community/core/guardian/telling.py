"""The guardian's word at the top of the editor: before publishing when the page is opened, and once more after."""

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.models import Page

from community.core.guardian.checks import Finding, findings_by_rule, page_findings

# More are for the panel beside the page.
NAMED = 3


def findings_tell(request: HttpRequest, page: Page) -> None:
    """Show a warning with the gravest findings, or nothing where there are none."""
    findings = page_findings(page)
    if not findings:
        return
    count = ngettext("Check of the text: %(count)d remark.", "Check of the text: %(count)d remarks.", len(findings))
    words = [count % {"count": len(findings)}]
    if any(finding.rule.grave for finding in findings):
        words.append(_("Among them data of people: look at them before the page is public."))
    messages.warning(request, format_html("{}<ul>{}</ul>", " ".join(words), _lines(findings)))


def _lines(findings: list[Finding]) -> str:
    groups = [(rule.title, found) for rule, found in findings_by_rule(findings)[:NAMED]]
    shown = ((found[0].place.anchor, title, _quotes(found)) for title, found in groups)
    return format_html_join("", '<li><a href="#{}">{}</a>{}</li>', shown)


def _quotes(findings: list[Finding]) -> str:
    quotes = [f"«{finding.quote}»" for finding in findings if finding.quote]
    return f": {', '.join(quotes[:NAMED])}" + ("…" if len(quotes) > NAMED else "") if quotes else ""
