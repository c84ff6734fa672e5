"""The logo of an agency: taken in safely, put on what is printed, removed."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa

from app.access import Permission, Scope
from app.database import db, transaction
from app.documents.pictures import MOST_DOTS_ASIDE, drawn_anew
from app.errors import Invalid
from app.models.organisation import AgencyLogo
from app.queries import organisation
from app.services.audit import record_event

EDIT = Permission.EDIT_ORGANISATION
MOST_BYTES = 2**20


def set_logo(scope: Scope, now: datetime, agency_id: int, content: bytes) -> None:
    """Keep the picture of a PNG or JPEG file as the agency's logo, in place of any earlier one."""
    owner = organisation.agency(scope, agency_id, EDIT)
    if len(content) > MOST_BYTES:
        raise Invalid("Berkas logo lebih dari 1 MiB. Perkecil gambarnya, lalu kirim lagi.")
    try:
        picture = drawn_anew(content)
    except ValueError as fault:
        raise Invalid(
            "Berkas itu bukan gambar PNG atau JPEG yang dapat dicetak, atau sisinya lebih dari "
            "%(most)s titik. Simpan logonya sebagai PNG, lalu kirim lagi.",
            most=MOST_DOTS_ASIDE,
        ) from fault
    with transaction() as session:
        session.merge(AgencyLogo(agency_id=owner.id, picture=picture))
        record_event(scope, now, "set_logo", f"agency {owner.id}", bytes=len(picture))


def remove_logo(scope: Scope, now: datetime, agency_id: int) -> None:
    """Print without a logo from now on; nothing happens when there is none."""
    owner = organisation.agency(scope, agency_id, EDIT)
    with transaction():
        db.session.execute(sa.delete(AgencyLogo).where(AgencyLogo.agency_id == owner.id))
        record_event(scope, now, "remove_logo", f"agency {owner.id}")
