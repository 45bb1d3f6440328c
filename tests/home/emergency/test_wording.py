"""The site never says an alarm, whatever the inflection or the keyboard, and may tell of what happened."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from home.emergency.wording import alarm_words, validate_no_alarm
from home.models import EmergencyBanner
from tests.home.emergency.builders import fill_in


@pytest.mark.parametrize(
    "text",
    [
        "Повітряна тривога!",
        "У громаді оголошено повітряну тривогу",
        "Під час повітряних тривог не виходьте надвір",
        "Відбій тривоги",
        "Очікуємо на відбій повітряної тривоги",
        "Ракетна небезпека",
        "Попереджаємо про ракетну небезпеку",
        "Загроза обстрілу",
        "Зберігається загроза артилерійських обстрілів",
        "Загроза застосування балістики",
        "Загроза БпЛА: прямуйте до укриттів",
        "Два шахеди летять у бік Ясноброда",
        "Негайно пройдіть в укриття",
        "ПОВIТРЯНА ТРИВОГА",
        "повiтpяну тpивoгу оголошено",
        "пові\u00adтряна три\u200bвога",
        "Тривога — повітряна",
    ],
)
def test_an_alarm_is_recognised(text: str) -> None:
    assert alarm_words(text)
    with pytest.raises(ValidationError):
        validate_no_alarm(text)


@pytest.mark.parametrize(
    "text",
    [
        "На вулиці Садовій до 18:00 не буде води.",
        "Через обстріл пошкоджено підстанцію, світла немає в трьох селах.",
        "Знайшли уламки дрона? Не підходьте й телефонуйте 101.",
        "Штормове попередження: вітер до 25 м/с. Небезпека падіння дерев.",
        "Спека: загроза теплового удару. Пийте воду.",
        "Укриття на вулиці Шкільній зачинено на ремонт, найближче — у ліцеї.",
        "Пожежна небезпека: у лісах заборонено розпалювати вогонь.",
        "Без тривог і черг: паспортний стіл працює сьогодні до 20:00.",
    ],
)
def test_what_people_should_know_may_be_said(text: str) -> None:
    assert alarm_words(text) == []


def test_the_form_leads_to_the_official_channels_and_keeps_what_was_typed(duty: Client) -> None:
    response = fill_in(duty, "Увага, повітряна тривога у нашому районі")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Це схоже на сигнал тривоги («тривога, повітряна»)" in page
    assert "застосунок «Повітряна тривога»" in page
    assert "Увага, повітряна тривога у нашому районі</textarea>" in page
    assert not EmergencyBanner.objects.exists()
