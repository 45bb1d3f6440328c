"""Registers, documents and sessions for the tests of the site tree."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from community.core.models import CommunityDocument
from home.acts.choices import ActKind, ActStatus
from home.models import ActIndexPage, ActPage, ActRelation, SessionIndexPage, SessionPage
from home.sessions.choices import SessionStatus
from tests.news.builders import kyiv
from tests.services.statistics import gather_statistics

numbers = count(1)
NO_COMMENTS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 0}


def make_acts(parent: Page) -> ActIndexPage:
    return parent.add_child(instance=ActIndexPage(title="Реєстр документів", slug="dokumenty"))


def make_act(index: ActIndexPage, title: str = "Про бюджет", **fields: Any) -> ActPage:
    """A published decision of 24 September 2026, unless ``fields`` say otherwise."""
    number = next(numbers)
    defaults = {
        "slug": f"akt-{number}",
        "number": str(number),
        "adopted_on": date(2026, 9, 24),
        "first_published_at": kyiv(2026, 9, 25),
    }
    return index.add_child(instance=ActPage(title=title, **{**defaults, **fields}))


def make_draft(index: ActIndexPage, title: str = "Про благоустрій", **fields: Any) -> ActPage:
    draft = {"kind": ActKind.DRAFT, "status": ActStatus.DRAFT, "number": "", "adopted_on": None}
    return make_act(index, title, **{**draft, **fields})


def fill_acts(index: ActIndexPage, number: int) -> None:
    """So many decisions of ten years at once, as an import would bring them."""
    template = make_act(index)
    pages, acts = [], []
    for place in range(number - 1):
        slug = f"akt-{next(numbers)}"
        path = Page._get_path(index.path, index.depth + 1, int(slug[4:]) + 1000)
        fields = {"content_type_id": template.content_type_id, "locale_id": template.locale_id, "path": path}
        title, url_path = f"Про бюджет {place}", f"{index.url_path}{slug}/"
        pages.append(Page(title=title, slug=slug, depth=index.depth + 1, url_path=url_path, **fields))
    for page in Page.objects.bulk_create(pages):
        day = date(2026, 9, 24) - timedelta(days=page.pk % 3650)
        kind = ActKind.ORDER if page.pk % 10 == 0 else ActKind.DECISION
        fields = {"number": page.slug, "adopted_on": day, "listed_on": day, "year": day.year, "lemmas": template.lemmas}
        acts.append(ActPage(page_ptr=page, kind=kind, **fields))
    # Django makes no rows of a child table in bulk.
    columns = ActPage._meta.local_fields
    rows = [[field.get_db_prep_save(getattr(act, field.attname), connection) for field in columns] for act in acts]
    names, places = ", ".join(field.column for field in columns), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO home_actpage ({names}) VALUES ({places})", rows)  # noqa: S608 - names of columns
    gather_statistics(Page, ActPage)


def relate(act: ActPage, effect: str, other: ActPage) -> None:
    """Say in ``act`` what it does to ``other``, and publish that."""
    act.relations.add(ActRelation(effect=effect, other=other))
    act.save()


def make_sessions(parent: Page) -> SessionIndexPage:
    return parent.add_child(instance=SessionIndexPage(title="Сесії ради", slug="sesii"))


def make_session(index: SessionIndexPage, title: str = "Сесія 27", **fields: Any) -> SessionPage:
    """A published session that was held lately, unless ``fields`` say otherwise."""
    defaults = {
        "slug": f"sesiia-{next(numbers)}",
        "status": SessionStatus.HELD,
        "starts_at": timezone.now() - timedelta(days=30),
        "convocation": 8,
        "number": 27,
        "place": "сесійна зала",
    }
    return index.add_child(instance=SessionPage(title=title, **{**defaults, **fields}))


def make_document(title: str = "Протокол", name: str = "protokol.pdf") -> CommunityDocument:
    content = b"%PDF-1.7 " * 300
    return CommunityDocument.objects.create(title=title, file=ContentFile(content, name=name), file_size=len(content))


def act_form(*, files: Any = (), relations: Any = (), **fields: Any) -> dict[str, Any]:
    """What the browser sends from the editor's form of a document."""
    return nested_form_data(
        {
            "title": "Про ремонт водогону",
            "slug": "pro-remont-vodohonu",
            "kind": ActKind.DECISION,
            "status": ActStatus.IN_FORCE,
            "number": "412-27/2026",
            "adopted_on": "24.09.2026",
            "considered_on": "",
            "urgency_reason": "",
            "body": streamfield([]),
            "files": inline_formset(list(files)),
            "relations": inline_formset(list(relations)),
            "comments": NO_COMMENTS,
            **fields,
        }
    )


def session_form(*, agenda: Any = (), files: Any = (), initial: int = 0, **fields: Any) -> dict[str, Any]:
    """What the browser sends from the editor's form of a session; ``initial`` of the agenda are stored already."""
    return nested_form_data(
        {
            "title": "Двадцять сьома сесія",
            "slug": "dvadtsiat-soma-sesiia",
            "kind": "regular",
            "status": "held",
            "convocation": "8",
            "number": "27",
            "starts_at": "24.09.2026 10:00",
            "place": "сесійна зала",
            "video_url": "",
            "video_file": "",
            "body": streamfield([]),
            "agenda": inline_formset(list(agenda), initial=initial),
            "files": inline_formset(list(files)),
            "comments": NO_COMMENTS,
            **fields,
        }
    )
