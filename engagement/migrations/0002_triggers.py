"""What people voted on stays as it was: see ``engagement.triggers.polls``."""

from django.db import migrations

from engagement.triggers.polls import triggers_install, triggers_remove


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial")]

    operations = [migrations.RunPython(triggers_install, triggers_remove)]
