from wagtail.users.apps import WagtailUsersAppConfig


class StaffUsersConfig(WagtailUsersAppConfig):
    """Wagtail's administration of users with one thing more on a colleague's page."""

    user_viewset = "community.accounts.user_admin.StaffUserViewSet"
