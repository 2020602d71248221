from tests import town
from plone import api
def test_it(portal, integration):
    with town.stopped_clock():
        t = town.build(portal)
        d = town.adopted(t, "kod")
        e = d.objectValues()[0]
        print(e, e.manifest, api.content.get_state(d), api.content.get_state(e))
