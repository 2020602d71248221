"""Vocabularies of the matter: grounds, categories, substances, effects, impacts."""

from collective.conduct.i18n import _


# REQUIREMENTS A5: seven of the statute; six of them also in a party's policy.
GROUNDS = {
    "sex": _("ground_sex", default="Sex"),
    "gender_identity": _(
        "ground_gender_identity", default="Transgender identity or expression"
    ),
    "ethnicity": _("ground_ethnicity", default="Ethnic background"),
    "religion": _("ground_religion", default="Religion or other belief"),
    "disability": _("ground_disability", default="Disability"),
    "sexual_orientation": _("ground_sexual_orientation", default="Sexual orientation"),
    "age": _("ground_age", default="Age"),
}
STATUTE = "statute"
POLICY = "policy"
GROUND_SOURCES = {
    key: (STATUTE,) if key == "age" else (STATUTE, POLICY) for key in GROUNDS
}
SOURCE_TITLES = {
    STATUTE: _("source_statute", default="statute"),
    POLICY: _("source_policy", default="policy"),
}

# REQUIREMENTS B30: undue influence stands beside threat, violence, harassment.
CATEGORIES = {
    "harassment": _("category_harassment", default="Harassment"),
    "sexual_harassment": _("category_sexual_harassment", default="Sexual harassment"),
    "offensive": _("category_offensive", default="Offensive treatment"),
    "risk_use": _("category_risk_use", default="Hazardous use"),
    "code_breach": _("category_code_breach", default="Breach of the code of conduct"),
    "threat": _("category_threat", default="Threat"),
    "violence": _("category_violence", default="Violence"),
    "damage": _("category_damage", default="Damage to property"),
    "hate": _("category_hate", default="Hate and smears"),
    "stalking": _("category_stalking", default="Stalking or mapping out"),
    "undue_influence": _("category_undue_influence", default="Undue influence"),
    "other": _("category_other", default="Other conduct"),
}

# REQUIREMENTS A9
SUBSTANCES = {
    "alcohol": _("substance_alcohol", default="Alcohol"),
    "medicines": _("substance_medicines", default="Medicines"),
    "illegal_drugs": _("substance_illegal_drugs", default="Illegal drugs"),
    "doping": _("substance_doping", default="Doping"),
    "gambling": _("substance_gambling", default="Gambling"),
    "gaming": _("substance_gaming", default="Computer games and screens"),
    "other": _("substance_other", default="Something else"),
}

# REQUIREMENTS A10
EFFECTS = {
    "health": _("effect_health", default="Health"),
    "social": _("effect_social", default="Family and friends"),
    "economic": _("effect_economic", default="Money"),
    "work": _("effect_work", default="The mandate or the work"),
    "safety": _("effect_safety", default="Safety"),
    "trust": _("effect_trust", default="Trust in the organisation"),
}

# REQUIREMENTS B7, B31
IMPACTS = {
    "sick_leave": _("impact_sick_leave", default="Sick leave"),
    "avoided_topic": _("impact_avoided_topic", default="Avoided a topic"),
    "changed_decision": _("impact_changed_decision", default="Influenced a decision"),
    "less_social_media": _(
        "impact_less_social_media", default="Withdrew from social media"
    ),
    "less_citizen_contact": _(
        "impact_less_citizen_contact", default="Less contact with citizens"
    ),
    "recruitment": _("impact_recruitment", default="Harder to find new candidates"),
    "thought_of_leaving": _(
        "impact_thought_of_leaving", default="Thought of leaving the mandate"
    ),
    "left": _("impact_left", default="Left the mandate"),
    "family": _("impact_family", default="The family was affected"),
    "none": _("impact_none", default="No lasting impact"),
}
