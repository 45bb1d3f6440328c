"""Addresses below the polls page; the views get the page first."""

from django.urls import path

from engagement.polls.views.confirm import confirm
from engagement.polls.views.letter_sent import letter_sent
from engagement.polls.views.papers import picture, poster, qr, short
from engagement.polls.views.polls import poll_embed, poll_list, poll_page
from engagement.polls.views.receipts import receipt_check, receipt_list, receipts_json
from engagement.polls.views.trust import poll_json, poll_trust
from engagement.polls.views.vote import vote

urlpatterns = [
    path("", poll_list, name="poll_list"),
    path("<int:number>/", short, name="poll_short"),
    path("<slug:slug>/", poll_page, name="poll"),
    path("<slug:slug>/vbudovano/", poll_embed, name="poll_embed"),
    path("<slug:slug>/kartynka/", picture, name="poll_picture"),
    path("<slug:slug>/plakat/", poster, name="poll_poster"),
    path("<slug:slug>/kod/", qr, name="poll_qr"),
    path("<slug:slug>/holos/", vote, name="vote"),
    path("<slug:slug>/lyst/<uuid:reference>/", letter_sent, name="letter_sent"),
    path("<slug:slug>/pidtverdzhennia/<str:token>/", confirm, name="confirm"),
    path("<slug:slug>/dovira/", poll_trust, name="trust"),
    path("<slug:slug>/kvytantsii/", receipt_list, name="receipts"),
    path("<slug:slug>/kvytantsiia/", receipt_check, name="receipt_check"),
    path("<slug:slug>/dani/", poll_json, name="poll_json"),
    path("<slug:slug>/dani/kvytantsii/", receipts_json, name="receipts_json"),
]
