"""Content type ConductCampaign: who is asked to answer what by when (DESIGN 2).

It is a plan that can be changed until it is launched; from then on it stays as it
was on that day (``campaigns.CampaignFacts``).
"""

from collective.conduct.content.common.guarded import IGuarded
from collective.conduct.content.documents.edition import BORN
from collective.conduct.content.documents.edition import LEFT_ASIDE
from collective.conduct.core.obligations.campaign_kinds import FIRST_KIND
from collective.conduct.i18n import _
from plone.autoform import directives
from plone.dexterity.content import Item
from plone.supermodel import model
from zExceptions import Forbidden
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant


LAUNCHED = "A launched campaign cannot be changed."
CHECKBOXES = "z3c.form.browser.checkbox.CheckBoxFieldWidget"
RADIOS = "z3c.form.browser.radio.RadioFieldWidget"
YEAR = 365  # days


def _groups(title, **kw):
    choice = schema.Choice(vocabulary="collective.conduct.audiences")
    return schema.List(title=title, value_type=choice, **kw)


def _undertaking(title, **kw):
    return schema.Text(title=title, required=False, max_length=2000, **kw)


class IConductCampaign(model.Schema):
    """What a campaign asks of whom, by when (REQUIREMENTS A4, A17, B9)."""

    document = schema.Choice(
        title=_("label_campaign_document", default="Document"),
        description=_(
            "help_campaign_document",
            default="Asked for is an answer to the edition that is in force.",
        ),
        vocabulary="collective.conduct.governing_documents",
    )
    directives.widget(kind=RADIOS)
    kind = schema.Choice(
        title=_("label_campaign_kind", default="What people are asked for"),
        description=_(
            "help_campaign_kind",
            default="All four answers stay open to everybody, whatever is asked for.",
        ),
        vocabulary="collective.conduct.campaign_kinds",
        default=FIRST_KIND,
    )
    directives.widget(plus=CHECKBOXES)
    plus = _groups(
        _("label_plus", default="Who is asked"),
        description=_(
            "help_plus",
            default="Everybody in one of these groups, once, whatever number of roles"
            " they have. Who joins later is asked too; who leaves no longer is.",
        ),
        missing_value=[],
    )
    directives.widget(minus=CHECKBOXES)
    minus = _groups(
        _("label_minus", default="Except"),
        description=_(
            "help_minus", default="Whoever is in one of these groups is not asked."
        ),
        required=False,
        default=[],
        missing_value=[],
    )
    start = schema.Date(
        title=_("label_campaign_start", default="First day"),
        description=_(
            "help_campaign_start", default="From that day on people are asked."
        ),
    )
    due = schema.Date(
        title=_("label_campaign_due", default="Last day to answer"),
        description=_(
            "help_campaign_due", default="For those who are asked from the first day."
        ),
    )
    joiner_days = schema.Int(
        title=_("label_joiner_days", default="Days for those who join later"),
        description=_(
            "help_joiner_days",
            default="Counted from the day they join; never less than the others have.",
        ),
        min=0,
        max=YEAR,
        default=30,
    )
    per_term = schema.Bool(
        title=_("label_per_term", default="Ask anew in every term of office"),
        required=False,
        default=False,
    )
    directives.widget(ladder=CHECKBOXES)
    ladder = schema.List(
        title=_("label_ladder", default="Reminders"),
        description=_(
            "help_ladder",
            default="To those who have not answered. Who declines has answered and is"
            " not reminded.",
        ),
        value_type=schema.Choice(vocabulary="collective.conduct.reminder_days"),
        required=False,
        default=[-7, 0, 7],
        missing_value=[],
    )
    escalate_to = schema.Choice(
        title=_("label_escalate_to", default="Who is told of late answers"),
        description=_(
            "help_escalate_to",
            default="A function, not a person. None chosen: nobody is told.",
        ),
        vocabulary="collective.conduct.functions",
        required=False,
    )
    escalate_after = schema.Int(
        title=_("label_escalate_after", default="So many days after the last day"),
        min=0,
        max=YEAR,
        required=False,
        default=14,
    )
    embargo_days = schema.Int(
        title=_("label_embargo_days", default="Days of reading before everybody else"),
        description=_(
            "help_embargo_days",
            default="Those who are asked see an edition that is not yet in force so"
            " many days before it is; others only then. 0: everybody sees it at once.",
        ),
        min=0,
        max=YEAR,
        default=0,
    )
    undertaking_sv = _undertaking(
        _("label_undertaking_sv", default="What people are asked to say, in Swedish"),
        description=_(
            "help_undertaking",
            default="Your own words above the answers, if you want any. They become"
            " part of what is answered.",
        ),
    )
    undertaking_da = _undertaking(
        _("label_undertaking_da", default="What people are asked to say, in Danish")
    )
    undertaking_en = _undertaking(
        _("label_undertaking_en", default="What people are asked to say, in English")
    )
    launched_on = schema.Date(
        title=_("label_launched_on", default="Launched"), readonly=True, required=False
    )
    joins_until = schema.Date(
        title=_("label_joins_until", default="Wound down"),
        readonly=True,
        required=False,
    )
    closed_on = schema.Date(
        title=_("label_closed_on", default="Closed"), readonly=True, required=False
    )

    @invariant
    def due_is_not_before_start(data):
        """Nobody can answer before they are asked."""
        if data.start and data.due and data.due < data.start:
            raise Invalid(
                _(
                    "error_due_before_start",
                    default="The last day to answer lies before the first day.",
                )
            )


# what a launch freezes, and what other steps set, each once
FACTS = frozenset(
    name
    for name, field in schema.getFields(IConductCampaign).items()
    if not field.readonly
) | {"title"}
STEPS = frozenset({"launched_on", "joins_until", "closed_on", "stream"})


@implementer(IConductCampaign, IGuarded)
class ConductCampaign(Item):
    """See IConductCampaign."""

    # No type hints here: they would make a __annotations__ on the class, and Zope
    # would keep the annotations of every campaign in that one.
    stream = 0  # its stream in the ledger, given at its launch

    def __setattr__(self, name: str, value: object) -> None:
        """Refuse to change what was launched, by whatever way it is written.

        An edition does the same (``content.documents.edition``): endpoints and bulk
        actions write onto the object, some before they check any right (DESIGN 5 b).
        """
        if not name.startswith("_"):
            self._p_activate()  # a ghost seems to have nothing yet
        stored = self.__dict__
        if stored.get("launched_on"):
            if name in FACTS or (name in STEPS and stored.get(name)):
                raise Forbidden(LAUNCHED)
            if name in LEFT_ASIDE or name in BORN:
                return
        super().__setattr__(name, value)

    def cb_isCopyable(self) -> bool:
        """Answer no to a copy of what was launched."""
        return not self.launched_on

    def cb_isMoveable(self) -> bool:
        """Answer no: a campaign stays in the hub once it was launched."""
        return not self.launched_on
