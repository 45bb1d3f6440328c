"""Addresses below the petitions page; the views get the page first."""

from django.urls import URLPattern, path

from engagement.petitions.views import papers

urlpatterns: list[URLPattern] = [
    path("<slug:slug>/plakat.pdf", papers.poster, name="petition_poster"),
    path("<slug:slug>/kod.svg", papers.qr, name="petition_qr"),
]
