from django.db import migrations, models


class Migration(migrations.Migration):
    """Retention and the alarm of seals find letters by what they are about."""

    dependencies = [("messaging", "0002_sms_gateways")]

    operations = [
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["about"], name="message_by_about"),
        ),
    ]
