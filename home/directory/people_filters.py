from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from community.core.text.collation import ukrainian_order
from home.models.person import PersonKind, PersonPage


@dataclass(frozen=True)
class PeopleGroup:
    """Persons of one kind, under the heading of that kind."""

    kind: str
    people: Sequence[PersonPage]


@dataclass(frozen=True)
class PeopleFilters:
    """What a resident narrowed the list to, believing only what the list holds. ``people`` stand in order.

    ``known`` is false when the address names a kind or a place of which there is nobody.
    """

    people: Sequence[PersonPage]
    kind: str
    place: str

    @classmethod
    def from_query(cls, query: Mapping[str, str], people: Sequence[PersonPage]) -> Self:
        """Read ``?kind=starosta&place=Журавкове``."""
        return cls(people=people, kind=query.get("kind", ""), place=query.get("place", ""))

    @property
    def chosen(self) -> bool:
        return bool(self.kind or self.place)

    @property
    def known(self) -> bool:
        return self.kind in {"", *self.kinds} and self.place in {"", *self.districts, *self.settlements}

    @property
    def kinds(self) -> list[str]:
        """Those there is anybody of."""
        present = {person.kind for person in self.people}
        return [kind for kind in PersonKind.values if kind in present]

    @property
    def districts(self) -> list[str]:
        return sorted({person.district for person in self.people if person.district}, key=ukrainian_order)

    @property
    def settlements(self) -> list[str]:
        names = {name for person in self.people for name in person.settlement_names}
        return sorted(names, key=ukrainian_order)

    @property
    def found(self) -> list[PersonPage]:
        """Who is left."""
        return [person for person in self.people if self._matches(person)]

    @property
    def groups(self) -> list[PeopleGroup]:
        """Who is left, by kind."""
        found = self.found
        groups = [PeopleGroup(kind, [person for person in found if person.kind == kind]) for kind in PersonKind.values]
        return [group for group in groups if group.people]

    def _matches(self, person: PersonPage) -> bool:
        places = {"", person.district, *person.settlement_names}
        return self.kind in {"", person.kind} and self.place in places
