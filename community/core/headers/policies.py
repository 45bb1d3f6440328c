"""Content policies, in the form of Django 6's ``SECURE_CSP``. No nonces: a page is kept as a file for everybody."""

from community.core.blocks.video import PLAYERS

Policy = dict[str, list[str]]

NONE, SELF = "'none'", "'self'"
# The one inline style there is, of templates/bare_page.html: shown when style sheets may not answer either.
BARE_STYLE = "'sha256-P+lZVmpn0n2bpa59WOoQDnxIJ2IoR1dO3bVGlbVDC8s='"

PAGE: Policy = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF, BARE_STYLE],
    "img-src": [SELF],
    "connect-src": [SELF],
    # Players, after a click.
    "frame-src": [*PLAYERS],
    "form-action": [SELF],
    # The editor's preview is a frame of the site's own.
    "frame-ancestors": [SELF],
    "base-uri": [NONE],
}

# What stands in frames of other sites.
FRAME: Policy = PAGE | {"frame-src": [NONE], "frame-ancestors": ["*"]}

# Wagtail's font is a file of ours; pictures are shown before they are uploaded.
ADMIN: Policy = PAGE | {
    "img-src": [SELF, "data:", "blob:"],
    "font-src": [SELF],
    "frame-src": [SELF, *PLAYERS],
}

# A picture somebody uploaded is looked at, never run.
MEDIA: Policy = {"default-src": [NONE], "sandbox": []}


def captcha_policy(domain: str) -> Policy:
    """The policy of a page whose form has the captcha: the addresses are those its makers name."""
    service = f"https://{domain}/recaptcha/"
    return PAGE | {
        "script-src": [SELF, service, "https://www.gstatic.com/recaptcha/"],
        "connect-src": [SELF, service],
        "frame-src": [*PAGE["frame-src"], service, "https://recaptcha.google.com/recaptcha/"],
    }


def written(policy: Policy) -> str:
    """The policy as it stands in the header."""
    return "; ".join(" ".join([name, *sources]) for name, sources in policy.items())
