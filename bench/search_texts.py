"""Articles for measuring search: invented words with Ukrainian endings, so that they share no lemma with real ones."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from wagtail.models import Page, Site

from community.core.text.transliteration import slugify_ukrainian
from home.models import HomePage
from news.models import NewsCategory, NewsIndexPage, NewsPage
from search.text.terms import word_terms

_ONSET_TEXT = "б в г д ж з к л м н п р с т ф х ц ч ш бр кр тр пл гл ст"
_ENDING_TEXT = "а и у ою ам ами ах ів ський ського ською ити ує ння"
_ONSETS, _VOWELS, _ENDINGS = _ONSET_TEXT.split(), tuple("аеиіоу"), _ENDING_TEXT.split()
# Of so many words a language of its own; the first ones are used the most, as in any language.
WORDS = 6000

Text = tuple[str, str, str]


def invented_articles(number: int, avoided: set[str], chance: random.Random, length: int = 40) -> Iterator[Text]:
    """Title, lead and body, made of words none of whose terms is in ``avoided``."""
    words = invented_words(avoided, chance)
    weights = [1 / (place + 10) for place in range(len(words))]
    for _ in range(number):
        drawn = chance.choices(words, weights, k=6 + 12 + length)
        yield " ".join(drawn[:6]).capitalize(), " ".join(drawn[6:18]), " ".join(drawn[18:])


def invented_words(avoided: set[str], chance: random.Random, number: int = WORDS) -> list[str]:
    """Different words that look inflected; each stem comes with several endings."""
    found: dict[str, None] = {}
    while len(found) < number:
        stem = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(3)) + chance.choice(_ONSETS)
        for ending in chance.sample(_ENDINGS, 3):
            if avoided.isdisjoint(word_terms(stem + ending)):
                found[stem + ending] = None
    return list(found)[:number]


def news_list() -> NewsIndexPage:
    """A site with an empty list of news."""
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Громада", slug="hromada"))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home.add_child(instance=NewsIndexPage(title="Новини", slug="novyny"))


def make_articles(index: NewsIndexPage, category: NewsCategory, texts: Sequence[Text], when: datetime) -> None:
    """Publish articles one after another, the first one the latest, as a person or an import would."""
    for place, (title, lead, body) in enumerate(texts):
        blocks = [("paragraph", f"<p>{body}</p>")] if body else []
        index.add_child(
            instance=NewsPage(
                title=title,
                slug=f"{slugify_ukrainian(title)[:60]}-{place}",
                lead=lead,
                body=blocks,
                category=category,
                published_at=when - timedelta(hours=place),
            )
        )
