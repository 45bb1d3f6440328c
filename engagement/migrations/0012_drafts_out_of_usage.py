from django.db import migrations


def authors_forget(apps, schema_editor):
    """Else drafts from before would go on to show by their titles where the account of their author is used."""
    references = apps.get_model('wagtailcore', 'ReferenceIndex')
    references.objects.filter(
        base_content_type__app_label='engagement', base_content_type__model='petition', model_path='author'
    ).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('engagement', '0011_annulment_undone_by_two'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.RunPython(authors_forget, migrations.RunPython.noop),
    ]
