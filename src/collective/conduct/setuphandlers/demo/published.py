"""Notice of published data about officials in the demo content."""

from collective.conduct.core.answers.own_data import FIELDS
from collective.conduct.operations.answers import own_data
from collective.conduct.setuphandlers.demo import tables
from collective.conduct.setuphandlers.demo.people import acting
from collective.conduct.setuphandlers.demo.times import SetClock
from plone import api


MORE = {
    "sv": "Porträtt, om du har lämnat ett\nTelefonnummer till kansliet",
    "da": "Portræt, hvis du har afleveret et\nTelefonnummer til sekretariatet",
    "en": "Portrait, if you have given one\nPhone number of the office",
}
RECIPIENTS = {
    "sv": "Region Norrdal: kallelser till gemensamma möten\n"
    "Lindåsa Energi AB: uppgift om ägarens ombud",
    "da": "Region Norrdal: indkaldelser til fælles møder\n"
    "Lindåsa Energi AB: oplysning om ejerens repræsentant",
    "en": "Norrdal Region: invitations to joint meetings\n"
    "Lindåsa Energi AB: who speaks for the owner",
}


def tell(clock: SetClock) -> None:
    """Publish the notice; some officials confirm it, for the others it is pending."""
    clock.set(30)
    with acting("registrar"):
        own_data.publish(list(FIELDS), MORE, RECIPIENTS)
    for number, row in enumerate(tables.rows("officials")):
        if row["login"] and (row["role"] or number % 2):
            clock.set(3 - number % 3)
            _read(row["login"])


def _read(login: str) -> None:
    with api.env.adopt_user(username=login):
        mine = own_data.own("sv")
        if mine is not None:
            own_data.confirm("sv", mine.notice.fingerprint)
