import pytest
from wagtail.models import Site

from community.core.models import CommunitySettings
from home.models import HomePage


@pytest.fixture
def community(home_page: HomePage) -> CommunitySettings:
    """A community with both codes of the state's registers."""
    settings = CommunitySettings.for_site(Site.objects.get(is_default_site=True))
    settings.name, settings.edrpou, settings.katottg = "Зарічанська громада", "00000129", "UA99020010000000129"
    settings.save()
    return settings
