"""The site that is looked at, with what stands around it and what it says it holds."""

import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from tests.audit.looking import Auditor
from tests.services.mail_server import MailServer
from tests.services.site_processes import SiteProcesses
from tests.services.sms_gateways import SmsGateways


@dataclass
class Setting:
    site: SiteProcesses
    letters: MailServer
    gateways: SmsGateways
    auditor: Auditor

    @cached_property
    def subjects(self) -> dict[str, Any]:
        found: dict[str, Any] = self.ask("tests.audit.subjects", "subjects")
        return found

    @cached_property
    def staged(self) -> dict[str, str]:
        """Addresses of what the demo cannot hold."""
        made: dict[str, str] = self.ask("tests.audit.staging", "stage")
        return made

    @property
    def pages(self) -> list[tuple[str, list[str]]]:
        return [(address, shows) for address, shows in self.subjects["pages"]]

    @property
    def forms(self) -> list[str]:
        found: list[str] = self.subjects["forms"]
        return found

    @property
    def framed(self) -> list[str]:
        found: list[str] = self.subjects["framed"]
        return found

    @property
    def measured(self) -> dict[str, str]:
        """The kinds of pages that residents open most, at whole addresses."""
        found: dict[str, str] = self.subjects["measured"]
        return {name: f"{self.site.url}{address}" for name, address in found.items()}

    def ask(self, module: str, function: str, *arguments: object) -> Any:
        """What ``function`` answers in the site's own process; arguments and answer are JSON."""
        call = f"from {module} import {function}\nimport json\nprint(json.dumps({function}(*{list(arguments)!r})))"
        return json.loads(self.site.manage("shell", "--no-imports", "--command", call).splitlines()[-1])
