from datetime import date

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# Labour Code, art. 73, as in force since 2024. See docs/features/working-days.md for what a lawyer should check.
SINCE_2024 = date(2024, 1, 1)
YEARLY = (
    (1, 1, "Новий рік", None),
    (8, 3, "Міжнародний жіночий день", None),
    (1, 5, "День праці", None),
    (8, 5, "День пам’яті та перемоги над нацизмом у Другій світовій війні", SINCE_2024),
    (28, 6, "День Конституції України", None),
    (15, 7, "День Української Державності", SINCE_2024),
    (24, 8, "День незалежності України", None),
    (1, 10, "День захисників і захисниць України", SINCE_2024),
    (25, 12, "Різдво Христове", None),
)
AFTER_EASTER = ((0, "Великдень"), (49, "Трійця"))
MARTIAL_LAW = {"starts_on": date(2022, 2, 24)}
DECREE = "Указ Президента України від 24.02.2022 № 64/2022, зі змінами"


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there; what staff changed or added stays as it is."""
    holiday = apps.get_model("core", "Holiday").objects
    for day, month, name, since in YEARLY:
        holiday.get_or_create(month=month, day=day, defaults={"name": name, "valid_from": since})
    for offset, name in AFTER_EASTER:
        holiday.get_or_create(easter_offset=offset, defaults={"name": name})
    apps.get_model("core", "MartialLaw").objects.get_or_create(**MARTIAL_LAW, defaults={"basis": DECREE})


class Migration(migrations.Migration):
    dependencies = [("core", "0002_working_calendar")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
