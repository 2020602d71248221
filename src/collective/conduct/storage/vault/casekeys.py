"""What opens a case, and the places that its keys are bound to."""

from collections.abc import Mapping
from collective.conduct.core.errors import Refused
from collective.conduct.core.interfaces import IKeystore
from collective.conduct.core.vault import Place
from collective.conduct.storage.vault import boxes
from dataclasses import dataclass
from dataclasses import field
from zope.component import getUtility


INBOX = "inbox"


@dataclass(frozen=True)
class CaseKey:
    """What opens a case; it is never kept. ``data``: data key of each epoch."""

    case: str
    epoch: int
    data: Mapping[int, bytes] = field(repr=False)

    def of(self, place: Place) -> bytes:
        """The key of one box: data key and shred key together."""
        data = self.data.get(place.epoch)
        if data is None or place.case != self.case:
            raise Refused("box_shut")
        return keyed(data, place)

    def inbox(self, epoch: int) -> bytes:
        """The private key of what was posted to the case in an epoch."""
        return self.of(Place(self.case, INBOX, 0, epoch))


def keyed(data: bytes, place: Place) -> bytes:
    """The key of one place: of a data key and of the case's shred key."""
    shred = getUtility(IKeystore).get(place.case)
    return boxes.derive(data, shred, place.context())


def bound(
    case: str, epoch: int, role: str, person: int = 0, both: tuple[int, ...] = ()
) -> bytes:
    people = (str(each) for each in (person, *both))
    return Place(case, "key", 0, epoch).context(role, *people)
