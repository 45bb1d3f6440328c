import pytest
from django.contrib.auth.models import Group

from community.accounts.models import User
from community.accounts.roles import EDITOR
from home.models import HomePage
from tests.accounts.builders import resident_make
from tests.accounts.codes import PASSWORD


@pytest.fixture
def site(home_page: HomePage) -> HomePage:
    """A site, whose head and foot stand on the pages of accounts as well."""
    return home_page


@pytest.fixture
def resident(site: HomePage) -> User:
    """Somebody with both proofs."""
    return resident_make()


@pytest.fixture
def oksana(roles: None) -> User:
    """An editor, new, without a second factor."""
    user = User.objects.create_user("oksana", "oksana@hromada.example", PASSWORD, first_name="Оксана")
    user.groups.add(Group.objects.get(name=EDITOR.name))
    return user
