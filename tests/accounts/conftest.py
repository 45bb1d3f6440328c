import pytest

from community.accounts.models import User
from home.models import HomePage
from tests.accounts.builders import resident_make


@pytest.fixture
def site(home_page: HomePage) -> HomePage:
    """A site, whose head and foot stand on the pages of accounts as well."""
    return home_page


@pytest.fixture
def resident(site: HomePage) -> User:
    """Somebody with both proofs."""
    return resident_make()
