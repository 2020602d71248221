"""Facets: what a group or a provision can be about (REQUIREMENTS A1, C13, C32)."""

FACETS = (
    "official_official",
    "official_staff",
    "official_public",
    "discrimination",
    "harassment",
    "sexual_harassment",
    "risk_use",
    "threats",
    "social_media",
    "procedure",
)
