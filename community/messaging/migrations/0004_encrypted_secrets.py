import json

from django.db import migrations, models

import community.core.encryption.fields
from community.core.encryption.keys import decrypt, encrypt, is_encrypted

SECRETS = "secrets of messages"


def encrypt_all(apps, schema_editor):
    Message = apps.get_model("messaging", "Message")
    Message.objects.filter(secrets="{}").update(secrets="")
    for message in Message.objects.exclude(secrets="").only("pk", "secrets").iterator():
        if not is_encrypted(message.secrets):
            # As text of a JSON column it may be spaced as the database likes.
            text = json.dumps(json.loads(message.secrets), ensure_ascii=False)
            Message.objects.filter(pk=message.pk).update(secrets=encrypt(text, purpose=SECRETS))


def decrypt_all(apps, schema_editor):
    Message = apps.get_model("messaging", "Message")
    for message in Message.objects.exclude(secrets="").only("pk", "secrets").iterator():
        Message.objects.filter(pk=message.pk).update(secrets=decrypt(message.secrets, purpose=SECRETS))
    Message.objects.filter(secrets="").update(secrets="{}")


class Migration(migrations.Migration):
    """Codes and links that wait to be sent become unreadable without DATA_KEYS."""

    dependencies = [("messaging", "0003_message_by_about")]

    operations = [
        # First as plain text, to be filled in.
        migrations.AlterField("message", "secrets", models.TextField(blank=True, default="")),
        migrations.RunPython(encrypt_all, decrypt_all),
        migrations.AlterField(
            "message",
            "secrets",
            community.core.encryption.fields.EncryptedJSONField(
                blank=True, default=dict, purpose=SECRETS, verbose_name="codes and links"
            ),
        ),
    ]
