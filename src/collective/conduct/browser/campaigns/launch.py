"""Form pages for the steps of a campaign, each with a preview of its effects."""

from collective.conduct.browser.campaigns.launch_model import LaunchModel
from collective.conduct.browser.common.forms import FormPage
from collective.conduct.core.common.errors import Invalid
from collective.conduct.i18n import _
from collective.conduct.operations.campaigns import launch
from collective.conduct.operations.common.authority import authorise
from collective.conduct.operations.common.request_privacy import keep_private
from functools import cached_property
from plone import api


class StepPage(FormPage):
    """Base form of a step: its consequences, a confirmation and one button."""

    action = ""
    dangerous = True
    previews = False  # whether a preview of the launch is shown above the form

    def show(self):
        """Show the form only to whoever may take the step."""
        state = api.content.get_state(self.context)
        authorise(self.action, self.context, state)
        keep_private(self.request.response)
        return self.index()

    def do(self):
        """Take the step and go back to the campaign."""
        if not self.typed("sure"):
            raise Invalid("not_confirmed", field="sure")
        self.perform(self.context)
        return self.sent(self.url, self.done)


class Launch(StepPage):
    """Launch a campaign after a preview of the people and their mails."""

    action = "launch_campaign"
    previews = True
    title = _("title_launch", default="Launch the campaign")
    happens = _(
        "happens_launch",
        default="From the first day, everybody below sees on their page what is asked"
        " of them, and gets the letters listed here. Whoever joins later is asked too."
        " After the launch the campaign cannot be changed or removed any more: it can"
        " only be wound down and closed.",
    )
    button = _("button_launch", default="Launch it")
    done = _("done_launch", default="The campaign runs.")
    perform = staticmethod(launch.launch)

    @cached_property
    def preview(self) -> LaunchModel:
        """What the template shows above the form."""
        return LaunchModel(self.translator, self.context)


class WindDown(StepPage):
    """Wind a campaign down: ask nobody who joins from tomorrow."""

    action = "wind_down_campaign"
    title = _("title_wind_down", default="Wind the campaign down")
    happens = _(
        "happens_wind_down",
        default="Whoever joins from tomorrow on is not asked. Those who were asked can"
        " still answer, and are reminded as planned. This cannot be taken back.",
    )
    button = _("button_wind_down", default="Wind it down")
    done = _("done_wind_down", default="Joiners are no longer asked.")
    perform = staticmethod(launch.wind_down)


class Close(StepPage):
    """Close a campaign: ask nobody any more."""

    action = "close_campaign"
    title = _("title_close", default="Close the campaign")
    happens = _(
        "happens_close",
        default="Nobody is asked any more, no more reminders are sent, and the figures"
        " stay as they are today. Answers that were given are kept. This cannot be"
        " taken back.",
    )
    button = _("button_close", default="Close it")
    done = _("done_close", default="The campaign is closed.")
    perform = staticmethod(launch.close)
