"""Text that tries to be a program, asked for at every address: what is said again of it stays text."""

import pytest

from tests.security.conftest import RESIDENT, STRANGER, Who
from tests.security.liveness import PAYLOADS, alive, htmls
from tests.security.walk import Values, routes

pytestmark = pytest.mark.any_engine

WHO = (STRANGER, RESIDENT)
# Where what was asked for is said again.
ASKED = (
    "q",
    "next",
    "back",
    "title",
    "error",
    "page",
    "category",
    "from",
    "name",
    "kind",
    "year",
    "sort",
    "ordering",
    "url",
)


@pytest.mark.parametrize("who", WHO, ids=str)
def test_nothing_asked_for_comes_alive(who: Who, values: Values) -> None:
    client = who.client()
    wrong: list[tuple[str, str]] = []
    for number, route in enumerate(routes()):
        for address in route.addresses(values):
            payload = PAYLOADS[0] if number % 3 else PAYLOADS[5]
            response = client.get(address, dict.fromkeys(ASKED, payload))
            wrong.extend((address, mark) for html in htmls(response) for mark in alive(html))
            # No worker runs here, which is what that address is there to say.
            if response.status_code >= 500 and address != "/readyz":
                wrong.append((address, "500"))
    assert not wrong, "\n".join(map(str, wrong))
