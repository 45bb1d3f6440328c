import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from search.defaults import SYNONYMS
from search.engines import postgresql, sqlite


def full_text_create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What Django has no words for: the index of the database engine itself."""
    engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for sql in engine.CREATE:
        schema_editor.execute(sql)


def full_text_drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    engine = postgresql if schema_editor.connection.vendor == "postgresql" else sqlite
    for sql in engine.DROP:
        schema_editor.execute(sql)


def synonyms_add(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Where there are none yet."""
    synonym = apps.get_model("search", "Synonym")
    if not synonym.objects.exists():
        synonym.objects.bulk_create(synonym(words=words) for words in SYNONYMS)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=10)),
                ('object_id', models.PositiveBigIntegerField()),
                ('tail', models.CharField(blank=True, max_length=300)),
                ('kind', models.CharField(max_length=20)),
                ('category', models.CharField(blank=True, max_length=80)),
                ('year', models.PositiveSmallIntegerField(null=True)),
                ('day', models.DateField(null=True)),
                ('title', models.CharField(max_length=255)),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'verbose_name': 'search entry',
                'verbose_name_plural': 'search entries',
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(help_text='Separated by commas, for example: ЦНАП, центр надання адміністративних послуг.', max_length=500, verbose_name='words that mean the same')),
            ],
            options={
                'verbose_name': 'synonyms',
                'verbose_name_plural': 'synonyms',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='VocabularyTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('term', models.CharField(max_length=40, unique=True)),
                ('sound', models.CharField(blank=True, db_index=True, max_length=60)),
                ('root', models.CharField(blank=True, db_index=True, max_length=40)),
                ('bare_root', models.CharField(blank=True, db_index=True, max_length=40)),
            ],
            options={
                'verbose_name': 'word of the site',
                'verbose_name_plural': 'words of the site',
            },
        ),
        migrations.CreateModel(
            name='AskedQuery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='day')),
                ('query', models.CharField(max_length=100, verbose_name='question')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times asked')),
            ],
            options={
                'verbose_name': 'question without results',
                'verbose_name_plural': 'questions without results',
                'indexes': [models.Index(fields=['day'], name='search_asked_day')],
                'constraints': [models.UniqueConstraint(fields=('query', 'day'), name='search_asked_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='FollowedResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(default=django.utils.timezone.localdate, verbose_name='day')),
                ('query', models.CharField(max_length=100, verbose_name='question')),
                ('title', models.CharField(max_length=255, verbose_name='what was opened')),
                ('times', models.PositiveIntegerField(default=1, verbose_name='times opened')),
            ],
            options={
                'verbose_name': 'followed result',
                'verbose_name_plural': 'followed results',
                'indexes': [models.Index(fields=['day'], name='search_followed_day')],
                'constraints': [models.UniqueConstraint(fields=('query', 'title', 'day'), name='search_followed_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.CharField(help_text='Shown when a question holds all these words, in any form. Several sets are separated by commas.', max_length=200, verbose_name='words')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='note under the title')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='page')),
            ],
            options={
                'verbose_name': 'recommended result',
                'verbose_name_plural': 'recommended results',
                'ordering': ['words'],
            },
        ),
        migrations.CreateModel(
            name='SearchText',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='text', serialize=False, to='search.searchentry')),
                ('lead', models.TextField(blank=True)),
                ('body', models.TextField(blank=True)),
                ('file_hash', models.CharField(blank=True, max_length=40)),
            ],
            options={
                'verbose_name': 'text of a search entry',
                'verbose_name_plural': 'texts of search entries',
            },
        ),
        migrations.AddIndex(
            model_name='searchentry',
            index=models.Index(fields=['-day', '-id'], name='search_entry_latest'),
        ),
        migrations.AddConstraint(
            model_name='searchentry',
            constraint=models.UniqueConstraint(fields=('source', 'object_id'), name='search_entry_unique'),
        ),
        migrations.RunPython(full_text_create, full_text_drop),
        migrations.RunPython(synonyms_add, migrations.RunPython.noop),
    ]
