from wagtail import hooks

from community.core.page_editing import PageSavingViewSet


@hooks.register("register_admin_viewset")
def register_page_saving() -> PageSavingViewSet:
    return PageSavingViewSet()
