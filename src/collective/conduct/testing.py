"""Test layers: integration, functional, and a real HTTP server."""

from plone.app.contenttypes.testing import PLONE_APP_CONTENTTYPES_FIXTURE
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE
from zope.i18n import config as i18n_settings


class ConductLayer(PloneSandboxLayer):
    """Plone with the add-on installed and no content."""

    defaultBases = (PLONE_APP_CONTENTTYPES_FIXTURE,)

    def setUpZope(self, app, configurationContext):
        import collective.conduct
        import plone.classicui

        # As zope_i18n_compile_mo_files does on a server: .mo files are not kept.
        i18n_settings.COMPILE_MO_FILES = True
        self.loadZCML(package=plone.classicui)
        self.loadZCML(package=collective.conduct)

    def setUpPloneSite(self, portal):
        applyProfile(portal, "collective.conduct:testing")


FIXTURE = ConductLayer()
INTEGRATION_TESTING = IntegrationTesting(bases=(FIXTURE,), name="Conduct:Integration")
FUNCTIONAL_TESTING = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="Conduct:Functional"
)
