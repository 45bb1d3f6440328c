"""An editor fills the front page."""

import pytest
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from home.blocks import QuickLinkBlock
from home.models import HomePage


@pytest.mark.parametrize(("page", "address"), [(True, "https://example.org/"), (False, "")])
def test_link_leads_to_one_place(home_page: HomePage, page: bool, address: str) -> None:
    block = QuickLinkBlock()
    value = block.to_python({"title": "Прийом", "page": home_page.pk if page else None, "address": address})
    with pytest.raises(StructBlockValidationError) as refused:
        block.clean(value)
    assert "Виберіть сторінку або вкажіть адресу" in str(refused.value.as_json_data())


def test_there_are_at_most_eight_links() -> None:
    block = HomePage._meta.get_field("quick_links").stream_block
    link = {"type": "link", "value": {"title": "Прийом", "address": "https://example.org/"}}
    assert len(block.clean(block.to_python([link] * 8))) == 8
    with pytest.raises(StreamBlockValidationError):
        block.clean(block.to_python([link] * 9))
