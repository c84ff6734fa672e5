"""Files of units, and the plans made of them."""

from __future__ import annotations

from app.access import Scope
from app.documents.tables import read_table
from app.services.unit_plans import UnitPlan, plan_units

HEADER = (
    "instansi,zona,unit_kode,unit_nama,induk_kode,loket_kode,loket_nama,layanan_kode,layanan_nama"
)
# The child stands before its parent, and the zone is said once.
ROWS = """
Kota A,WITA,UPT,UPT Samsat,DISHUB,L1,Loket 1,,
Kota A,,DISHUB,Dinas Perhubungan,,L1,Loket Uji,KIR,Uji KIR
Kota A,,DISHUB,Dinas Perhubungan,,L2,Loket Bayar,KIR,Uji KIR
""".strip()


def a_unit_file(rows: str = ROWS, header: str = HEADER) -> bytes:
    """A CSV of these rows."""
    return f"{header}\n{rows}\n".encode()


def plan_of(scope: Scope, rows: str = ROWS, header: str = HEADER) -> UnitPlan:
    """The plan of a file of these rows."""
    return plan_units(scope, read_table(a_unit_file(rows, header), "unit.csv"))
