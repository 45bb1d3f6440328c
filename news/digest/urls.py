"""Addresses of subscriptions. Outside the tree of pages, so that no renamed page breaks a link in a mailbox."""

from django.urls import path

from news.digest import views

urlpatterns = [
    path("", views.subscribe, name="subscription"),
    path("lyst/", views.letter_sent, name="subscription_letter"),
    path("pidtverdzhennia/<str:token>/", views.confirm, name="subscription_confirm"),
    path("nalashtuvannia/<str:token>/", views.choices, name="subscription_choices"),
    path("vidpyska/<str:token>/", views.end, name="subscription_end"),
]
