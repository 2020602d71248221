"""The table role x state x action is whole and says what the papers say."""

from collective.conduct.core.common import access
from collective.conduct.core.documents import lifecycle
from collective.conduct.core.registers.mandates import FUNCTIONS


STATES = {
    *access.CAMPAIGN_STATES,
    access.NOWHERE,
    *access.DOCUMENT_STATES,
    *access.EDITION_STATES,
}


def test_every_deed_names_known_states_roles_and_a_permission():
    for deed, cells in access.ACTIONS.items():
        assert set(cells) <= STATES, deed
        assert set().union(*cells.values()) <= set(access.ROLES), deed
    assert set(access.PERMISSIONS) == set(access.ACTIONS)


def test_anonymous_may_do_nothing():
    for deed, cells in access.ACTIONS.items():
        for state in cells:
            assert not access.allowed(deed, state, {"anonymous"}), deed


def test_only_the_registrar_adopts_and_only_what_was_proposed():
    for state in access.DOCUMENT_STATES:
        for role in access.ROLES:
            wanted = role == "registrar" and "proposed" in state
            assert access.allowed("adopt", state, {role}) is wanted


def test_a_manager_neither_adopts_nor_answers_nor_reads_words():
    for deed in ("adopt", "answer", "read_words", "export_ledger"):
        for state in access.ACTIONS[deed]:
            assert not access.allowed(deed, state, {"manager"})


def test_an_unknown_state_refuses():
    assert not access.allowed("answer", "draft", set(access.ROLES))


def test_roles_carried_by_functions_exist():
    assert {role for role in FUNCTIONS.values() if role} <= set(access.ROLES)


def test_every_step_of_a_document_has_a_deed_in_its_source_state():
    for step in lifecycle.TRANSITIONS:
        assert access.ACTIONS[step.action].get(step.source), step.id
        assert step.target in access.DOCUMENT_STATES
    assert lifecycle.transition("adopt", "draft") is None


def test_a_row_gives_the_same_roles_in_each_state():
    roles = frozenset({"registrar"})
    assert access._in(("draft", "adopted"), roles) == {"draft": roles, "adopted": roles}


def test_roles_of_plone_are_known_by_their_keys_and_others_give_nothing():
    for key, role in access.ROLES.items():
        assert access.role_keys([role]) == {key}
    assert access.role_keys(["Manager"]) == {"manager"}
    assert access.role_keys(["Owner", "Conduct Auditor", "Editor"]) == {"auditor"}
    assert access.role_keys([]) == frozenset()
