"""A page moves or is renamed: whoever comes by the old address is led to the new one."""

from typing import Any

from django.test import Client
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page

from home.models import HomePage, SectionPage, StandardPage


def section_with_child(home: HomePage) -> tuple[SectionPage, StandardPage]:
    section = home.add_child(instance=SectionPage(title="Освіта", slug="osvita"))
    return section, section.add_child(instance=StandardPage(title="Школи", slug="shkoly"))


def test_the_old_address_of_a_moved_sections_child_leads_on(editor: Client, home_page: HomePage) -> None:
    section, child = section_with_child(home_page)
    life = home_page.add_child(instance=SectionPage(title="Життя", slug="zhyttia"))
    old = child.url
    editor.post(reverse("wagtailadmin_pages:move_confirm", args=[section.pk, life.pk]))
    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"{home_page.url}zhyttia/osvita/shkoly/")
    assert Client().get(answer["Location"]).status_code == 200


def test_the_old_address_of_a_renamed_sections_child_leads_on(
    home_page: HomePage, django_capture_on_commit_callbacks: Any
) -> None:
    section, child = section_with_child(home_page)
    old = child.url
    section.slug = "osvita-i-nauka"
    with django_capture_on_commit_callbacks(execute=True):
        section.save_revision().publish()
    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (301, f"{home_page.url}osvita-i-nauka/shkoly/")


def test_an_office_of_one_approves_what_it_wrote_itself(editor: Client, home_page: HomePage) -> None:
    page = home_page.add_child(instance=StandardPage(title="Толока", slug="toloka", live=False))
    page.save_revision()
    assert isinstance(page.get_workflow().tasks.get().specific, GroupApprovalTask)
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = editor.get(edit).content.decode()
    assert 'data-w-autosave-interval-value="3000"' in shown
    assert "Опублікувати" in shown
    page.get_workflow().start(page, None)
    state = Page.objects.get(pk=page.pk).current_workflow_task_state
    action = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    editor.post(action)
    assert Page.objects.get(pk=page.pk).live
