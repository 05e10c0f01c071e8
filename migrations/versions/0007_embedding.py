"""Which sites may show a municipality's promise in a frame of theirs."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No site, until somebody says otherwise."""
    op.add_column("municipality", sa.Column("embed_from", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    """No site at all."""
    op.drop_column("municipality", "embed_from")
