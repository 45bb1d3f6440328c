"""Sentences of Wagtail that staff meet here and its own Ukrainian catalogue lacks; ours translates them.

The date filters of the registers are Django's, whose admin, and so its catalogue, is not installed.
"""

from django.utils.translation import gettext_noop

MESSAGES = (
    gettext_noop("Not a valid .%(extension)s image. The extension does not match the file format (%(image_format)s)"),
    gettext_noop("Maximum filesize: %(max_upload_size)s."),
    gettext_noop("unknown number"),
    gettext_noop("Table headers"),
    gettext_noop("Display the first row as a header"),
    gettext_noop("Display the first column as a header"),
    gettext_noop("Display the first row AND first column as headers"),
    gettext_noop("No headers"),
    gettext_noop("Which cells should be displayed as headers?"),
    gettext_noop("Select a header option"),
    gettext_noop("A heading that identifies the overall topic of the table, and is useful for screen reader users."),
    gettext_noop("The slug '%(page_slug)s' is already in use within the parent page."),
    gettext_noop(
        "JavaScript is required to use Wagtail, but it is currently disabled.<br /> "
        'Here are the <a href="https://www.enable-javascript.com/" target="_blank" rel="noreferrer">'
        "instructions how to enable JavaScript in your web browser</a>."
    ),
    gettext_noop("Any date"),
    gettext_noop("Today"),
    gettext_noop("Past 7 days"),
    gettext_noop("This month"),
    gettext_noop("This year"),
)
