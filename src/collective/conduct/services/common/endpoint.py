"""REST endpoint: one row of the table that ``services.endpoints`` joins.

A service says where it is and who may ask (``on``, ``right``: one of ours without
its prefix), each of its methods with ``@endpoint`` answers one path. The types of
input and answer are those of the method. ``plone:service`` stays in ZCML, where
integrators override it; a test compares the two.
"""

from collections.abc import Callable
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.errors import Refused
from dataclasses import dataclass
from functools import cache
from typing import Any
from typing import get_type_hints


PUBLIC = "zope.Public"
WRITING = ("POST", "PATCH")
_CONTENT = "collective.conduct.content"
PLACES = {
    "site": "plone.base.interfaces.IPloneSiteRoot",
    "hub": f"{_CONTENT}.common.hub.IConductHub",
    "body": f"{_CONTENT}.registers.IConductBody",
    "campaign": f"{_CONTENT}.campaigns.IConductCampaign",
    "contact": f"{_CONTENT}.contacts.IConductChannel",
    "document": f"{_CONTENT}.documents.governing.IGoverningDocument",
    "edition": f"{_CONTENT}.documents.edition.IConductEdition",
    "folder": "Products.CMFCore.interfaces.IFolderish",
}


@dataclass(frozen=True)
class Endpoint:
    """An endpoint: its address, permission, input, output, operation and errors.

    ``places`` are keys of ``PLACES``, the things that it is there for.
    ``errors``: a body may always be ``Invalid``, and who may not ask is always
    ``Refused``; the others are those of the operation and of the service.
    """

    verb: str
    path: str
    places: tuple[str, ...]
    permission: str
    input: Any
    output: Any
    operation: Callable | None
    errors: tuple[type[ConductError], ...]
    service: type
    method: str

    @property
    def name(self) -> str:
        """The name of the service, as ZCML has it."""
        return self.path.partition("/")[0]

    @property
    def step(self) -> str:
        """The part of the path after the name: "", a word, or "{a value}"."""
        return self.path.partition("/")[2]

    @property
    def takes_value(self) -> bool:
        """Whether the step is a value, such as a number."""
        return self.step.startswith("{")


def endpoint(
    where: str, operation: Callable | None, *errors: type[ConductError]
) -> Callable[[Callable], Callable]:
    """Make a method of a service an endpoint; ``where`` is verb and path."""

    def mark(method: Callable) -> Callable:
        method.__dict__["endpoint"] = (*where.split(" "), operation, errors)
        return method

    return mark


@cache
def endpoints_of(service: Any) -> tuple[Endpoint, ...]:
    """The endpoints of a service, with the types of their input and output.

    A method of a subclass that overrides one keeps its place in the table.
    """
    found = {}
    for kind in service.__mro__:
        for name, each in vars(kind).items():
            if hasattr(each, "endpoint") and callable(each) and name not in found:
                found[name] = _row(each, service)
    return tuple(found.values())


def _row(method: Any, service: Any) -> Endpoint:
    verb, path, operation, errors = method.endpoint
    hints = get_type_hints(method, include_extras=True)
    output = hints.pop("return")
    given = next(iter(hints.values()), None)
    ours = f"collective.conduct.{service.right}"
    right = service.right if "." in service.right else ours
    always = (Refused,) if right != PUBLIC else ()
    body = (Invalid,) if given or verb in WRITING else ()
    refuses = dict.fromkeys((*body, *always, *errors, *service.refuses))
    return Endpoint(
        verb,
        path,
        tuple(service.on.split()),
        right,
        given,
        output,
        operation,
        tuple(refuses),
        service,
        method.__name__,
    )
