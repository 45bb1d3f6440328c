"""Who of the staff may what: the whole answer, as data. ``sync_roles`` carries it into the database."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Role:
    """A group of staff. Rights are ``app_label.codename``; those on pages and collections hold for the whole tree."""

    name: str
    permissions: frozenset[str]
    page_permissions: frozenset[str] = frozenset()
    collection_permissions: frozenset[str] = frozenset()
    # Whether the role reviews what authors submit.
    reviews: bool = False


def rights(app_label: str, model: str, *actions: str) -> frozenset[str]:
    """Spell Django's names of rights on one model."""
    return frozenset(f"{app_label}.{action}_{model}" for action in actions)


EVERYTHING = ("add", "change", "delete", "view")

ADMIN_ACCESS = frozenset({"wagtailadmin.access_admin"})
EXPORT = frozenset({"accounts.export_registers"})
# Only "add": the ownership policies of pages, images and documents turn it into "one's own".
OWN_MEDIA = rights("wagtailimages", "image", "add", "choose") | rights("wagtaildocs", "document", "add", "choose")
CHOSEN_MEDIA = rights("wagtailimages", "image", "choose") | rights("wagtaildocs", "document", "choose")
ALL_MEDIA = rights("wagtailimages", "image", "add", "change", "delete", "choose") | rights(
    "wagtaildocs", "document", "add", "change", "delete", "choose"
)
CONTENT = rights("news", "newscategory", *EVERYTHING) | rights(
    "wagtailredirects", "redirect", "add", "change", "delete"
)
SEARCH = (
    rights("search", "synonym", *EVERYTHING)
    | rights("search", "promotion", *EVERYTHING)
    # Counted by the site itself: only read.
    | rights("search", "askedquery", "view")
)
# To read what residents sent by a form, and to delete it; to edit the page of the form is not enough.
FORMS = rights("home", "formanswer", "view")
# How many get news by e-mail; addresses nobody sees whole.
SUBSCRIPTIONS = rights("news", "newssubscription", "view")
POLLS = (
    # To close early and to look at hidden results each leave a public line with a reason.
    rights("engagement", "poll", *EVERYTHING, "publish", "close", "look_early")
    # To add an invalidation is to decide about votes, held ones included; to change it is to take it back.
    | rights("engagement", "invalidation", "view", "add", "change")
    | rights("engagement", "votingguard", "change")
    | rights("engagement", "vote", "view")
    | rights("engagement", "votechoice", "view")
    | rights("engagement", "engagementsettings", "change")
)
# To change a petition is to moderate it; its text nobody edits. Who answers for the head is a right apart, so that a
# community can give it to a group of its own. Whoever proposed an annulment cannot consent to it, whatever the rights.
PETITIONS = (
    rights("engagement", "petition", "view", "change", "answer")
    | rights("engagement", "signature", "view")
    | rights("engagement", "annulment", "view", "propose", "consent")
    | rights("engagement", "refusalground", *EVERYTHING)
    | rights("engagement", "petitionsettings", "change")
    # Documents with signers' names: read and, of dossiers, made; nothing in them can be edited.
    | rights("engagement", "petitionpaper", "view", "add")
)
# The right to change a message is the right to have it sent again; nothing in a message can be edited.
MESSAGES = rights("messaging", "message", "view", "change")
CALENDAR = (
    rights("core", "holiday", *EVERYTHING)
    | rights("core", "daytransfer", *EVERYTHING)
    | rights("core", "martiallaw", *EVERYTHING)
)
SITE = (
    rights("accounts", "user", *EVERYTHING)
    | rights("auth", "group", *EVERYTHING)
    | rights("core", "communitysettings", "change")
    | rights("messaging", "messagingsettings", "change")
    | rights("wagtailcore", "site", *EVERYTHING)
    | rights("wagtailcore", "workflow", "add", "change", "delete")
    | rights("wagtailcore", "task", "add", "change", "delete")
)
# To put an urgent announcement up is also to take one down; nobody edits or deletes what everybody has seen.
ANNOUNCEMENTS = rights("home", "emergencybanner", "view", "add")
ALL_PAGES = frozenset({"add", "change", "publish", "bulk_delete", "lock", "unlock"})

AUTHOR = Role("Автор", ADMIN_ACCESS, frozenset({"add"}), OWN_MEDIA)
EDITOR = Role(
    "Редактор",
    ADMIN_ACCESS | CONTENT | FORMS | SUBSCRIPTIONS | SEARCH | ANNOUNCEMENTS,
    ALL_PAGES,
    ALL_MEDIA,
    reviews=True,
)
OFFICER = Role("Фахівець із залучення громади", ADMIN_ACCESS | POLLS | PETITIONS | EXPORT, frozenset(), CHOSEN_MEDIA)
# For evenings and week-ends: whoever watches the phone of the community may tell everybody, and change nothing else.
DUTY = Role("Черговий з термінових оголошень", ADMIN_ACCESS | ANNOUNCEMENTS)
ADMINISTRATOR = Role(
    "Адміністратор",
    ADMIN_ACCESS
    | CONTENT
    | FORMS
    | SUBSCRIPTIONS
    | SEARCH
    | ANNOUNCEMENTS
    | POLLS
    | PETITIONS
    | EXPORT
    | MESSAGES
    | CALENDAR
    | SITE,
    ALL_PAGES,
    ALL_MEDIA | rights("wagtailcore", "collection", "add", "change", "delete"),
    reviews=True,
)
ROLES = (AUTHOR, EDITOR, OFFICER, DUTY, ADMINISTRATOR)

# Groups that Wagtail's own migrations make. Nobody here is told of them, so they go while they have no members.
WAGTAIL_GROUPS = ("Editors", "Moderators")
# Wagtail's migrations also name the way from draft to page, in English.
WAGTAIL_REVIEW = "Moderators approval"
REVIEW = "Перевірка редактором"
