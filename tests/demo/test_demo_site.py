"""The demo community as residents and staff meet it: loaded once, looked at from every side."""

from datetime import timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import TestCase, override_settings
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page

from community.core.media.document_check import validate_document_content
from community.core.models import CommunityDocument, CommunityImage, CommunitySettings
from engagement.models import Petition, Poll, Signature, Vote
from engagement.petitions.services.counting import counts_check
from home.models import (
    BrokenLink,
    EmergencyBanner,
    FaqPage,
    FormAnswer,
    FormPage,
    HomePage,
    InstitutionPage,
    PersonPage,
    StandardPage,
)
from news.models import AnnouncementPage, EventPage, GalleryPage, NewsCategory, NewsPage

PASSWORD = "yasna-richka-2"
STAFF = ("admin", "redaktor", "avtor", "zaluchennia", "cherhova")
BLOCKS = {"paragraph", "image", "gallery", "quote", "document", "table", "video", "callout", "poll", "petition"}


class DemoSite(TestCase):
    """A transaction holds the demo for the whole class: loading it for each test would take minutes."""

    output: ClassVar[str]

    @classmethod
    def setUpTestData(cls) -> None:
        out = StringIO()
        call_command("sync_roles", stdout=StringIO())
        with TemporaryDirectory() as folder, override_settings(DATA_DIR=Path(folder)):
            call_command("load_demo", "--password", PASSWORD, stdout=out)
            assert (Path(folder) / "demo_password").read_text() == PASSWORD
        cls.output = out.getvalue()

    def text_of(self, address: str) -> str:
        """What the page at ``address`` says, entities read."""
        response = self.client.get(address)
        assert response.status_code == 200, address
        return unescape(response.content.decode())

    def test_every_page_opens_and_shows_its_title(self) -> None:
        pages = list(Page.objects.live().filter(depth__gt=1).specific())
        assert len(pages) > 75
        for page in pages:
            name = CommunitySettings.for_site(page.get_site()).name if isinstance(page, HomePage) else page.title
            assert name in self.text_of(page.url), page.title

    def test_every_page_shows_the_running_poll(self) -> None:
        for page in StandardPage.objects.live()[:5]:
            assert "Що облаштувати в парку над Ясною насамперед?" in self.text_of(page.url)

    def test_addresses_are_transliterated_by_the_resolution(self) -> None:
        assert NewsPage.objects.get(title__startswith="Заплава Ясної").slug == "zaplava-yasnoi-teper-zakaznyk"
        assert NewsCategory.objects.get(name="Дороги і комунальне").slug == "dorohy-i-komunalne"

    def test_news_fill_two_years_and_none_comes_from_the_future(self) -> None:
        articles = NewsPage.objects.order_by("published_at")
        oldest, newest, now = articles.first(), articles.last(), timezone.now()
        assert articles.count() >= 32
        assert timedelta(days=600) < now - oldest.published_at < timedelta(days=2 * 366)
        assert now - timedelta(days=7) < newest.published_at < now
        assert set(articles.values_list("category", flat=True)) == set(
            NewsCategory.objects.values_list("pk", flat=True)
        )
        assert NewsCategory.objects.count() == 6

    def test_events_and_announcements_stand_before_and_behind_today(self) -> None:
        assert EventPage.objects.upcoming().count() >= 4
        assert EventPage.objects.past().count() >= 2
        assert {event.state for event in EventPage.objects.all()} == {"planned", "moved", "cancelled"}
        assert AnnouncementPage.objects.current().count() >= 5
        assert AnnouncementPage.objects.expired().exists()
        assert all(gallery.cover for gallery in GalleryPage.objects.all())
        home = self.text_of("/")
        assert "Ярмарок ремесел на площі" in home
        assert "Не буде води на вулицях Луговій і Садовій" in home

    def test_articles_use_every_block_and_describe_their_pictures(self) -> None:
        articles = list(NewsPage.objects.all())
        assert {block.block_type for article in articles for block in article.body} == BLOCKS
        assert all(article.cover and article.cover_alt and article.view_count > 100 for article in articles)
        assert not CommunityImage.objects.filter(description="").exists()

    def test_editors_can_save_every_body_as_it_is(self) -> None:
        for page in [*NewsPage.objects.all(), *StandardPage.objects.all()]:
            assert page.body.stream_block.clean(page.body), page.title

    def test_standard_pages_have_real_texts(self) -> None:
        pages = StandardPage.objects.all()
        assert pages.count() >= 25
        assert all(len(page.body) and page.intro for page in pages)

    def test_documents_are_what_their_names_promise_and_can_be_downloaded(self) -> None:
        documents = CommunityDocument.objects.all()
        assert documents.count() >= 8
        assert {document.file_extension for document in documents} == {"csv", "docx", "odt", "pdf", "xlsx"}
        for document in documents:
            content = self.client.get(document.url).getvalue()
            validate_document_content(ContentFile(content), name=document.filename)

    def test_a_workbook_reads_back(self) -> None:
        document = CommunityDocument.objects.get(title__startswith="Бюджет громади")
        with document.open_file() as file:
            sheet = load_workbook(file).worksheets[0]
            assert sheet["A2"].value == "Освіта"
            assert sheet["B2"].value == 81200

    def test_people_institutions_answers_and_a_form_can_be_saved_as_they_are(self) -> None:
        people, institutions = PersonPage.objects.all(), InstitutionPage.objects.all()
        assert people.filter(kind="head").count() == 1
        assert people.filter(kind="starosta").count() >= 2
        assert people.count() >= 8
        assert institutions.count() >= 5
        for page in [*people, *institutions, *FaqPage.objects.all(), *FormPage.objects.all()]:
            page.full_clean()
        assert FaqPage.objects.get().question_groups()[0].questions[0].text == "Де взяти довідку про склад сім’ї?"
        assert FormAnswer.objects.count() == 5
        council = PersonPage.objects.get(title__startswith="Ясенчук").get_parent().url
        assert "Лоза Степан Онуфрійович" in self.text_of(f"{council}?place=Малі Плоти")

    def test_a_poll_runs_now_and_another_shows_its_results(self) -> None:
        running = Poll.objects.running().get(question__startswith="Що облаштувати")
        closed = Poll.objects.closed().get(question__startswith="Які гуртки")
        assert timedelta(days=10) < running.closes_at - timezone.now() < timedelta(days=12)
        assert Poll.objects.upcoming().count() == 1
        assert Vote.objects.confirmed().filter(poll=closed).count() == 243
        page = self.text_of(f"{closed.get_url()}")
        assert "Робототехніка" in page
        assert "243" in page
        assert "Освітити доріжки від мосту до сцени" in self.text_of(f"{running.get_url()}")

    def test_polls_show_what_polls_can(self) -> None:
        pictured = Poll.objects.running().get(question__startswith="Який краєвид")
        assert self.text_of(f"{pictured.get_url()}").count('class="option-picture"') == 5
        assert "Населений пункт" in self.text_of(f"{pictured.get_url()}holos/")
        assert pictured.votes.exclude(settlement="").values("settlement").distinct().count() == 10
        shuffled = Poll.objects.running().get(question__startswith="Які вечірні рейси")
        assert "Порядок відповідей для кожного свій" in self.text_of(f"{shuffled.get_url()}")

    def test_votes_lie_within_their_polls(self) -> None:
        for vote in Vote.objects.select_related("poll"):
            confirmed_at = vote.confirmed_at or timezone.now()
            assert vote.poll.opens_at <= vote.created_at <= confirmed_at <= vote.poll.closes_at
            assert confirmed_at < timezone.now()
            assert 1 <= vote.choices.count() <= vote.poll.max_choices

    def test_petitions_stand_in_every_state(self) -> None:
        page = self.text_of("/petytsii/")
        stages = ("Збір підписів", "На розгляді", "Підтримано", "Не підтримано", "Не набрала достатньо підписів")
        assert all(stage in page for stage in stages)
        assert "Питання не належить до повноважень ради" in page
        assert "Знизити ціну на газ" not in page
        assert Petition.objects.submitted().count() == 1
        answered = Petition.objects.get(title__startswith="Відкрити пункт прийому")
        assert "Відкрито павільйони" in self.text_of(str(answered.get_url()))

    def test_signatures_lie_within_their_petitions_and_are_counted(self) -> None:
        assert counts_check() == []
        for signature in Signature.objects.select_related("petition"):
            petition = signature.petition
            ends = [end for end in (petition.closed_at, petition.collecting_until, timezone.now()) if end]
            assert petition.published_at <= signature.signed_at <= min(ends)  # type: ignore[operator]  # published

    def test_a_resident_of_the_demo_may_sign_at_once(self) -> None:
        assert self.client.login(username="orysia", password=PASSWORD)
        bus = Petition.objects.get(title__startswith="Повернути вечірній автобус")
        response = self.client.post(f"{bus.get_url()}pidpys/", {"eligible": "on"})
        assert response.status_code == 303
        assert "97" in self.text_of(response["Location"])

    def test_staff_enter_with_the_printed_password(self) -> None:
        for username in STAFF:
            assert self.client.login(username=username, password=PASSWORD), username
            assert self.client.get("/admin/").status_code == 200
        groups = {user.username: user.groups.get().name for user in get_user_model().objects.filter(username__in=STAFF)}
        assert groups == {
            "admin": "Адміністратор",
            "redaktor": "Редактор",
            "avtor": "Автор",
            "zaluchennia": "Фахівець із залучення громади",
            "cherhova": "Черговий з термінових оголошень",
        }

    def test_the_site_is_looked_after(self) -> None:
        assert not BrokenLink.objects.exists()
        assert not EmergencyBanner.objects.standing().exists()
        assert self.client.login(username="cherhova", password=PASSWORD)
        desk = self.text_of("/admin/emergency/")
        assert "Зараз на сайті немає термінового оголошення." in desk
        assert "Міст через Ясну біля млина зачинено" in desk
        about = StandardPage.objects.first()
        assert about.stewardship.steward.username == "redaktor"

    def test_search_finds_an_article(self) -> None:
        assert "Вода в кожну хату" in self.text_of("/search/?q=Журавковому")

    def test_a_second_load_keeps_what_was_entered(self) -> None:
        home = HomePage.objects.get()
        home.lead = "Власний текст громади"
        home.save()
        pages, votes, out = Page.objects.count(), Vote.objects.count(), StringIO()
        call_command("load_demo", "--password", "something-else-9", stdout=out)
        assert "nothing was changed" in out.getvalue()
        assert (Page.objects.count(), Vote.objects.count()) == (pages, votes)
        assert HomePage.objects.get().lead == "Власний текст громади"
        assert self.client.login(username="admin", password=PASSWORD)

    def test_progress_is_short(self) -> None:
        assert "42 articles" in self.output
        assert len(self.output.splitlines()) < 10
