"""One endpoint: a row of the table that ``services.endpoints`` joins.

    @endpoint("POST @conduct-post", SITE, SEE_POST, post.retry, Missing)
    def act(self, sent: PostAction) -> PostActed:

The types of input and answer are those of the method. ``plone:service`` stays
in ZCML, where integrators override it; a test compares the two.
"""

from collections.abc import Callable
from collective.conduct.core.errors import ConductError
from collective.conduct.core.errors import Invalid
from collective.conduct.core.errors import Refused
from dataclasses import dataclass
from dataclasses import replace
from functools import cache
from typing import Any
from typing import get_type_hints


PUBLIC = "zope.Public"
SEE_OWN = "collective.conduct.SeeOwn"
_PREFIX = "collective.conduct.content."
SITE = ("plone.base.interfaces.IPloneSiteRoot",)
HUB = (f"{_PREFIX}hub.IConductHub",)
BODY = (f"{_PREFIX}body.IConductBody",)
CAMPAIGN = (f"{_PREFIX}campaign.IConductCampaign",)
CHANNEL = (f"{_PREFIX}channel.IConductChannel",)
DOCUMENT = (f"{_PREFIX}governing.IGoverningDocument",)
EDITION = (f"{_PREFIX}edition.IConductEdition",)
WRITING = ("POST", "PATCH")


@dataclass(frozen=True)
class Endpoint:
    """Where it is, who may ask, what it takes and gives, what it does and refuses.

    ``contexts`` are the interfaces of the things it is there for; ``refusals``
    those of the operation (a body may always be ``Invalid``, and who may not
    ask is always ``Refused``). ``method`` is the service's own.
    """

    verb: str
    path: str
    contexts: tuple[str, ...]
    permission: str
    operation: Callable | None
    refusals: tuple[type[ConductError], ...]
    method: str
    input: Any = None
    output: Any = None
    service: type | None = None

    @property
    def name(self) -> str:
        """The name of the service, as ZCML has it."""
        return self.path.partition("/")[0]

    @property
    def step(self) -> str:
        """What follows the name in the path: "", a word, or "{a value}"."""
        return self.path.partition("/")[2]

    @property
    def takes_value(self) -> bool:
        """Whether the step is a value, such as a number."""
        return self.step.startswith("{")

    @property
    def errors(self) -> tuple[type[ConductError], ...]:
        """All that it may refuse with."""
        always = (Refused,) if self.permission != PUBLIC else ()
        body = (Invalid,) if self.input or self.verb in WRITING else ()
        return tuple(dict.fromkeys((*body, *always, *self.refusals)))


def endpoint(
    where: str,
    contexts: tuple[str, ...],
    permission: str,
    operation: Callable | None,
    *refusals: type[ConductError],
) -> Callable[[Callable], Callable]:
    """Make a method of a service an endpoint; ``where`` is verb and path."""
    verb, path = where.split(" ")

    def mark(method: Callable) -> Callable:
        row = Endpoint(
            verb, path, contexts, permission, operation, refusals, method.__name__
        )
        method.__dict__["endpoint"] = row
        return method

    return mark


@cache
def endpoints_of(service: type) -> tuple[Endpoint, ...]:
    """The endpoints of a service, with the types of what they take and give.

    A method of a subclass that overrides one keeps its place in the table.
    """
    found = {}
    for kind in service.__mro__:
        for name, each in vars(kind).items():
            row = getattr(each, "endpoint", None)
            if isinstance(row, Endpoint) and name not in found:
                found[name] = _typed(row, each, service)
    return tuple(found.values())


def _typed(row: Endpoint, method: Callable, service: type) -> Endpoint:
    hints = get_type_hints(method, include_extras=True)
    output = hints.pop("return")
    given = next(iter(hints.values()), None)
    return replace(row, input=given, output=output, service=service)
