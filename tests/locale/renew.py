"""Make the overlay anew after an upgrade: ``make overlay``. What it then lists wants a Ukrainian text."""

import sys

import django
import polib

from tests.locale.packages import DOMAINS, overlay, said, untranslated, useless


def renew(domain: str) -> list[str]:
    """Drop what is useless, add what is missing, compile; return the messages without a text."""
    catalogue, needless = overlay(domain), useless(domain)
    for entry in [entry for entry in catalogue if (entry.msgctxt, entry.msgid) in needless]:
        catalogue.remove(entry)
    kept = {(entry.msgctxt, entry.msgid) for entry in catalogue}
    for (context, text), origin in untranslated(domain).items():
        if (context, text) not in kept:
            forms = dict.fromkeys(range(4), "") if origin.plural else {}
            catalogue.append(
                polib.POEntry(msgctxt=context, msgid=text, msgid_plural=origin.plural, msgstr_plural=forms)
            )
    for entry in catalogue:
        entry.occurrences = [(name, "") for name in sorted(said(domain)[entry.msgctxt, entry.msgid].packages)]
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save()
    catalogue.save_as_mofile(catalogue.fpath.removesuffix("po") + "mo")
    return [entry.msgid for entry in catalogue if not entry.translated()]


if __name__ == "__main__":
    django.setup()
    sys.stdout.writelines(f"{domain}: {text}\n" for domain in DOMAINS for text in renew(domain))
