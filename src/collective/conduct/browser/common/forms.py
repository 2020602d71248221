"""Forms of plain fields; an error message stands beside the field it concerns."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.conduct.browser.common.base import Page
from collective.conduct.core.common.errors import ConductError
from collective.conduct.core.common.errors import Invalid
from dataclasses import dataclass
from datetime import date


Option = tuple[str, str]  # value, title


@dataclass(frozen=True)
class Field:
    """One field as the template renders it.

    ``kind`` is "text", "date", "area", "choice" or "file"; ``wrong`` is the
    error message about the field, "" when there is none.
    """

    name: str
    label: str
    kind: str = "text"
    help: str = ""
    value: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    wrong: str = ""

    @property
    def described_by(self) -> str | None:
        """The ids of the elements that explain the field, for ``aria-describedby``."""
        parts = {"help": self.help, "wrong": self.wrong}
        return " ".join(f"{self.name}-{key}" for key, text in parts.items() if text)


class FormPage(Page):
    """A page with fields; ``blames`` maps codes of errors to field names."""

    blames: Mapping[str, str] = {}
    blamed = ""

    def refuse_quietly(self, error: ConductError) -> None:
        """Remember which field the error concerns."""
        super().refuse_quietly(error)
        self.blamed = self.blame(error)

    def blame(self, error: ConductError) -> str:
        """The name of the field that an error concerns, "" for the whole form."""
        return error.values_.get("field") or self.blames.get(error.code, "")

    def day_in(self, name: str) -> date | None:
        """A date field's value, None when empty; ``Invalid`` "date_unreadable"."""
        found = self.typed_day(name)
        if found is None and self.typed(name).strip():
            raise Invalid("date_unreadable", field=name)
        return found

    def field(
        self,
        name: str,
        label,
        kind: str = "text",
        *,
        help="",
        otherwise: str = "",
        required: bool = False,
        options: Iterable[Option] = (),
    ) -> Field:
        """Build a field in the language of the request, with the submitted value."""
        return Field(
            name,
            self.t(label),
            kind,
            self.t(help) if help else "",
            self.typed(name, otherwise),
            required,
            tuple(options),
            self.error if self.blamed == name else "",
        )

    @property
    def fields(self) -> list[Field]:
        """The fields of the form, in order."""
        return []
