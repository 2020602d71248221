"""The table of all endpoints: what is where, who may ask, what it takes and gives.

Each row is written beside its service with ``@endpoint`` (``services.endpoint``).
``tests/unit/test_endpoints.py`` compares the table with ZCML, and writes the list
in ``docs/reference/rest.md``.
"""

from collective.conduct.services import answer
from collective.conduct.services import calendar
from collective.conduct.services import campaign
from collective.conduct.services import casework
from collective.conduct.services import channels
from collective.conduct.services import coverage
from collective.conduct.services import dashboard
from collective.conduct.services import duties
from collective.conduct.services import enquiries
from collective.conduct.services import importing
from collective.conduct.services import keys
from collective.conduct.services import ledger
from collective.conduct.services import letters
from collective.conduct.services import owndata
from collective.conduct.services import papers
from collective.conduct.services import people
from collective.conduct.services import plones
from collective.conduct.services import post
from collective.conduct.services import receipt
from collective.conduct.services import registers
from collective.conduct.services import reports
from collective.conduct.services import rosters
from collective.conduct.services import states
from collective.conduct.services import terms
from collective.conduct.services import vault
from collective.conduct.services.endpoint import Endpoint
from collective.conduct.services.endpoint import endpoints_of
from plone.restapi.services import Service


# In the order of the reference.
MODULES = (
    duties,
    answer,
    receipt,
    owndata,
    calendar,
    channels,
    enquiries,
    coverage,
    dashboard,
    papers,
    importing,
    campaign,
    post,
    letters,
    terms,
    registers,
    people,
    rosters,
    ledger,
    reports,
    vault,
    casework,
    keys,
    states,
    plones,
)


def _services(module) -> list[type[Service]]:
    return [
        each
        for each in vars(module).values()
        if isinstance(each, type)
        and issubclass(each, Service)
        and each.__module__ == module.__name__
    ]


def _rows(service: type[Service]) -> list[Endpoint]:
    """Those of a service that it has itself, not from its base."""
    own = vars(service)
    return [each for each in endpoints_of(service) if each.method in own]


ENDPOINTS: tuple[Endpoint, ...] = tuple(
    row for module in MODULES for service in _services(module) for row in _rows(service)
)
