"""People who vote, answer their letters and sign, all at once, and what the site told them it accepted."""

import itertools
import re
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

from tests.faults.newcomer import Newcomer
from tests.faults.site import FaultySite
from tests.faults.visitor import Journal, NotAccepted, Visitor, token_of

VOTERS, CONFIRMERS, SIGNERS = 3, 2, 2
# Seconds between two journeys of a thread, and before somebody who was not served tries again.
PAUSE, AGAIN = 0.05, 0.3
# Times: for whom the site cannot be reached for so long, something is wrong.
TRIES = 400
LINK = re.compile(r"https?://\S+/pidtverdzhennia/\S+/")
REFERENCE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


class Load:
    """One for the whole run: nobody votes or signs twice. Each fault gets a journal of its own."""

    def __init__(self, site: FaultySite, poll: dict[str, Any], petition: dict[str, Any]) -> None:
        self._site, self._poll, self._petition = site, poll, petition
        self._registrants = itertools.count()
        self._voters, self._signers = itertools.count(), iter(enumerate(petition["cookies"]))
        self._read = 0
        self._lock = threading.Lock()
        self.begin()

    def begin(self, *, registrants: int = 0) -> None:
        """A clean journal, and nobody has done anything yet."""
        self.journal = Journal()
        self.votes: dict[str, str] = {}
        self.confirmed: set[str] = set()
        self.signed: set[int] = set()
        self._stop_sending, self._stop_reading = threading.Event(), threading.Event()
        self.registered: set[str] = set()
        crowd = [(self._vote, VOTERS), (self._sign, SIGNERS), (self._register, registrants)]
        self._senders = [self._thread(self._stop_sending, act) for act, count in crowd for _ in range(count)]
        self._readers = [self._thread(self._stop_reading, self._confirm) for _ in range(CONFIRMERS)]
        self._trouble: list[BaseException] = []

    def start(self) -> None:
        for thread in [*self._senders, *self._readers]:
            thread.start()

    def send_no_more(self) -> None:
        """Nobody begins anew; who has begun goes on until the site has accepted it."""
        self._stop_sending.set()
        for thread in self._senders:
            thread.join()
        self._raise_trouble()

    def read_no_more(self) -> None:
        self._stop_reading.set()
        for thread in self._readers:
            thread.join()
        self._raise_trouble()

    def are_confirmed(self) -> bool:
        """Whether everybody whose vote was accepted has answered the letter."""
        return set(self.votes.values()) <= self.confirmed

    def _thread(self, stop: threading.Event, act: Callable[[], None]) -> threading.Thread:
        def run() -> None:
            try:
                while not stop.wait(PAUSE):
                    act()
            except BaseException as trouble:
                self._trouble.append(trouble)
                raise

        return threading.Thread(target=run)

    def _raise_trouble(self) -> None:
        if self._trouble:
            raise self._trouble[0]

    def _until_accepted(self, act: Callable[[], None]) -> None:
        """As people do: who was not served tries again."""
        for _ in range(TRIES):
            try:
                act()
            except NotAccepted:
                time.sleep(AGAIN)
            else:
                return
        self.journal.mistake(f"gave up after {TRIES} tries")

    def _vote(self) -> None:
        with self._lock:
            number = next(self._voters)
        self._until_accepted(lambda: self._vote_once(number))

    def _vote_once(self, number: int) -> None:
        person, address = Visitor(self._site.url, self.journal, number), f"voter{number}@ukr.net"
        path, option = f"{self._poll['path']}holos/", str(self._poll["option"])
        person.get(self._poll["path"])
        form = person.get(f"{path}?choice={option}")
        fields = {"csrfmiddlewaretoken": token_of(form), "choice": option, "email": address}
        check = person.post(path, fields, 200)
        fields |= {"csrfmiddlewaretoken": token_of(check), "step": "send"}
        sent = person.post(path, fields, 303)
        found = REFERENCE.search(sent.headers["Location"])
        assert found, sent.headers["Location"]
        with self._lock:
            self.votes[found[0]] = address

    def _confirm(self) -> None:
        letter = self._next_letter()
        if letter is None:
            return
        body = letter.get_body(("plain",))
        link = LINK.search(body.get_content()) if body else None
        if link is not None:
            path, address = urlsplit(link[0]).path, str(letter["To"])
            self._until_accepted(lambda: self._confirm_once(path, address))

    def _confirm_once(self, path: str, address: str) -> None:
        person = Visitor(self._site.url, self.journal, hash(address) & 0xFFFF)
        page = person.get(path)
        # Without a form the page says that it is counted already: the answer to an earlier try got lost.
        if token := token_of(page):
            person.post(path, {"csrfmiddlewaretoken": token}, 303, 200)
        with self._lock:
            self.confirmed.add(address)

    def _next_letter(self) -> EmailMessage | None:
        with self._lock:
            letters = self._site.mail.letters
            if self._read == len(letters):
                return None
            self._read += 1
            return letters[self._read - 1]

    def _register(self) -> None:
        with self._lock:
            number = next(self._registrants)
        newcomer = Newcomer(self._site, self.journal, number)
        for step in newcomer.steps():
            self._until_accepted(step)
        with self._lock:
            self.registered.add(newcomer.email)

    def _sign(self) -> None:
        with self._lock:
            number, session = next(self._signers)
        self._until_accepted(lambda: self._sign_once(number, session))

    def _sign_once(self, number: int, session: str) -> None:
        person = Visitor(self._site.url, self.journal, number, {self._petition["cookie"]: session})
        path = f"{self._petition['path']}pidpys/"
        # 409: the answer to an earlier try got lost, and the page says that the signature is there.
        check = person.get(path, 200, 409)
        if check.status_code == 200:
            form = {"csrfmiddlewaretoken": token_of(check), "eligible": "on"}
            person.post(path, form, 303, 409)
        with self._lock:
            self.signed.add(number)
