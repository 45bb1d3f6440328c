"""The ways through the site that together open everything; a new address without a way to it fails the audit."""

from collections.abc import Callable

from tests.audit.setting import Setting
from tests.audit.walks import accounts, petitioning, public, subscribing, voting

# In an order in which none takes from another what it needs: an account is deleted last.
WALKS: dict[str, Callable[[Setting], None]] = {
    "tree": public.tree,
    "states": public.other_states,
    "design": public.design_system,
    "reading": public.reading,
    "petitions": public.petitions,
    "frames": public.frames,
    "forms": public.own_forms,
    "draft": public.draft,
    "vote": voting.vote,
    "writing": petitioning.writing,
    "signing": petitioning.signing,
    "letters": petitioning.letters_to_signers,
    "news": subscribing.news_by_letter,
    "entrance": accounts.entrance,
    "cabinet": accounts.cabinet,
    "staff": accounts.second_factor,
}

# Addresses that answer with no page of their own.
NO_PAGES = {
    "personal_data_download": "a file",
    "mfa_download_recovery_codes": "a file",
    "account_set_password": "leads to recovery",
    "theme_css": "a style sheet",
    "oembed": "JSON",
    "page_card": "a picture",
    "healthz": "for machines",
    "readyz": "for machines",
    "metrics": "for machines",
    "robots_txt": "for robots",
    "sitemap_index": "for robots",
    "sitemap": "for robots",
    "wagtaildocs_serve": "files",
    "wagtaildocs_authenticate_with_password": "refused: nothing here opens by a shared password",
    "wagtailcore_authenticate_with_password": "refused: nothing here opens by a shared password",
    "open_data_table": "a file",
    "site_css": "a style sheet",
    "search_suggest": "JSON",
    "search_opensearch": "for browsers",
    "search_followed": "a count",
    "news:pixel": "a picture",
    "wagtailcore_login": "leads to the door of residents",
    "engagement.PollIndexPage:poll_short": "leads to a poll",
    "engagement.PollIndexPage:poll_picture": "a picture",
    "engagement.PollIndexPage:poll_poster": "a file",
    "engagement.PollIndexPage:poll_qr": "a picture",
    "engagement.PollIndexPage:poll_json": "JSON",
    "engagement.PollIndexPage:receipts_json": "JSON",
    "engagement.PetitionIndexPage:petition_short": "leads to a petition",
    "engagement.PetitionIndexPage:similar_json": "JSON",
    "engagement.PetitionIndexPage:petition_poster": "a file",
    "engagement.PetitionIndexPage:petition_qr": "a picture",
    "engagement.PetitionIndexPage:petition_json": "JSON",
    "engagement.PetitionIndexPage:count_json": "JSON",
}
