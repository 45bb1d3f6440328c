import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('core', '0009_former_addresses'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasedDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=60)),
                ('day', models.DateField()),
                ('rows', models.PositiveBigIntegerField(default=0)),
                ('ran_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                'ordering': ['day', 'job'],
                'constraints': [models.UniqueConstraint(fields=('job', 'day'), name='erased_day_once')],
            },
        ),
    ]
