"""Vocabularies of the circumstances: occasions, relations, contexts, measures."""

from collective.conduct.i18n import _


# REQUIREMENTS E17: what happens off the premises counts too.
OCCASIONS = {
    "council_meeting": _("occasion_council_meeting", default="Meeting of the council"),
    "board_meeting": _("occasion_board_meeting", default="Meeting of a board"),
    "group_meeting": _("occasion_group_meeting", default="Meeting of a party group"),
    "study_visit": _("occasion_study_visit", default="Study visit or journey"),
    "conference": _("occasion_conference", default="Conference or course"),
    "dinner": _("occasion_dinner", default="Dinner or reception"),
    "campaigning": _("occasion_campaigning", default="Campaigning"),
    "private": _("occasion_private", default="Private life"),
    "online": _("occasion_online", default="On the internet"),
    "other": _("occasion_other", default="Another occasion"),
}

# REQUIREMENTS E18: on all levels.
RELATIONS = {
    "official_official": _(
        "between_official_official", default="Between elected officials"
    ),
    "official_staff": _("between_official_staff", default="Official and employee"),
    "staff_official": _("between_staff_official", default="Employee and official"),
    "leader_member": _(
        "between_leader_member", default="Group leader and member of the group"
    ),
    "citizen_official": _("between_citizen_official", default="Citizen and official"),
    "official_citizen": _("between_official_citizen", default="Official and citizen"),
    "organised_official": _(
        "between_organised_official", default="Organised group and official"
    ),
    "unknown": _("between_unknown", default="Unknown sender"),
}

# REQUIREMENTS E10: nobody stands alone.
CONTEXTS = {
    "political_work": _("context_political_work", default="Political work"),
    "social_media": _("context_social_media", default="Social media"),
    "associations": _("context_associations", default="Clubs and associations"),
    "public_space": _("context_public_space", default="Public places"),
    "business": _("context_business", default="Business life"),
    "workplace": _("context_workplace", default="The workplace"),
    "home": _("context_home", default="At home"),
    "mail_phone": _("context_mail_phone", default="Mail and telephone"),
}

# REQUIREMENTS A35: several for one decision, each with an owner and a day.
MEASURES = {
    "talk": _("measure_talk", default="Talk"),
    "support": _("measure_support", default="Support"),
    "rehabilitation": _("measure_rehabilitation", default="Rehabilitation"),
    "training": _("measure_training", default="Training"),
    "mediation": _("measure_mediation", default="Mediation"),
    "written_admonition": _("measure_written_admonition", default="Written admonition"),
    "change_of_mandate": _("measure_change_of_mandate", default="Change of mandate"),
    "asked_to_resign": _("measure_asked_to_resign", default="Asked to resign"),
    "exclusion": _("measure_exclusion", default="Exclusion"),
    "police_report": _("measure_police_report", default="Report to the police"),
    "protection": _("measure_protection", default="Protection"),
    "no_action": _("measure_no_action", default="No measure"),
}
