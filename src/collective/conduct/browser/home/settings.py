"""``@@conduct-settings``: the settings of the site, in the control panel."""

from collective.conduct.content.settings import IConductSettings
from collective.conduct.i18n import _
from plone.app.registry.browser.controlpanel import ControlPanelFormWrapper
from plone.app.registry.browser.controlpanel import RegistryEditForm
from plone.z3cform import layout


class SettingsForm(RegistryEditForm):
    """Form of the settings, the registry records ``collective.conduct.*``."""

    schema = IConductSettings
    schema_prefix = "collective.conduct"
    label = _("title_settings", default="Conduct and safety: settings")


Settings = layout.wrap_form(SettingsForm, ControlPanelFormWrapper)
