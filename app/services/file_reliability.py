"""How well the elements of a spreadsheet of answers agree, without any database."""

from __future__ import annotations

from analytics.reliability import Reliability, reliability
from analytics.results import decimal_text
from app.services.file_precision import float_text
from app.services.file_sheets import read_sheets
from app.services.reliability import in_list_order

PLACES = 3
SHARE_PLACES = 4


def reliability_of_file(
    content: bytes, filename: str, *, order: str | None = None, instrument: str = "skm-2017"
) -> Reliability:
    """The reliability of the sheets in a CSV or XLSX file; Invalid names each bad cell."""
    sheets = read_sheets(content, filename, order=order, instrument=instrument)
    return in_list_order(reliability(sheets.tally), sheets.instrument.reference)


def reliability_as_texts(found: Reliability) -> dict[str, object]:
    """The result as JSON writes it: decimals as texts, rounded half-up for display."""
    share, within = found.straightlined_share_0_1, found.interval
    return {
        "n": found.n,
        "n_complete": found.n_complete,
        "n_fewest": found.n_fewest,
        "n_straightlined": found.n_straightlined,
        "straightlined_share": None if share is None else decimal_text(share, SHARE_PLACES),
        "alpha": None if found.alpha is None else decimal_text(found.alpha, PLACES),
        "interval_95": [float_text(limit, PLACES) for limit in (within.low, within.high)]
        if within
        else None,
        "interval_undefined": found.interval_reason,
        "elements": {
            item.key: {
                "n": item.n,
                "item_total_correlation": float_text(item.item_total_correlation, PLACES),
                "alpha_if_deleted": None
                if item.alpha_if_deleted is None
                else decimal_text(item.alpha_if_deleted, PLACES),
            }
            for item in found.items
        },
        "reason": found.reason,
        "note": found.note,
    }
