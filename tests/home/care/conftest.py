from tests.core.conftest import add_document, add_picture

__all__ = ["add_document", "add_picture"]
