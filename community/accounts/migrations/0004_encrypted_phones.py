import django.core.validators
from cryptography.fernet import InvalidToken
from django.db import migrations, models

import community.core.encryption.fields
from community.accounts.mfa_adapter import SECOND_FACTOR, second_factor_decrypt
from community.core.encryption.keys import decrypt, digest, encrypt, is_encrypted

PHONE = "phones of accounts"
SECRETS = ("secret", "seed")


def encrypt_all(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    for user in User.objects.exclude(phone="").only("pk", "phone").iterator():
        if not is_encrypted(user.phone):
            User.objects.filter(pk=user.pk).update(
                phone=encrypt(user.phone, purpose=PHONE), phone_digest=digest(user.phone, purpose=PHONE)
            )
    for one in apps.get_model("mfa", "Authenticator").objects.iterator():
        try:
            opened = {name: second_factor_decrypt(one.data[name]) for name in SECRETS if name in one.data}
        except InvalidToken:
            # Of a key that is gone: its owner needs a reset anyway.
            continue
        one.data |= {name: encrypt(text, purpose=SECOND_FACTOR) for name, text in opened.items()}
        one.save(update_fields=["data"])


def decrypt_phones(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    for user in User.objects.exclude(phone="").only("pk", "phone").iterator():
        User.objects.filter(pk=user.pk).update(phone=decrypt(user.phone, purpose=PHONE))


class Migration(migrations.Migration):
    """Phones and second factors become unreadable without DATA_KEYS; phones are found and unique by a digest."""

    dependencies = [
        ("accounts", "0003_locked_sessions_stay_void"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [
        migrations.RemoveConstraint("user", "user_phone_proven_once"),
        migrations.RemoveIndex("user", "user_by_phone"),
        migrations.AddField(
            "user", "phone_digest", community.core.encryption.fields.DigestField(of="phone", purpose=PHONE)
        ),
        # First as plain text of any length, to be filled in.
        migrations.AlterField("user", "phone", models.TextField(blank=True, default="", verbose_name="mobile phone")),
        migrations.RunPython(encrypt_all, decrypt_phones),
        migrations.AlterField(
            "user",
            "phone",
            community.core.encryption.fields.EncryptedTextField(
                blank=True,
                default="",
                purpose=PHONE,
                validators=[django.core.validators.MaxLengthValidator(16)],
                verbose_name="mobile phone",
            ),
        ),
        migrations.AddIndex("user", models.Index(fields=["phone_digest"], name="user_by_phone")),
        migrations.AddConstraint(
            "user",
            models.UniqueConstraint(
                fields=["phone_digest"],
                condition=models.Q(phone_proven_at__isnull=False),
                name="user_phone_proven_once",
            ),
        ),
    ]
