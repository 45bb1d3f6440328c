"""People, institutions, questions and a form of the demo, in the sections where residents look for them."""

from datetime import datetime, timedelta
from typing import Any

from community.core.models import CommunityImage
from community.demo.body import Library, body_blocks, rich_text
from community.demo.content import content, phrase
from community.demo.tree import Tree
from home.models import (
    FaqPage,
    FormAnswer,
    FormField,
    FormPage,
    InstitutionIndexPage,
    InstitutionOpeningHours,
    InstitutionPage,
    InstitutionPhone,
    PeopleIndexPage,
    PersonPage,
    ReceptionHours,
)


def directory_load(tree: Tree, library: Library, pictures: dict[str, CommunityImage]) -> None:
    """Hang all of it into the sections of the authority, the services and the participation."""
    _people(tree, library, pictures)
    _institutions(tree, library)
    _faq(tree, library)
    _form(tree)


def _people(tree: Tree, library: Library, pictures: dict[str, CommunityImage]) -> None:
    index = PeopleIndexPage(**content("people")["index"], show_in_menus=True)
    tree.add(tree.pages["section_authority"], index, "people")
    for number, entry in enumerate(content("people")["person"]):
        portrait = pictures.get(entry.get("portrait", ""))
        page = PersonPage(
            title=entry["title"],
            kind=entry["kind"],
            position=entry["position"],
            list_order=entry.get("order", 100),
            portrait=portrait,
            portrait_alt=portrait.description if portrait else "",
            district=entry.get("district", ""),
            settlements="\n".join(entry.get("settlements", [])),
            faction=entry.get("faction", ""),
            constituency=phrase(entry.get("constituency", ""), tree.now),
            phone=entry.get("phone", ""),
            email=entry["email"],
            body=body_blocks(entry["body"], library, tree.now),
        )
        page.reception_hours.set([ReceptionHours(**row) for row in entry["hours"]])
        tree.add(index, page, f"person_{number}")


def _institutions(tree: Tree, library: Library) -> None:
    index = InstitutionIndexPage(**content("institutions")["index"], show_in_menus=True)
    tree.add(tree.pages["section_services"], index, "institutions")
    for number, entry in enumerate(content("institutions")["institution"]):
        page = InstitutionPage(
            title=entry["title"],
            kind=entry["kind"],
            intro=phrase(entry["intro"], tree.now),
            address=entry["address"],
            latitude=entry.get("latitude"),
            longitude=entry.get("longitude"),
            email=entry.get("email", ""),
            is_round_the_clock=entry.get("round_the_clock", False),
            hours_note=entry.get("note", ""),
            accessibility=phrase(entry.get("accessibility", ""), tree.now),
            body=body_blocks(entry["body"], library, tree.now),
        )
        page.phones.set([InstitutionPhone(**row) for row in entry["phones"]])
        page.opening_hours.set([_hours(*row) for row in entry.get("week", [])])
        tree.add(index, page, f"institution_{number}")


def _hours(
    weekday: int, opens: str, closes: str, break_begins: str | None = None, break_ends: str | None = None
) -> InstitutionOpeningHours:
    return InstitutionOpeningHours(
        weekday=weekday, opens=opens, closes=closes, break_begins=break_begins, break_ends=break_ends
    )


def _faq(tree: Tree, library: Library) -> None:
    groups = [
        {"type": "group", "value": {"title": group["title"], "questions": _questions(group, library, tree.now)}}
        for group in content("faq")["group"]
    ]
    page = FaqPage(**content("faq")["page"], groups=groups, show_in_menus=True)
    tree.add(tree.pages["section_services"], page, "faq")


def _questions(group: dict[str, Any], library: Library, now: datetime) -> list[dict[str, Any]]:
    return [
        {"question": phrase(one["question"], now), "answer": rich_text(one["answer"], library, now)}
        for one in group["questions"]
    ]


def _form(tree: Tree) -> None:
    page = FormPage(**content("forms")["page"], show_in_menus=True)
    fields = [FormField(**entry) for entry in content("forms")["field"]]
    page.form_fields.set(fields)
    tree.add(tree.pages["section_authority"], page, "form")
    names = [field.clean_name for field in fields]
    for entry in content("forms")["answer"]:
        sent = tree.now - timedelta(days=entry["days_ago"], hours=3)
        answers = [_answer(value, sent) for value in entry["answers"]]
        answer = FormAnswer.objects.create(page=page, form_data=dict(zip(names, answers, strict=True)))
        # The field is set to the moment of the saving, whatever it is given.
        FormAnswer.objects.filter(pk=answer.pk).update(submit_time=sent)


def _answer(value: Any, sent: datetime) -> Any:
    is_days = isinstance(value, int) and not isinstance(value, bool)
    return (sent + timedelta(days=value)).date().isoformat() if is_days else value
