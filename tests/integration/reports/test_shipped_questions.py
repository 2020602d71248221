"""The questions as they are shipped: each list and term that they name is there."""

from collective.conduct.core.cases.recipients import FORMS
from collective.conduct.vocabularies.common.catalogue import CATALOGUE
from collective.conduct.vocabularies.reports.questions import DEFAULTS
from collective.conduct.vocabularies.reports.questions import TERMS

import pytest


@pytest.mark.parametrize("form", FORMS)
def test_every_question_names_what_there_is(form):
    names = [each.name for each in DEFAULTS[form]]
    assert len(set(names)) == len(names)
    for each in DEFAULTS[form]:
        assert not each.source or each.source in CATALOGUE
        assert TERMS.keys() >= set(each.terms)
