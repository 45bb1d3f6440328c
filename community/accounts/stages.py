"""What stands between a right password and a session, in our order: address, phone, second factor.

Residents prove what they registered with. Staff are vouched for by the administrator who made their account.
"""

from typing import Any

from allauth.account.stages import EmailVerificationStage, PhoneVerificationStage

ADMIN_ACCESS = "wagtailadmin.access_admin"


class ResidentEmailStage(EmailVerificationStage):
    def handle(self) -> tuple[Any, bool]:
        return (None, True) if enters_admin(self.login.user) else super().handle()


class ResidentPhoneStage(PhoneVerificationStage):
    """Comes after the address is proven: no SMS is spent on an invented one."""

    def handle(self) -> tuple[Any, bool]:
        return (None, True) if enters_admin(self.login.user) else super().handle()


def enters_admin(user: Any) -> bool:
    """Whether ``user`` may enter the admin."""
    return user is not None and user.has_perm(ADMIN_ACCESS)
