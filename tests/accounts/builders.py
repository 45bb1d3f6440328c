"""Residents, and the letters and SMS they get."""

from typing import Any

from allauth.account.models import EmailAddress
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from community.accounts.models import User
from community.messaging.models import Channel, Message

PASSWORD = "kalyna-berizka-hai"
EMAIL = "olena@example.com"
PHONE = "+380671234567"
FORM = {
    "last_name": "Коваль",
    "first_name": "Олена",
    "patronymic": "Петрівна",
    "settlement": "Ясне",
    "email": EMAIL,
    "phone": "067 123-45-67",
    "password1": PASSWORD,
    "consent": "on",
}


def resident_make(email: str = EMAIL, phone: str = PHONE, *, proven: bool = True, **fields: Any) -> User:
    """Somebody with an account; ``proven`` by letter and SMS or not at all."""
    user = User(
        username=f"resident-{User.objects.count()}",
        email=email,
        phone=phone,
        phone_proven_at=timezone.now() if proven else None,
        **{"last_name": "Шевчук", "first_name": "Іван", "patronymic": "Ігорович", "settlement": "Ясне", **fields},
    )
    user.set_password(PASSWORD)
    user.save()
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=proven)
    return user


def text(response: Any) -> str:
    assert isinstance(response, HttpResponse)
    return " ".join(response.content.decode().split())


def register(client: Client, **changes: str) -> Any:
    return client.post("/kabinet/reiestratsiia/", {**FORM, **changes})


def login(client: Client, name: str = EMAIL, password: str = PASSWORD) -> Any:
    return client.post("/kabinet/vkhid/", {"login": name, "password": password})


def last_message(channel: Channel = Channel.EMAIL) -> Message:
    return Message.objects.filter(channel=channel).latest("pk")


def letter_path() -> str:
    """The link of the latest letter without its host."""
    return "/" + last_message().secrets["link"].split("/", 3)[3]


def sms_code() -> str:
    return str(last_message(Channel.SMS).secrets["code"])


def templates_sent() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("template", flat=True))


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
