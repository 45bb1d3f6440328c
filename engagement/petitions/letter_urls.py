"""Addresses in letters to signers. Outside the tree of pages, so that no renamed page breaks a link in a mailbox."""

from django.urls import path

from engagement.petitions.views.from_letter import objection, unsubscribe

urlpatterns = [
    path("vidpyska/<str:token>/", unsubscribe, name="petition_unsubscribe"),
    path("zaperechennia/<str:token>/", objection, name="petition_objection"),
]
