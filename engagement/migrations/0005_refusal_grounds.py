"""The grounds on which the law (art. 23-1) and usual statutes let a petition be refused; staff edit them from here on."""

from typing import Any

from django.db import migrations

LAW = "Закон «Про звернення громадян», стаття 23-1"
STATUTE = "Статут громади"
GROUNDS = (
    ("constitutional-order", "Заклики до повалення конституційного ладу", LAW),
    ("territorial-integrity", "Заклики до порушення територіальної цілісності України", LAW),
    ("war-violence", "Пропаганда війни, насильства чи жорстокості", LAW),
    ("hatred", "Розпалювання міжетнічної, расової чи релігійної ворожнечі", LAW),
    ("terrorism", "Заклики до вчинення терористичних актів", LAW),
    ("human-rights", "Посягання на права і свободи людини", LAW),
    ("duplicate", "Таку саму петицію вже оприлюднено", STATUTE),
    ("powers", "Питання не належить до повноважень ради", STATUTE),
    ("private", "Питання стосується приватної справи, а не громади", STATUTE),
    ("language", "Образи або непристойні вислови в тексті", STATUTE),
)


def grounds_add(apps: Any, schema_editor: Any) -> None:
    ground = apps.get_model("engagement", "RefusalGround")
    for order, (code, title, source) in enumerate(GROUNDS):
        ground.objects.get_or_create(code=code, defaults={"title": title, "source": source, "sort_order": order})


class Migration(migrations.Migration):
    dependencies = [("engagement", "0004_petition_triggers")]

    operations = [migrations.RunPython(grounds_add, migrations.RunPython.noop)]
