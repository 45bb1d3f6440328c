"""How staff sign in: the second factor, the age of a session, and Wagtail's own doors, which are shut."""

from community.settings.env import env

# Days a new account enters the admin without a second factor, counted from the day it was made.
STAFF_SECOND_FACTOR_GRACE_DAYS = env.int("STAFF_SECOND_FACTOR_GRACE_DAYS", default=0)
# Seconds from sign-in after which the admin asks to sign in again: a working day.
STAFF_SESSION_AGE = env.int("STAFF_SESSION_AGE", default=12 * 60 * 60)

MFA_ADAPTER = "community.accounts.mfa_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "community.accounts.mfa_forms.SecondFactorForm",
    "reauthenticate": "community.accounts.mfa_forms.SecondFactorAgainForm",
    "activate_totp": "community.accounts.mfa_forms.SecondFactorSetUpForm",
}
MFA_TOTP_PERIOD = 30
# One code before and one after: people type slowly, and clocks differ.
MFA_TOTP_TOLERANCE = 1
# The address of staff is the administrator's word; and who has a second factor may still change the address.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Password and e-mail change at the site's own pages, which ask for the password and tell the person.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# A password that many share is nobody's: private pages and folders open to signed-in people and groups only.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
