"""Addresses of a form; the views get its page first."""

from django.urls import path

from home.forms.views import form_fill, form_thanks

urlpatterns = [
    path("", form_fill, name="form_fill"),
    path("diakuiemo/", form_thanks, name="form_thanks"),
]
