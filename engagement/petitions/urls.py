"""Addresses below the petitions page; the views get the page first."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
