"""Files of answers on paper are known again by their sheets, whatever their bytes are.

What was taken in before has no digest and is known by its bytes alone, as until now.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column."""
    op.add_column("imported_files", sa.Column("sheets_digest", sa.String(length=64)))


def downgrade() -> None:
    """Drop the column; the digests go with it."""
    op.drop_column("imported_files", "sheets_digest")
