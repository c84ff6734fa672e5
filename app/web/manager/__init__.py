"""The manager surface."""

from app.web.manager import (
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
    "comments_views",
    "comparison_views",
    "precision_views",
    "priorities_views",
    "quality_views",
    "trend_views",
    "views",
]
