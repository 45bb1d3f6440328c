import pytest
from django.contrib.auth.models import Group

from community.accounts.models import User
from community.accounts.roles import EDITOR
from tests.accounts.codes import PASSWORD


@pytest.fixture
def oksana(roles: None) -> User:
    """An editor, new, without a second factor."""
    user = User.objects.create_user("oksana", "oksana@hromada.example", PASSWORD, first_name="Оксана")
    user.groups.add(Group.objects.get(name=EDITOR.name))
    return user


@pytest.fixture
def resident(db: None) -> User:
    return User.objects.create_user("meshkanka", "meshkanka@ukr.example", PASSWORD)
