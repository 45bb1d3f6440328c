"""What makes pictures ready: publishing, another file or focal point, an answer of a poll, the night, the command."""

import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from community.core import tasks
from community.core.media.making import pictures_lacking
from community.core.media.places import kinds_of_pictures
from community.core.models import CommunityImage
from engagement.models import PollOption
from home.models import HomePage, StandardPage
from news.models import NewsIndexPage
from tests.core.conftest import picture_bytes
from tests.core.pictures.builders import ADVERTISED, Publish, Worker, block, fresh, make_ready, photo, pictures, shown
from tests.engagement.polls.builders import poll_make
from tests.news.builders import make_article

pytestmark = pytest.mark.any_engine


# ---- what goes wrong, and what changes


def test_a_broken_file_stops_neither_the_worker_nor_the_page(
    client: Client, news_index: NewsIndexPage, worker: Worker, publish: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    whole, broken = photo("Ціла"), photo("Розбита")
    Path(broken.file.path).write_bytes(b"\xff\xd8\xff" + bytes(900))
    figures = [{"image": {"image": one.pk, "alt_text": one.title}} for one in (broken, whole)]
    page = news_index.get_parent().add_child(
        instance=StandardPage(title="Парк", body=[block("image", figure) for figure in figures])
    )
    publish(page)
    worker.work()
    assert "Розбита" not in caplog.text
    assert f"Picture {broken.pk} was not made" in caplog.text
    refused, drawn = pictures(client, page.url)
    assert 'type="image/avif"' in drawn
    assert 'alt="Розбита"' in refused
    assert 'width="1600"' in refused
    # The next night tries again.
    assert pictures_lacking() == [broken.pk]


def test_a_lost_file_leaves_the_page_standing(client: Client, news_index: NewsIndexPage, worker: Worker) -> None:
    picture = photo()
    make_article(news_index, cover=picture, cover_alt="Площа")
    Path(picture.file.path).unlink()
    make_ready(picture)
    assert 'alt=""' in pictures(client, news_index.url)[0]


def edit(client: Client, picture: CommunityImage, **fields: Any) -> None:
    values = {"title": picture.title, "collection": picture.collection_id, "tags": "", **fields}
    answer = client.post(reverse("wagtailimages:edit", args=[picture.pk]), values)
    assert answer.status_code == 302, answer.content.decode()


def test_another_file_and_another_focal_point_are_made_ready_anew(
    client: Client,
    administrator_client: Client,
    news_index: NewsIndexPage,
    worker: Worker,
    publish: Publish,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    picture = photo()
    publish(make_article(news_index, cover=picture, cover_alt="Площа"))
    worker.work()
    before = pictures(client, news_index.url)
    point = {"focal_point_x": 100, "focal_point_y": 100, "focal_point_width": 50, "focal_point_height": 50}
    with django_capture_on_commit_callbacks(execute=True):
        edit(administrator_client, picture, **point)
    assert worker.work() == 1
    moved = pictures(client, news_index.url)
    with django_capture_on_commit_callbacks(execute=True):
        edit(administrator_client, picture, **point, file=SimpleUploadedFile("nova.jpg", picture_bytes()))
    assert worker.work() == 1
    replaced = pictures(client, news_index.url)
    assert len({before[0], moved[0], replaced[0]}) == 3
    assert all(re.findall(r'type="([^"]+)"', one[0]) == ADVERTISED for one in (before, moved, replaced))
    assert "nova" in replaced[0]


def test_the_picture_of_an_answer_is_made_ready_when_the_poll_is_saved(
    home_page: HomePage, worker: Worker, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    poll, picture = poll_make(), photo()
    option = PollOption.objects.filter(poll=poll).first()
    assert option
    with django_capture_on_commit_callbacks(execute=True):
        option.picture = picture
        option.save()
    assert worker.work() == 1
    assert kinds_of_pictures([picture.pk]) == {picture.pk: {"option"}}
    assert 'type="image/avif"' in shown(fresh(picture), "option")


# ---- the night, the command, the lists


def test_the_night_and_the_command_make_what_is_missing(
    news_index: NewsIndexPage, worker: Worker, publish: Publish, encoded: list[str]
) -> None:
    publish(make_article(news_index, cover=photo()))
    publish(make_article(news_index, cover=photo()))
    unused = photo("Ніде")
    worker.queue.clear()
    assert len(pictures_lacking()) == 2
    tasks.renditions_sweep()
    assert worker.work() == 2
    tasks.renditions_sweep()
    assert worker.work() == 0
    assert not unused.renditions.exists()
    said = StringIO()
    CommunityImage.objects.first().renditions.filter(filter_spec__contains="avif").delete()
    encoded.clear()
    call_command("make_renditions", stdout=said)
    assert set(encoded) == {"AVIF"}
    assert "1 of 1 pictures" in said.getvalue()
    assert "All are ready" in said.getvalue()
