import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0006_emergency_banner_and_stewardship'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='text')),
                ('digest', models.CharField(editable=False, max_length=64)),
                ('first_agreed_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='first agreed to')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='home.formpage')),
            ],
            options={
                'verbose_name': 'consent by a form',
                'verbose_name_plural': 'consents by forms',
                'constraints': [models.UniqueConstraint(fields=('page', 'digest'), name='form_consent_kept_once')],
            },
        ),
        migrations.AddField(
            model_name='formanswer',
            name='consent',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.RESTRICT, related_name='+', to='home.formconsent'),
        ),
    ]
