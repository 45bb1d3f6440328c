"""Addresses below the petitions page; the views get the page first. Slugs begin with a number, so words come freely."""

from django.urls import path

from engagement.petitions.views import own, write
from engagement.petitions.views.data import count_json, petition_json
from engagement.petitions.views.papers import poster, qr, short
from engagement.petitions.views.public import petition_embed, petition_list, petition_page, petition_print, signers
from engagement.petitions.views.sign import sign, signed, withdraw

urlpatterns = [
    path("", petition_list, name="petition_list"),
    path("<int:number>/", short, name="petition_short"),
    path("nova/", write.rules, name="petition_rules"),
    path("nova/tema/", write.title, name="petition_title"),
    path("nova/tekst/", write.text, name="petition_text"),
    path("nova/skhozhi/", write.similar, name="similar_json"),
    path("moi/", own.own_petitions, name="own_petitions"),
    path("chernetka/<uuid:reference>/", own.own_petition, name="own_petition"),
    path("chernetka/<uuid:reference>/zminyty/", own.edit, name="petition_edit"),
    path("chernetka/<uuid:reference>/podaty/", own.submit, name="petition_submit"),
    path("chernetka/<uuid:reference>/zabraty/", own.take_back, name="petition_take_back"),
    path("chernetka/<uuid:reference>/vydalyty/", own.delete, name="petition_delete"),
    path("<slug:slug>/", petition_page, name="petition"),
    path("<slug:slug>/pidpysy/", signers, name="signers"),
    path("<slug:slug>/pidpys/", sign, name="sign"),
    path("<slug:slug>/pidpys/diakuiemo/", signed, name="signed"),
    path("<slug:slug>/vidklyk/", withdraw, name="withdraw"),
    path("<slug:slug>/druk/", petition_print, name="petition_print"),
    path("<slug:slug>/plakat/", poster, name="petition_poster"),
    path("<slug:slug>/kod/", qr, name="petition_qr"),
    path("<slug:slug>/vbudovano/", petition_embed, name="petition_embed"),
    path("<slug:slug>/dani/", petition_json, name="petition_json"),
    path("<slug:slug>/kilkist/", count_json, name="count_json"),
]
