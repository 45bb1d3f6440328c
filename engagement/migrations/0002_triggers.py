"""What people voted on stays as it was: see ``engagement.triggers.polls``.

The triggers name columns of later migrations, so a new database gets them from ``0009_trusted_polls_constraints``, where
they are installed whole; here they once were.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial")]

    operations = [migrations.RunPython(migrations.RunPython.noop, migrations.RunPython.noop)]
