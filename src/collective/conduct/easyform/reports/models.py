"""Conversion between our questions and the models of collective.easyform.

Only the kinds of ``core.reports.questions`` are converted. What a designed form
must not contain is in ``checks``.
"""

from collections.abc import Iterable
from collective.conduct.core.common.kinds import require_rows
from collective.conduct.core.reports.question_kinds import CHOICE
from collective.conduct.core.reports.question_kinds import DAY
from collective.conduct.core.reports.question_kinds import FILE
from collective.conduct.core.reports.question_kinds import KINDS
from collective.conduct.core.reports.question_kinds import LINE
from collective.conduct.core.reports.question_kinds import Question
from collective.conduct.core.reports.question_kinds import SEVERAL
from collective.conduct.core.reports.question_kinds import TEXT
from collective.conduct.core.reports.question_kinds import YES
from collective.conduct.vocabularies.common.catalogue import CATALOGUE
from collective.easyform.api import get_schema
from plone.namedfile.field import NamedBlobFile
from plone.supermodel import serializeSchema
from plone.supermodel.model import Schema
from plone.supermodel.model import SchemaClass
from zope import schema
from zope.schema import getFieldsInOrder
from zope.schema.interfaces import IChoice
from zope.schema.vocabulary import SimpleTerm
from zope.schema.vocabulary import SimpleVocabulary


VOCABULARIES = "collective.conduct."
# kind of question -> the field that staff choose for it
FIELDS = {
    LINE: schema.TextLine,
    TEXT: schema.Text,
    CHOICE: schema.Choice,
    SEVERAL: schema.Set,
    DAY: schema.Date,
    YES: schema.Bool,
    FILE: NamedBlobFile,
}
require_rows(FIELDS, KINDS, "easyform/reports/models.py: FIELDS")
KIND_OF = {field: kind for kind, field in FIELDS.items()}
ACTIONS = """<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="report" type="collective.conduct.easyform.reports.actions.FileReport">
      <title>{title}</title>
      <required>{on}</required>
      <form>{form}</form>
    </field>
  </schema>
</model>"""


def fields_model(questions: Iterable[Question]) -> str:
    """Return the questions as a model that staff change through the web."""
    fields = {each.name: _field(each) for each in questions}
    for place, field in enumerate(fields.values()):
        field.order = place
    return serializeSchema(SchemaClass("IQuestions", (Schema,), fields, __module__=""))


def questions_in(form) -> tuple[Question, ...]:
    """Return the questions of a form in which ``checks`` found no fault."""
    return tuple(_question(*each) for each in getFieldsInOrder(get_schema(form)))


def kind_of(field) -> str:
    """Return the kind of question of a field, "" for any other field."""
    kind = KIND_OF.get(type(field), "")
    if kind and KINDS[kind].is_listed and not _is_listed(_chosen(kind, field)):
        return ""
    return kind


def _chosen(kind: str, field):
    return field.value_type if KINDS[kind].is_several else field


def _is_listed(field) -> bool:
    """Return whether the choices are in the form, or are one of our vocabularies."""
    if not IChoice.providedBy(field):
        return False
    name = field.vocabularyName
    return _source(name) in CATALOGUE if name else field.vocabulary is not None


def _source(name: str | None) -> str:
    return (name or "").removeprefix(VOCABULARIES)


def _question(name: str, field) -> Question:
    kind = kind_of(field)
    chosen, listed = _chosen(kind, field), KINDS[kind].is_listed
    source = _source(chosen.vocabularyName) if listed else ""
    return Question(
        name,
        field.title,
        kind,
        field.description or "",
        bool(field.required) and KINDS[kind].may_be_required,
        _options(chosen) if listed and not source else (),
        source,
    )


def _options(field) -> tuple[tuple[str, str], ...]:
    return tuple((each.token, each.title or each.value) for each in field.vocabulary)


def _field(asked: Question):
    words = {
        "title": asked.title,
        "description": asked.help,
        "required": asked.required,
    }
    field, kind = FIELDS[asked.kind], KINDS[asked.kind]
    if kind.is_several:
        return field(value_type=schema.Choice(**_choices(asked)), **words)
    return field(**words, **(_choices(asked) if kind.is_listed else {}))


def _choices(asked: Question) -> dict:
    if asked.source:
        return {"vocabulary": f"{VOCABULARIES}{asked.source}"}
    terms = [SimpleTerm(key, key, title) for key, title in asked.options]
    return {"vocabulary": SimpleVocabulary(terms)}
