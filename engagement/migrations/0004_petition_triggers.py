"""Lawful steps only, and what was published as it was: see ``engagement.triggers.petitions``."""

from django.db import migrations

from engagement.triggers.petitions import triggers_install, triggers_remove


class Migration(migrations.Migration):
    dependencies = [("engagement", "0003_petitions")]

    operations = [migrations.RunPython(triggers_install, triggers_remove)]
