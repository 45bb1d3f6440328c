"""Somebody who registers: a letter, then an SMS."""

import re
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from tests.faults.site import FaultySite
from tests.faults.visitor import Journal, NotAccepted, Visitor, token_of

REGISTRATION, CODE = "/kabinet/reiestratsiia/", "/kabinet/telefon/kod/"
LINK = re.compile(r"https?://\S+/kabinet/poshta/\S+/")
# Seconds between two looks at a mailbox or a phone.
LOOKS_EACH = 0.1
# Others of the run have the networks below.
FIRST_NETWORK = 40_000


class Newcomer:
    """One person with one browser throughout; each step may be repeated until it is accepted."""

    def __init__(self, site: FaultySite, journal: Journal, number: int) -> None:
        self._site = site
        self._person = Visitor(site.url, journal, FIRST_NETWORK + number)
        self.email, self.phone = f"newcomer{number}@ukr.net", f"+38050{number:07d}"

    def steps(self) -> Iterator[Callable[[], None]]:
        yield self._register
        link = self._wait(self._link)
        yield lambda: self._prove_address(link)
        code = self._wait(self._code)
        yield lambda: self._prove_phone(code)

    def _register(self) -> None:
        form = self._person.get(REGISTRATION)
        fields = {
            "csrfmiddlewaretoken": token_of(form),
            "last_name": "Коваль",
            "first_name": "Олена",
            "patronymic": "Петрівна",
            "settlement": "Ясне",
            "email": self.email,
            "phone": self.phone,
            "password1": "kalyna-berizka-hai",
            "consent": "on",
        }
        self._person.post(REGISTRATION, fields, 302, 303)

    def _prove_address(self, path: str) -> None:
        page = self._person.get(path, 200, 302, 303)
        if token := token_of(page):
            self._person.post(path, {"csrfmiddlewaretoken": token}, 302, 303)
        self._person.get(CODE)

    def _prove_phone(self, code: str) -> None:
        page = self._person.get(CODE, 200, 302)
        # Led on: the answer to an earlier try got lost.
        if page.status_code == 200:
            fields = {"csrfmiddlewaretoken": token_of(page), "action": "verify", "code": code}
            self._person.post(CODE, fields, 302, 303)

    def _link(self) -> str:
        letters = self._site.mail.to(self.email)
        body = letters[-1].get_body(("plain",)) if letters else None
        found = LINK.search(body.get_content()) if body else None
        return urlsplit(found[0]).path if found else ""

    def _code(self) -> str:
        texts = self._site.gateways.to(self.phone.removeprefix("+"))
        found = re.search(r"\d{6}", texts[-1]) if texts else None
        return found[0] if found else ""

    def _wait(self, look: Callable[[], str], seconds: float = 90) -> str:
        deadline = time.monotonic() + seconds
        while not (found := look()):
            if time.monotonic() > deadline:
                raise NotAccepted
            time.sleep(LOOKS_EACH)
        return found
