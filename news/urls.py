from django.urls import path, register_converter
from django.urls.converters import IntConverter

from news import views


class PageIdConverter(IntConverter):
    """A page's number that fits the database's 32 bits."""

    regex = "[1-9][0-9]{0,8}"


register_converter(PageIdConverter, "page_id")

app_name = "news"

urlpatterns = [
    path("pixel/<page_id:page_id>.gif", views.pixel, name="pixel"),
    path("embed/news/<page_id:page_id>/", views.embed, name="embed"),
    path("embed/news/list/<page_id:page_id>/", views.embed_list, name="embed_list"),
]
