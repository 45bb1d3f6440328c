"""Addresses of drafts shown by a link. Outside the tree of pages: a page that moves keeps its links."""

from django.urls import path

from home.preview_links.views import preview, thanks

urlpatterns = [
    path("chernetka/<str:token>/", preview, name="preview_link"),
    path("chernetka/<str:token>/diakuiemo/", thanks, name="preview_link_thanks"),
]
