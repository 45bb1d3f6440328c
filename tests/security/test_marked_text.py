"""Text that tries to be a program, asked for at every address: what is said again of it stays text."""

import pytest

from tests.security.conftest import RESIDENT, Who, addresses, everybody
from tests.security.liveness import MARK, PAYLOADS, alive, htmls
from tests.security.walk import Values

pytestmark = pytest.mark.on_server

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


@pytest.mark.parametrize("who", everybody("stranger", "resident"))
def test_nothing_asked_for_comes_alive(who: Who, values: Values, plain_refusals: None) -> None:
    client = who.client()
    wrong: list[tuple[str, str]] = []
    for number, address in enumerate(addresses(who, values)):
        payload = PAYLOADS[0] if number % 3 else PAYLOADS[5]
        response = client.get(address, dict.fromkeys(ASKED, payload))
        wrong.extend((address, mark) for html in htmls(response) for mark in alive(html))
        # No worker runs here, which is what that address is there to say.
        if response.status_code >= 500 and address != "/readyz":
            wrong.append((address, "500"))
    assert not wrong, "\n".join(map(str, wrong))


def test_the_guard_of_the_admin_says_nothing_again(demo: None) -> None:
    """Its page, which the walk does not draw."""
    response = RESIDENT.client().get("/admin/pages/", dict.fromkeys(ASKED, PAYLOADS[0]))
    assert response.status_code == 403
    assert not [mark for html in htmls(response) for mark in alive(html)]
    assert MARK not in response.getvalue().decode()
