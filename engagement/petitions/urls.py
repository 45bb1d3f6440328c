"""Addresses below the petitions page; the views get the page first. Slugs begin with a number, so words come freely."""

from django.urls import path

from engagement.petitions.views.data import count_json, petition_json
from engagement.petitions.views.papers import poster, qr
from engagement.petitions.views.public import petition_embed, petition_list, petition_page, petition_print, signers
from engagement.petitions.views.sign import sign, signed, withdraw

urlpatterns = [
    path("", petition_list, name="petition_list"),
    path("<slug:slug>/", petition_page, name="petition"),
    path("<slug:slug>/pidpysy/", signers, name="signers"),
    path("<slug:slug>/pidpys/", sign, name="sign"),
    path("<slug:slug>/pidpys/diakuiemo/", signed, name="signed"),
    path("<slug:slug>/vidklyk/", withdraw, name="withdraw"),
    path("<slug:slug>/druk/", petition_print, name="petition_print"),
    path("<slug:slug>/plakat.pdf", poster, name="petition_poster"),
    path("<slug:slug>/kod.svg", qr, name="petition_qr"),
    path("<slug:slug>/vbudovano/", petition_embed, name="petition_embed"),
    path("<slug:slug>/dani.json", petition_json, name="petition_json"),
    path("<slug:slug>/kilkist.json", count_json, name="count_json"),
]
