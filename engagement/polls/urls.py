"""Addresses below the polls page; the views get the page first."""

from django.urls import path

from engagement.polls.views.confirm import confirm
from engagement.polls.views.letter_sent import letter_sent
from engagement.polls.views.polls import poll_list, poll_page
from engagement.polls.views.vote import vote

urlpatterns = [
    path("", poll_list, name="poll_list"),
    path("<slug:slug>/", poll_page, name="poll"),
    path("<slug:slug>/holos/", vote, name="vote"),
    path("<slug:slug>/lyst/<uuid:reference>/", letter_sent, name="letter_sent"),
    path("<slug:slug>/pidtverdzhennia/<str:token>/", confirm, name="confirm"),
]
