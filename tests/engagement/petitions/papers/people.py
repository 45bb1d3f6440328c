"""Many signatures at once, as the service would have written them one by one."""

from engagement.models import Petition, Signature
from engagement.petitions.services.counting import petition_recount


def signed_by_many(petition: Petition, settlements: dict[str, int]) -> Petition:
    """Add so many signatures of each settlement and count."""
    number = 0
    rows = []
    for settlement, people in settlements.items():
        for _person in range(people):
            number += 1
            name = f"Підписант Номер{number} Іванович"
            rows.append(Signature(petition=petition, signer_key=f"key{number}", full_name=name, settlement=settlement))
    Signature.objects.bulk_create(rows, batch_size=1000)
    petition_recount(petition_id=petition.pk)
    petition.refresh_from_db()
    return petition
