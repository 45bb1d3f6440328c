"""Indexes for what every page asks of Wagtail's table of pages: the first levels of the tree, and pages of the menu.

Wagtail has none: among a hundred thousand articles the menu alone would read them all.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("core", "0007_page_change"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX community_page_levels ON wagtailcore_page (depth, path)",
            "DROP INDEX community_page_levels",
        ),
        migrations.RunSQL(
            "CREATE INDEX community_page_menu ON wagtailcore_page (path) WHERE show_in_menus",
            "DROP INDEX community_page_menu",
        ),
    ]
