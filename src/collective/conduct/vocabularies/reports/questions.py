"""The forms of a report with their questions, until staff change them.

No question asks for a proof, for the severity, for a category, or whether the
reporter said no: that is judged by the handlers, and never as a condition for
reporting. (REQUIREMENTS A5, A7, A8, A20, A26)
"""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.reports.question_kinds import CHOICE
from collective.conduct.core.reports.question_kinds import LINE
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.core.reports.question_kinds import SEVERAL
from collective.conduct.core.reports.question_kinds import YES
from collective.conduct.i18n import _


# Not a question: under these words stands a name that all readers may see.
WHO_TELLS = _("label_reporter", default="Who tells of it")

# Words of the policies that a form explains where they are asked about (A6).
TERMS = {
    "harassment": (
        _("term_harassment", default="Harassment"),
        _(
            "term_harassment_text",
            default="Conduct that violates somebody's dignity and that is connected"
            " with one of the grounds of discrimination. It can be words, glances,"
            " pictures, jokes, being left out or being made invisible.",
        ),
    ),
    "sexual_harassment": (
        _("term_sexual_harassment", default="Sexual harassment"),
        _(
            "term_sexual_harassment_text",
            default="Conduct of a sexual nature that violates somebody's dignity:"
            " touching, remarks, invitations or pictures that are not wanted. The one"
            " who is exposed decides what is unwanted.",
        ),
    ),
    "offensive": (
        _("term_offensive", default="Offensive treatment"),
        _(
            "term_offensive_text",
            default="Acts against somebody in an offensive way that can lead to ill"
            " health, or to the person being shut out.",
        ),
    ),
    "undue_influence": (
        _("term_undue_influence", default="Undue influence"),
        _(
            "term_undue_influence_text",
            default="Attempts to steer a decision by pressure, threats, favours or"
            " persistent contact, outside the open political discussion.",
        ),
    ),
    "risk_use": (
        _("term_risk_use", default="Hazardous use"),
        _(
            "term_risk_use_text",
            default="Use of alcohol, medicines, drugs or gambling that can harm the"
            " person or those around, long before anybody would call it an addiction.",
        ),
    ),
    "reprisal": (
        _("term_reprisal", default="Reprisal"),
        _(
            "term_reprisal_text",
            default="That somebody is punished or treated worse because they reported"
            " something, helped in it, or refused to give in.",
        ),
    ),
}

OWN_WORDS = _(
    "help_own_words",
    default="In your own words, as much or as little as you want. You do not have to"
    " prove anything.",
)


def _what(title=None, terms: tuple[str, ...] = ()) -> Question:
    asked = title or _("question_what", default="What has happened?")
    return Question("what", asked, help=OWN_WORDS, terms=terms)


WHEN = Question(
    "when",
    _("question_when", default="When was it?"),
    LINE,
    _("help_question_when", default="A day, a period, or roughly."),
)
WHERE = Question(
    "occasion",
    _("question_occasion", default="On what occasion?"),
    SEVERAL,
    source="occasions",
)
BETWEEN = Question(
    "between",
    _("question_between", default="Between whom?"),
    CHOICE,
    source="relations",
)
SEEN = Question(
    "seen",
    _("question_seen", default="Did anybody else see or hear it, or know of it?"),
)
GROUNDS = Question(
    "grounds",
    _("question_grounds", default="Do you think it has to do with any of these?"),
    SEVERAL,
    _("help_question_grounds", default="Leave it empty if you are not sure."),
    source="grounds",
)
WISH = Question("wish", _("question_wish", default="What do you wish to happen now?"))

DEFAULTS: dict[str, tuple[Question, ...]] = {
    "harassment": (
        _what(terms=("harassment", "sexual_harassment", "offensive")),
        WHEN,
        WHERE,
        BETWEEN,
        GROUNDS,
        SEEN,
        WISH,
    ),
    "threats": (
        _what(terms=("undue_influence",)),
        WHEN,
        Question(
            "context",
            _("question_context", default="Where does it happen?"),
            SEVERAL,
            source="contexts",
        ),
        Question(
            "behind",
            _("question_behind", default="Do you know, or guess, who is behind it?"),
        ),
        Question(
            "impact",
            _("question_impact", default="How has it affected you?"),
            SEVERAL,
            source="impacts",
        ),
        Question(
            "police",
            _("question_police", default="The police have been told"),
            YES,
        ),
        WISH,
    ),
    "risk_use": (
        _what(
            _("question_worry", default="What are you worried about?"),
            terms=("risk_use",),
        ),
        Question(
            "substance",
            _("question_substance", default="What is it about?"),
            SEVERAL,
            source="substances",
        ),
        Question(
            "effects",
            _("question_effects", default="What does it affect?"),
            SEVERAL,
            source="effects",
        ),
        WHEN,
        WISH,
    ),
    "code": (
        _what(),
        Question(
            "rule",
            _("question_rule", default="Which part of the code do you think of?"),
            LINE,
            _("help_question_rule", default="If you know it. It is not needed."),
        ),
        WHEN,
        WHERE,
        SEEN,
        WISH,
    ),
    "reprisal": (
        _what(terms=("reprisal",)),
        Question(
            "link",
            _(
                "question_link",
                default="Why do you think that it has to do with a report?",
            ),
        ),
        WHEN,
        WISH,
    ),
    "support": (
        _what(_("question_need", default="What do you need help with?")),
        Question(
            "reach",
            _("question_reach", default="How would you like to be reached?"),
            LINE,
            _(
                "help_question_reach",
                default="Leave it empty to talk by these pages alone, with your seven"
                " words.",
            ),
        ),
    ),
    "medicine": (
        Question(
            "what",
            _("question_medicine", default="What do the recipients need to know?"),
            help=_(
                "help_question_medicine",
                default="For example how it may affect you. You need not name the"
                " medicine or the illness.",
            ),
        ),
        Question(
            "until",
            _("question_until", default="For how long?"),
            LINE,
        ),
        Question(
            "wishes",
            _(
                "question_consideration",
                default="What would you like to be considered?",
            ),
        ),
    ),
}
require_rows(DEFAULTS, FORMS, "vocabularies/reports/questions.py: DEFAULTS")
