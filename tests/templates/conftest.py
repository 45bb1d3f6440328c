import pytest
from wagtail.models import Page, Site

from home.models import HomePage


@pytest.fixture
def site_home(db: None) -> HomePage:
    """The home page of the default site."""
    home = Page.objects.get(depth=1).add_child(instance=HomePage(title="Зеленогірська громада", slug="home-of-test"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    return home
