"""The vocabularies as they are shipped (A5)."""

from collective.conduct.vocabularies.common.catalogue import CATALOGUE


def test_undue_influence_stands_beside_threat_violence_and_harassment():
    wanted = {"undue_influence", "threat", "violence", "harassment"}
    assert wanted <= set(CATALOGUE["categories"].titles)


def test_the_lists_of_the_product_are_there():
    shipped = {name: set(each.titles) for name, each in CATALOGUE.items()}
    assert {"alcohol", "medicines", "illegal_drugs", "gambling"} <= shipped[
        "substances"
    ]
    assert {"health", "social", "economic"} <= shipped["effects"]
    assert {"study_visit", "conference", "dinner"} <= shipped["occasions"]
    assert {"official_official", "citizen_official"} <= shipped["relations"]
    assert {"social_media", "associations", "public_space"} <= shipped["contexts"]
    assert {"less_citizen_contact", "recruitment"} <= shipped["impacts"]
    assert {"change_of_mandate", "exclusion"} <= shipped["measures"]
