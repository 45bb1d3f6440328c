"""Sites that differ in nothing but how many articles they hold, each in a scratch database of its own."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connection
from wagtail.models import Page, Site

from bench.search_texts import invented_words
from community.accounts.models import User
from home.models import HomePage, SectionPage
from news.models import NewsCategory, NewsIndexPage, NewsPage

NEWEST = datetime(2026, 10, 31, 12, tzinfo=UTC)
YEARS = 10
CATEGORIES = ("Освіта", "Культура", "Комунальне", "Спорт", "Безпека")
# Different texts; more of them would only make filling longer.
TEXTS = 200
WORDS_OF_TEXT = 220
BATCH = 2000
# What publishing and staff leave beside each article, written by the database at once.
BESIDE = (
    """
    INSERT INTO wagtailcore_revision (content_type_id, base_content_type_id, object_id, created_at, content,
                                      object_str)
    SELECT p.content_type_id, %(page)s, p.id::text, p.first_published_at,
           jsonb_build_object('pk', p.id, 'title', p.title, 'lead', n.lead, 'body', n.body), p.title
    FROM wagtailcore_page p JOIN news_newspage n ON n.page_ptr_id = p.id
    """,
    """
    UPDATE wagtailcore_page p SET latest_revision_id = r.id, live_revision_id = r.id
    FROM wagtailcore_revision r WHERE r.object_id = p.id::text AND p.latest_revision_id IS NULL
    """,
    """
    INSERT INTO wagtailcore_pagelogentry (page_id, content_type_id, label, action, timestamp, data, content_changed,
                                          deleted, revision_id, uuid)
    SELECT id, content_type_id, title, 'wagtail.publish', first_published_at, '{}', true, false, latest_revision_id,
           gen_random_uuid()
    FROM wagtailcore_page WHERE content_type_id = %(article)s
    """,
    """
    INSERT INTO search_searchentry (source, object_id, page_id, tail, kind, category, year, day, title, vector)
    SELECT 'page', p.id, p.id, '', 'news', c.name, extract(year FROM n.published_at), n.published_at::date, p.title,
           to_tsvector('simple', p.title || ' ' || n.lead)
    FROM wagtailcore_page p
    JOIN news_newspage n ON n.page_ptr_id = p.id
    JOIN news_newscategory c ON c.id = n.category_id
    """,
    """
    INSERT INTO search_searchtext (entry_id, lead, body, file_hash)
    SELECT e.id, n.lead, n.body, '' FROM search_searchentry e JOIN news_newspage n ON n.page_ptr_id = e.object_id
    WHERE NOT EXISTS (SELECT FROM search_searchtext t WHERE t.entry_id = e.id)
    """,
    """
    INSERT INTO wagtailsearch_indexentry (content_type_id, object_id, title, title_norm, body, autocomplete, title_text,
                                        body_text)
    SELECT p.content_type_id, p.id::text, to_tsvector('simple', p.title), 0.9, to_tsvector('simple', n.lead),
           to_tsvector('simple', p.title), p.title, n.lead
    FROM wagtailcore_page p JOIN news_newspage n ON n.page_ptr_id = p.id
    """,
)


@contextmanager
def sites(sizes: Sequence[int]) -> Iterator[dict[int, str]]:
    """A database for each size, dropped afterwards; all are copies of one that has been migrated."""
    former = connection.settings_dict["NAME"]
    empty = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    names = {size: f"{empty}_{size}" for size in sizes}
    try:
        for size, name in names.items():
            database_use("postgres")
            with connection.cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{empty}"')
            database_use(name)
            fill(size)
        yield names
    finally:
        database_use("postgres")
        with connection.cursor() as cursor:
            for name in names.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        database_use(empty)
        connection.creation.destroy_test_db(former, verbosity=0)


def database_use(name: str) -> None:
    """Go on in another database; what a process keeps of the former one is forgotten."""
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
    cache.clear()


def fill(size: int) -> None:
    """A site whose one list of news, in a section, holds ``size`` articles of ten years."""
    User.objects.create_superuser(username="bench", email="bench@example.org", password=None)
    home = Page.get_first_root_node().add_child(instance=HomePage(title="Громада", slug="hromada"))
    Site.objects.all().delete()
    Site.objects.create(hostname="testserver", root_page=home, is_default_site=True)
    for place in range(6):
        section = home.add_child(
            instance=SectionPage(title=f"Розділ {place}", slug=f"rozdil-{place}", show_in_menus=True)
        )
    index = section.add_child(instance=NewsIndexPage(title="Новини", slug="novyny", show_in_menus=True))
    categories = [NewsCategory.objects.create(name=name) for name in CATEGORIES]
    chance = random.Random(size)
    texts = list(_texts(random.Random(1)))
    for first in range(1, size + 1, BATCH):
        places = range(first, min(first + BATCH, size + 1))
        _articles_write(index, size, places, categories, texts, chance)
    Page.objects.filter(pk=index.pk).update(numchild=size)
    kinds = {model.__name__: ContentType.objects.get_for_model(model).pk for model in (Page, NewsPage)}
    with connection.cursor() as cursor:
        for statement in BESIDE:
            cursor.execute(statement, {"page": kinds["Page"], "article": kinds["NewsPage"]})
        cursor.execute("VACUUM ANALYZE")


def _texts(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    words = invented_words(set(), chance, 3000)
    for _ in range(TEXTS):
        drawn = chance.choices(words, k=WORDS_OF_TEXT)
        parts = (drawn[start : start + 50] for start in range(26, WORDS_OF_TEXT, 50))
        body = "".join(f"<p>{' '.join(part)}.</p>" for part in parts)
        yield " ".join(drawn[:8]).capitalize(), " ".join(drawn[8:26]), body


def _articles_write(
    index: NewsIndexPage,
    size: int,
    places: range,
    categories: list[NewsCategory],
    texts: list[tuple[str, str, str]],
    chance: random.Random,
) -> None:
    # Django cannot write tables of a parent and a child at once; the rows are what it would write.
    kind = ContentType.objects.get_for_model(NewsPage).pk
    step = timedelta(days=365 * YEARS) / size
    pages, articles = [], []
    for place in places:
        title, lead, body = texts[place % TEXTS]
        moment = NEWEST - step * (size - place)
        slug = f"stattia-{place}"
        pages.append(
            Page(
                title=f"{title} {place}",
                draft_title=f"{title} {place}",
                slug=slug,
                path=Page._get_path(index.path, index.depth + 1, place),
                depth=index.depth + 1,
                url_path=f"{index.url_path}{slug}/",
                content_type_id=kind,
                locale_id=index.locale_id,
                first_published_at=moment,
                last_published_at=moment,
                latest_revision_created_at=moment,
            )
        )
        stream = f'[{{"type": "paragraph", "value": "{body}", "id": "0f0e0d0c-0000-4000-8000-{place:012d}"}}]'
        articles.append((moment, chance.choice(categories).pk, lead, stream, "", "", ""))
    made = Page.objects.bulk_create(pages)
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO news_newspage (page_ptr_id, published_at, category_id, lead, body, cover_alt, cover_caption,"
            " cover_author) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [(page.pk, *article) for page, article in zip(made, articles, strict=True)],
        )
