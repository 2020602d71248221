"""No service of Plone or of an add-on tells of a case to whoever may not know (T4).

The services are found in the component registry. All are asked as everybody, before
and after a report went its whole way, and none is left out without a reason.
"""

from collective.conduct.operations.cases import answering
from collective.conduct.operations.cases import case_access
from collective.conduct.operations.cases import desk
from collective.conduct.operations.vault import my_key
from tests.functional.test_silence import differences
from tests.functional.test_silence import ROOT
from tests.functional.test_silence import shown
from tests.functional.test_silence import site  # noqa: F401
from tests.functional.test_silence import whole_way
from tests.support import canaries
from tests.support import handlers
from tests.support import rest_services
from tests.support.canaries import CANARIES
from tests.support.profiles import is_long
from tests.support.site_crawl import comparable_response

import pytest
import transaction


# The person concerned is the head of HR, who would handle the case.
PERSONAS = ("anonymous", "official", "hrchef", "siteadmin")
OTHERS = ("member", "leader", "registrar", "auditor", "publisher", "manager")
OF_ZOPE = ("/@transactions", "/@database")  # a Manager of Zope may see them


def answers(client, questions) -> dict:
    """What each persona is answered; a fault is noted as such."""
    found = {}
    for who in PERSONAS + (OTHERS if is_long() else ()):
        for each in questions:
            answered = client.send(who, "GET", each.path, b"", {"Accept": each.accept})
            found[who, each.path, each.accept] = comparable_response(answered)
    return found


def _report_with_canaries(site) -> None:  # noqa: F811
    """A report whose every word is a canary, with an answer and a name for it."""
    case, _words = handlers.send_report(
        answers={"Vad hände?": f"{CANARIES['what']} {CANARIES['person']}"},
        about=frozenset({site.people["hrchef"]}),
        identity={"name": CANARIES["name"], "phone": CANARIES["phone"]},
    )
    with site.acting("office"):
        vault = my_key.vault_of(my_key.open_vault(handlers.PHRASE))
        opened = case_access.open_case(case, vault)
        answering.answer(opened, CANARIES["answer"])
        answering.write_note(opened, CANARIES["note"])
        desk.call(opened, CANARIES["nickname"])
        my_key.lock_now()
    transaction.commit()


def test_no_service_is_left_out_without_a_reason(municipality):
    assert rest_services.without_sample() == set()
    assert len({name for name, *_more in rest_services.registered()}) > 60


@pytest.mark.examples
def test_no_service_tells_of_a_case(client, site):  # noqa: F811
    places = [site.portal, site.hub]
    if is_long():
        places += [site.hub["ks"], site.document, site.edition]
    questions = rest_services.requests(places)
    answers(client, questions)  # what is made on first use is made
    before = answers(client, questions)
    whole_way(site)
    _report_with_canaries(site)
    after = answers(client, questions)
    assert not differences(before, after), shown(before, after)
    assert not canaries.found({str(key): text.encode() for key, text in after.items()})
    assert not [key for key, text in after.items() if text.startswith("5")]
    assert len(after) > 400


@pytest.mark.parametrize("path", OF_ZOPE)
def test_what_is_written_to_the_database_is_told_to_nobody_of_the_site(
    client,
    site,  # noqa: F811
    path,
):
    for who in (*PERSONAS, *OTHERS):
        found = client.rest(who, "GET", path)
        assert found.status_int in (401, 403), (who, found.status)
    assert client.rest(ROOT, "GET", path).status_int == 200


def test_nobody_of_the_site_undoes_what_was_written(client, site):  # noqa: F811
    sent = {"transaction_ids": []}
    for who in (*PERSONAS, *OTHERS):
        found = client.rest(who, "PATCH", "/@transactions", sent)
        assert found.status_int in (401, 403), (who, found.status)
    assert client.rest(ROOT, "PATCH", "/@transactions", sent).status_int == 200
