import pytest

from home.models import HomePage
from news.models import NewsIndexPage
from tests.news.builders import make_home, make_news_index


@pytest.fixture
def home_page(db: None) -> HomePage:
    return make_home()


@pytest.fixture
def news_index(home_page: HomePage) -> NewsIndexPage:
    return make_news_index(home_page)
