from community.core.registers.admin import RegisterAdmin
from community.core.registers.filters import RelatedFilter

__all__ = ["RegisterAdmin", "RelatedFilter"]
