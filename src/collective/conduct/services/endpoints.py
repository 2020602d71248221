"""Table of all REST endpoints: address, permission, input, output and operation.

Each row is written beside its service with ``@endpoint`` (``common.endpoint``).
``tests/integration/common/test_endpoints.py`` compares the table with ZCML, and
writes the list in ``docs/reference/rest.md``.
"""

from collections.abc import Iterator
from collective.conduct import services
from collective.conduct.services.common.endpoint import Endpoint
from collective.conduct.services.common.endpoint import endpoints_of
from importlib import import_module
from pkgutil import walk_packages
from plone.restapi.services import Service


def _rows() -> Iterator[Endpoint]:
    """Those that a service has itself, not from its base."""
    for module in walk_packages(services.__path__, f"{services.__name__}."):
        if module.name != __name__:
            for each in vars(import_module(module.name)).values():
                if isinstance(each, type) and issubclass(each, Service):
                    own = each.__module__ == module.name
                    yield from endpoints_of(each) if own else ()


ENDPOINTS: tuple[Endpoint, ...] = tuple(
    sorted(
        (row for row in _rows() if row.method in vars(row.service)),
        key=lambda row: (row.path, row.verb, row.places),
    )
)
