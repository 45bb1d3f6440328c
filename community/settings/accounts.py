"""People's accounts: what django-allauth is told. Which forms and views are ours: community/accounts/urls.py."""

AUTHENTICATION_BACKENDS = ["community.accounts.backends.AccountBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "cabinet"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "community.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email", "phone", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "phone*", "password1*"]
ACCOUNT_USER_DISPLAY = "community.accounts.selectors.user_display"

ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 3
# Only in the browser that registered: elsewhere the link proves the address and asks for the password.
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
# Seconds between registering and opening the letter, while the same browser goes straight on to the phone.
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True

ACCOUNT_PHONE_VERIFICATION_MAX_ATTEMPTS = 5
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_PHONE_VERIFICATION_SUPPORTS_RESEND = True

ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# See AccountAdapter.login.
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105 - a class
# Ours are in community/accounts/limits.py: allauth's would refuse everybody while the cache is out of reach.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "signup": "community.accounts.entrance_forms.RegistrationForm",
    "login": "community.accounts.entrance_forms.LoginForm",
    "reset_password": "community.accounts.entrance_forms.RecoveryForm",
    "reset_password_from_key": "community.accounts.entrance_forms.NewPasswordForm",
    "verify_phone": "community.accounts.entrance_forms.CodeForm",
    "change_phone": "community.accounts.entrance_forms.PhoneForm",
    "change_password": "community.accounts.cabinet_forms.PasswordChangeForm",
    "reauthenticate": "community.accounts.cabinet_forms.ReauthenticateForm",
}
