"""Django's messages in a cookie whose name can be one that no other host may write."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookieStorage(CookieStorage):
    cookie_name = settings.MESSAGES_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """As Django's own: the cookie, and the session for what does not fit into it."""

    storage_classes = (NamedCookieStorage, SessionStorage)
