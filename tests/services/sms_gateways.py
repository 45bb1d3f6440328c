"""TurboSMS and SMS Club on loopback: they answer as their documents say, and can be out of order on purpose."""

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.services.mail_server import wait_until

TOKEN = "token-of-the-community"
SENDER = "Hromada"
STATUSES = {
    0: "OK",
    203: "REQUIRED_BALANCE",
    301: "INVALID_TOKEN",
    305: "INVALID_PHONE",
    400: "NOT_ALLOWED_MESSAGE_SENDER",
    404: "NOT_ALLOWED_NUMBER_STOPLIST",
    427: "NOT_ALLOWED_MESSAGE_DUPLICATE",
    800: "SUCCESS_MESSAGE_ACCEPTED",
    802: "SUCCESS_MESSAGE_PARTIAL_ACCEPTED",
}


class SmsGateways:
    """What was accepted is in :attr:`sent`. :attr:`answer` replaces every answer, :attr:`delay` comes before each."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.balance = 1000
        self.stop_list: set[str] = set()
        self.answer: tuple[int, bytes] | None = None
        self.delay = 0.0
        self.asked: list[dict[str, Any]] = []
        self._recent: set[tuple[str, str]] = set()
        # Bound and never listening, it keeps the port from others while connections are refused.
        self._held = socket.socket()
        self._held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._held.bind(("127.0.0.1", 0))
        self._port: int = self._held.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._serving: tuple[ThreadingHTTPServer, threading.Thread] | None = None

    @contextmanager
    def running(self) -> Iterator["SmsGateways"]:
        self.start()
        try:
            yield self
        finally:
            self.stop()
            self._held.close()

    def start(self) -> None:
        """Listen, at the same port each time."""
        server = ThreadingHTTPServer(("127.0.0.1", self._port), self._handler())
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        self._serving = server, thread

    def stop(self) -> None:
        """From here on connections are refused."""
        if self._serving:
            server, thread = self._serving
            self._serving = None
            server.shutdown()
            server.server_close()
            thread.join()

    def wait_for(self, phone: str, count: int = 1, seconds: float = 60) -> str:
        """The newest text to ``phone`` (with or without "+") once ``count`` have come."""
        number = phone.removeprefix("+")
        wait_until(lambda: len(self.to(number)) >= count, seconds, f"{count} SMS to {number}")
        return self.to(number)[-1]

    def to(self, number: str) -> list[str]:
        return [text for phone, text in self.sent if phone == number]

    def pass_ninety_seconds(self) -> None:
        self._recent.clear()

    def recover(self) -> None:
        """In order again, whatever it was told."""
        self.answer, self.delay = None, 0.0
        if self._serving is None:
            self.start()

    def turbosms(self, authorization: str, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Always HTTP 200, with a code for the request and one for each number."""
        sms = request["sms"]
        if authorization != f"Bearer {TOKEN}":
            return 200, coded(301)
        if sms["sender"] != SENDER:
            return 200, coded(400)
        if not self.balance:
            return 200, coded(203)
        if any((phone, sms["text"]) in self._recent for phone in request["recipients"]):
            return 200, coded(427)
        entries = [{"phone": phone, **self.take(phone, sms["text"])} for phone in request["recipients"]]
        whole = 800 if all(entry["response_code"] == 0 for entry in entries) else 802
        return 200, {**coded(whole), "response_result": entries}

    def sms_club(self, authorization: str, request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """HTTP 401 for a stranger; numbers that were not taken are simply missing."""
        if authorization != f"Bearer {TOKEN}":
            return 401, {"name": "Unauthorized", "status": 401}
        taken = {}
        for phone in request["phone"]:
            if not self.take(phone, request["message"])["response_code"]:
                taken[str(105 + len(self.sent))] = phone
        return 200, {"success_request": {"info": taken}}

    def take(self, phone: str, text: str) -> dict[str, Any]:
        code = 0 if re.fullmatch(r"380\d{9}", phone) else 305
        code = 404 if phone in self.stop_list else code
        if not code:
            self.sent.append((phone, text))
            self._recent.add((phone, text))
        return {**coded(code), "message_id": f"f83f8868-{len(self.sent)}" if not code else None}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        gateways = self
        doors = {"/message/send.json": self.turbosms, "/sms/send": self.sms_club}

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                gateways.asked.append(request)
                time.sleep(gateways.delay)
                status, body = gateways.answer or self.documented(request)
                # Who asked may have given up waiting.
                with suppress(OSError):
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

            def documented(self, request: dict[str, Any]) -> tuple[int, bytes]:
                status, answer = doors[self.path](self.headers.get("Authorization", ""), request)
                return status, json.dumps(answer).encode()

            def log_message(self, *args: object) -> None:
                """The test's output stays the test's."""

        return Handler


def coded(code: int) -> dict[str, Any]:
    return {"response_code": code, "response_status": STATUSES[code], "response_result": None}
