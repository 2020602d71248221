"""Table of every entry point by which Plone itself can change our content (DESIGN 5).

Each is called with the best that somebody could send: the right token, the
right ids. It returns nothing: the test compares what is different afterwards.
"""

from plone.protect.authenticator import createToken
from urllib.parse import unquote

import json


ENTRY_POINTS = {}
EARLIER = "2001-01-01T00:00:00"
SNEAKED = {
    "title": "Smugen titel",
    "description": "Smuget",
    "effective": EARLIER,
    "expires": EARLIER,
    "rights": "Smuget",
    "creators": ["smyg"],
    "contributors": ["smyg"],
    "subjects": ["smyg"],
    "number": 9,
    "manifest_json": "{}",
    "manifest_hash": "0" * 64,
    "annulled_on": "2001-01-01",
    "repealed_on": "2001-01-01",
    "reopens": False,
    "due": "2099-01-01",
    "plus": ["conduct:employed"],
    "undertaking_sv": "Smuget",
    "launched_on": None,
    "closed_on": "2001-01-01",
    "nonmaterial": {"p-smugen22": ""},
}
STEPS = ("adopt_revision", "revise", "wind_down", "close_at_once", "publish")


def entry_point(call):
    """Add an entry point to the table."""
    ENTRY_POINTS[call.__name__] = call
    return call


class Visitor:
    """An account that tries entry points: a role, a client, and the site's objects."""

    def __init__(self, client, municipality, role: str) -> None:
        self.client, self.municipality, self.role = client, municipality, role

    def rest(self, method: str, thing, path: str = "", data=None):
        return self.client.rest(
            self.role, method, f"{thing.absolute_url()}{path}", data
        )

    def post(self, thing, path: str, **form):
        """Send a form with the CSRF token of this account."""
        with self.municipality.acting(self.role):
            form["_authenticator"] = createToken()
        # Whoever takes anything is told of a refusal without a page: quicker.
        url = f"{thing.absolute_url()}/{path}"
        return self.client.form(self.role, url, accept="*/*", **form)

    def dav(self, method: str, thing, body: bytes = b"", **headers: str):
        kind = {"Content-Type": "text/xml", **headers}
        return self.client.send(self.role, method, thing.absolute_url(), body, kind)


# the REST interface


@entry_point
def rest_workflow(who, thing):
    for step in STEPS:
        data = {"comment": "x", "effective": EARLIER, "include_children": True}
        who.rest("POST", thing, f"/@workflow/{step}", data)


@entry_point
def rest_workflow_of_the_site(who, thing):
    path = f"{thing.aq_parent.absolute_url()}/@workflow/publish"
    who.client.rest(who.role, "POST", path, {"include_children": True})


@entry_point
def rest_patch(who, thing):
    for names in (("title", "effective", "creators"), ("expires",), SNEAKED):
        who.rest("PATCH", thing, "", {name: SNEAKED[name] for name in names})


@entry_point
def rest_patch_id(who, thing):
    who.rest("PATCH", thing, "", {"id": f"{thing.getId()}x"})


@entry_point
def rest_patch_order(who, thing):
    data = {"ordering": {"obj_id": thing.getId(), "delta": "top"}}
    who.rest("PATCH", thing.aq_parent, "", data)


@entry_point
def rest_put(who, thing):
    who.rest("PUT", thing, "", SNEAKED)


@entry_point
def rest_delete(who, thing):
    who.rest("DELETE", thing)


@entry_point
def rest_copy(who, thing):
    for target in (who.municipality.portal, who.municipality.other, thing.aq_parent):
        who.rest("POST", target, "/@copy", {"source": thing.absolute_url()})


@entry_point
def rest_move(who, thing):
    for target in (who.municipality.portal, who.municipality.other):
        who.rest("POST", target, "/@move", {"source": thing.absolute_url()})


@entry_point
def rest_move_into(who, thing):
    who.rest("POST", thing, "/@move", {"source": who.municipality.loose.absolute_url()})


@entry_point
def rest_add_edition(who, thing):
    who.rest("POST", thing, "", {"@type": "ConductEdition", **SNEAKED})


@entry_point
def rest_sharing(who, thing):
    roles = {"Editor": True, "Reader": True, "Contributor": True, "Reviewer": True}
    entry = {"id": who.role, "type": "user", "roles": roles}
    who.rest("POST", thing, "/@sharing", {"entries": [entry], "inherit": False})


@entry_point
def rest_lock(who, thing):
    who.rest("POST", thing, "/@lock", {"stealable": False, "timeout": 3600})
    who.rest("DELETE", thing, "/@lock", {"force": True})


@entry_point
def rest_revert(who, thing):
    who.rest("PATCH", thing, "/@history", {"version": 0})


@entry_point
def rest_working_copy(who, thing):
    who.rest("POST", thing, "/@working-copy")
    who.rest("PATCH", thing, "/@working-copy")


@entry_point
def rest_upload(who, thing):
    headers = {"Tus-Resumable": "1.0.0", "Upload-Length": "8"}
    who.client.rest(
        who.role, "POST", f"{thing.absolute_url()}/@tus-upload", None, **headers
    )


@entry_point
def rest_rules(who, thing):
    who.rest("POST", thing, "/@content-rules/rule-1", {})


# the pages of the classic user interface


@entry_point
def status_modify(who, thing):
    for step in STEPS:
        form = {"workflow_action": step, "comment": "x", "effective_date": EARLIER}
        who.post(thing, "content_status_modify", **form)


@entry_point
def status_history(who, thing):
    who.post(
        thing,
        "content_status_history",
        **{"form.widgets.workflow_action": STEPS[0], "form.buttons.publish": "1"},
    )


@entry_point
def folder_publish(who, thing):
    for step in STEPS:
        _publish(who, thing, step)


def _publish(who, thing, step: str) -> None:
    paths = ["/".join(thing.getPhysicalPath())]
    who.post(
        thing.aq_parent,
        "folder_publish",
        **{
            "workflow_action": step,
            "paths:list": paths,
            "include_children": "1",
            "effective_date": EARLIER,
        },
    )


def _selected(who, thing, name: str, **form):
    home = thing.aq_parent
    form["selection"] = json.dumps([thing.UID()])
    form["folder"] = "/" + "/".join(home.getPhysicalPath()[2:])
    return who.post(home, f"@@{name}", **form)


@entry_point
def bulk_workflow(who, thing):
    for step in STEPS:
        _selected(who, thing, "fc-workflow", transition=step, recurse="yes")


@entry_point
def bulk_delete(who, thing):
    _selected(who, thing, "fc-delete")


@entry_point
def bulk_properties(who, thing):
    form = {
        "effectiveDate": EARLIER,
        "expirationDate": EARLIER,
        "copyright": "Smuget",
        "contributors": "smyg",
        "creators": "smyg",
        "exclude-from-nav": "yes",
        "recurse": "yes",
    }
    # Not everything takes a language: what was written before stays written.
    for more in ({}, {"language": "en"}):
        _selected(who, thing, "fc-properties", **form, **more)


@entry_point
def bulk_tags(who, thing):
    _selected(who, thing, "fc-tags", add="smyg")


@entry_point
def bulk_rename(who, thing):
    form = {
        "UID_0": thing.UID(),
        "newid_0": f"{thing.getId()}y",
        "newtitle_0": "Smugen titel",
    }
    who.post(thing.aq_parent, "@@fc-rename", **form)


def _pasted(who, thing, name: str) -> None:
    cut = _selected(who, thing, name)
    for target in (who.municipality.portal, who.municipality.other):
        folder = "/" + "/".join(target.getPhysicalPath()[2:])
        who.post(target, "@@fc-paste", folder=folder, __cp=_clipped(cut))


def _clipped(cut) -> str:
    """Return the clipboard cookie that a cut or a copy has set."""
    cookies = [each.partition("=") for each in cut.headers.getall("Set-Cookie")]
    found = [value for name, _, value in cookies if name == "__cp"]
    return unquote("".join(found).partition(";")[0].strip('"'))


@entry_point
def bulk_cut_and_paste(who, thing):
    _pasted(who, thing, "fc-cut")


@entry_point
def bulk_copy_and_paste(who, thing):
    _pasted(who, thing, "fc-copy")


@entry_point
def bulk_order(who, thing):
    home = thing.aq_parent
    who.post(home, "@@fc-itemOrder", id=thing.getId(), delta="top")
    who.post(home, "@@fc-rearrange", rearrange_on="sortable_title", reversed="1")


@entry_point
def object_delete(who, thing):
    who.post(thing, "object_delete")
    who.post(thing, "delete_confirmation", **{"form.buttons.Delete": "Delete"})


@entry_point
def object_cut_and_paste(who, thing):
    cut = who.post(thing, "object_cut")
    who.post(who.municipality.other, "object_paste", __cp=_clipped(cut))


@entry_point
def object_rename(who, thing):
    form = {
        "form.widgets.new_id": f"{thing.getId()}z",
        "form.widgets.new_title": "Smugen titel",
        "form.buttons.Rename": "Rename",
    }
    who.post(thing, "object_rename", **form)


@entry_point
def edit_form(who, thing):
    form = {
        "form.widgets.IBasic.title": "Smugen titel",
        "form.widgets.IDublinCore.title": "Smugen titel",
        "form.widgets.IVersionable.versioning_enabled": "1",
        "form.widgets.title": "Smugen titel",
        "form.widgets.number": "9",
        "form.widgets.due": "2099-01-01",
        "form.widgets.plus:list": ["conduct:employed"],
        "form.widgets.manifest_json": "{}",
        "form.buttons.save": "Save",
    }
    who.post(thing, "@@edit", **form)
    who.post(thing, "++add++ConductEdition", **form)


@entry_point
def sharing_page(who, thing):
    form = {
        "entries.id:records": who.role,
        "entries.type:records": "user",
        "entries.role_Editor:records": "1",
        "entries.role_Reader:records": "1",
        "form.submitted": "1",
        "form.button.Save": "Save",
    }
    who.post(thing, "@@sharing", **form)


@entry_point
def display_settings(who, thing):
    who.post(thing, "selectViewTemplate", templateId="listing_view")
    who.post(
        thing.aq_parent,
        "select_default_page",
        **{"objectId": thing.getId(), "form.buttons.Save": "Save"},
    )


@entry_point
def version_revert(who, thing):
    who.post(thing, "revertversion", version_id="0")


# the management interface and what may be published by address


@entry_point
def management(who, thing):
    home, name = thing.aq_parent, thing.getId()
    who.post(home, "manage_delObjects", ids=[name])
    who.post(home, "manage_renameObject", id=name, new_id=f"{name}w")
    who.post(home, "manage_renameObjects", ids=[name], new_ids=[f"{name}w"])
    who.post(home, "manage_cutObjects", ids=[name])
    who.post(thing, "manage_changeProperties", title="Smugen titel")
    who.post(thing, "manage_editProperties", title="Smugen titel")
    who.post(thing, "manage_addProperty", id="manifest_json", value="{}", type="text")


@entry_point
def methods(who, thing):
    for name, value in (
        ("setTitle", "Smugen titel"),
        ("setEffectiveDate", EARLIER),
        ("addCreator", "smyg"),
        ("setLayout", "listing_view"),
    ):
        arguments = {"title": value, "description": value, "creator": value}
        arguments |= {"effective_date": value, "language": value, "layout": value}
        who.post(thing, name, **arguments)


@entry_point
def local_roles(who, thing):
    roles = ["Owner", "Editor", "Conduct Service", "Conduct Registrar"]
    who.post(
        thing,
        "manage_setLocalRoles",
        **{"userid": who.role, "roles:list": roles},
    )


# WebDAV

PROPERTIES = b"""<?xml version="1.0"?><d:propertyupdate xmlns:d="DAV:"
 xmlns:z="http://www.zope.org/propsets/default"><d:set><d:prop>
 <z:title>Smugen titel</z:title><z:manifest_json>{}</z:manifest_json>
 </d:prop></d:set></d:propertyupdate>"""
LOCK = b"""<?xml version="1.0"?><d:lockinfo xmlns:d="DAV:">
 <d:lockscope><d:exclusive/></d:lockscope><d:locktype><d:write/></d:locktype>
 </d:lockinfo>"""


@entry_point
def webdav_write(who, thing):
    who.dav("PUT", thing, b"title: Smugen titel\n\nSmuget")
    who.dav("PROPPATCH", thing, PROPERTIES)
    who.dav("DELETE", thing)


@entry_point
def webdav_move(who, thing):
    target = f"{who.municipality.other.absolute_url()}/smyg"
    who.dav("COPY", thing, Destination=target)
    who.dav("MOVE", thing, Destination=target)


@entry_point
def webdav_lock(who, thing):
    who.dav("LOCK", thing, LOCK, Timeout="Second-3600", Depth="infinity")


@entry_point
def webdav_read(who, thing):
    who.dav("PROPFIND", thing, Depth="infinity")
