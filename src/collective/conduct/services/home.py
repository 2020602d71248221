"""Settings over REST: ``@controlpanels/conduct-settings``."""

from collective.conduct.content.settings import IConductSettings
from collective.conduct.interfaces import IConductLayer
from plone.restapi.controlpanels import RegistryConfigletPanel
from zope.component import adapter
from zope.interface import Interface


@adapter(Interface, IConductLayer)
class SettingsPanel(RegistryConfigletPanel):
    """Control panel of the settings. See RegistryConfigletPanel."""

    schema = IConductSettings
    schema_prefix = "collective.conduct"
    configlet_id = "conduct-settings"
    configlet_category_id = "Products"
    title = group = ""  # for whoever may change settings but not see the configlet
