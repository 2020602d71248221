"""Move submitted values out of the request, which the error log stores whole."""

from collections.abc import Mapping
from collective.conduct.core.common.wellformed import well_formed
from collective.conduct.operations.common.request_privacy import forget_body
from collective.conduct.operations.common.request_privacy import take_fields
from collective.conduct.operations.common.request_privacy import take_form
from ZPublisher.HTTPRequest import FileUpload


TOKEN = "_authenticator"  # Plone looks for it when the page is done
FILES = "files"


class Sent:
    """Submitted values that only the page that took them can reach."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def text(self, name: str, otherwise: str = "") -> str:
        """A field's text with normalised line ends and without NUL."""
        value = self._values.get(name, otherwise)
        text = well_formed(value) if isinstance(value, str) else otherwise
        return text.replace("\r\n", "\n").replace("\0", "")

    def several(self, name: str) -> list[str]:
        """All texts of a field that allows several."""
        value = self._values.get(name, [])
        values = value if isinstance(value, list | tuple) else [value]
        return [well_formed(each) for each in values if isinstance(each, str)]

    def numbers(self, name: str) -> frozenset[int]:
        """All numbers of a field; other values are left out."""
        typed = self.several(name)
        return frozenset(
            int(each) for each in typed if each.isdecimal() and len(each) <= 10
        )

    def files(self, name: str) -> list[tuple[str, str, bytes]]:
        """Name, type and bytes of the files that were chosen."""
        value = self._values.get(name, [])
        values = value if isinstance(value, list | tuple) else [value]
        return [
            (each.filename, each.headers.get("content-type", ""), each.read())
            for each in values
            if isinstance(each, FileUpload) and each.filename
        ]

    def __contains__(self, name: str) -> bool:
        return name in self._values


def taken(request) -> Sent:
    """Remove all POST values but the form token from the request; return them."""
    return Sent(take_form(request, but=TOKEN))


def files_taken(request) -> list[tuple[str, str, bytes]]:
    """Remove the files of a form from the request: their names are confidential too."""
    values = take_fields(request, [FILES])
    forget_body(request)
    return Sent(values).files(FILES)
