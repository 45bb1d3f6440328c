"""Addresses that other programs remember: they stay, wherever the petitions page moves in the tree."""

from django.urls import path

from engagement.petitions.views import open_data

urlpatterns = [
    path("", open_data.passport, name="open_data"),
    path("<slug:name>.csv", open_data.table, name="open_data_table"),
]
