"""The two blueprints under /akun: the entrance, open to all, and one's own account behind it."""

from app.web.account.entrance import entrance
from app.web.account.views import blueprint

__all__ = ["blueprint", "entrance"]
