"""The manager surface."""

from app.web.manager import (
    coaching_views,
    comments_views,
    comparison_views,
    precision_views,
    priorities_views,
    quality_views,
    trend_views,
    views,
)
from app.web.manager.blueprint import blueprint

__all__ = [
    "blueprint",
    "coaching_views",
    "comments_views",
    "comparison_views",
    "precision_views",
    "priorities_views",
    "quality_views",
    "trend_views",
    "views",
]
