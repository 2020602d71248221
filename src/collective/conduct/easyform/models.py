"""Between our questions and the models of collective.easyform.

Only the kinds of ``core.questions`` go through. What a designed form may not
have stands in ``checks``.
"""

from collections.abc import Iterable
from collective.conduct.core.questions import CHOICE
from collective.conduct.core.questions import DAY
from collective.conduct.core.questions import FILE
from collective.conduct.core.questions import LINE
from collective.conduct.core.questions import Question
from collective.conduct.core.questions import SEVERAL
from collective.conduct.core.questions import TEXT
from collective.conduct.core.questions import YES
from collective.conduct.vocabularies.catalogue import CATALOGUE
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
KINDS = {
    schema.TextLine: LINE,
    schema.Text: TEXT,
    schema.Choice: CHOICE,
    schema.Set: SEVERAL,
    schema.Date: DAY,
    schema.Bool: YES,
    NamedBlobFile: FILE,
}
CLASSES = {kind: field for field, kind in KINDS.items()}
ACTIONS = """<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="report" type="collective.conduct.easyform.report.FileReport">
      <title>{title}</title>
      <required>{on}</required>
      <form>{form}</form>
    </field>
  </schema>
</model>"""


def fields_model(questions: Iterable[Question]) -> str:
    """The questions as staff change them through the web."""
    fields = {each.name: _field(each) for each in questions}
    for place, field in enumerate(fields.values()):
        field.order = place
    return serializeSchema(SchemaClass("IQuestions", (Schema,), fields, __module__=""))


def questions_in(form) -> tuple[Question, ...]:
    """The questions of a form that ``checks`` found nothing wrong with."""
    return tuple(_question(*each) for each in getFieldsInOrder(get_schema(form)))


def kind_of(field) -> str:
    """The kind of question that a field is, "" for any other field."""
    kind = KINDS.get(type(field), "")
    chosen = field.value_type if kind == SEVERAL else field
    if kind in (CHOICE, SEVERAL) and not _is_listed(chosen):
        return ""
    return kind


def _is_listed(field) -> bool:
    """Whether the choices stand in the form, or are a list of ours."""
    if not IChoice.providedBy(field):
        return False
    name = field.vocabularyName
    return _source(name) in CATALOGUE if name else field.vocabulary is not None


def _source(name: str | None) -> str:
    return (name or "").removeprefix(VOCABULARIES)


def _question(name: str, field) -> Question:
    kind = kind_of(field)
    chosen = field.value_type if kind == SEVERAL else field
    listed = kind in (CHOICE, SEVERAL)
    source = _source(chosen.vocabularyName) if listed else ""
    return Question(
        name,
        field.title,
        kind,
        field.description or "",
        bool(field.required) and kind != YES,
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
    if asked.kind == CHOICE:
        return schema.Choice(**words, **_choices(asked))
    if asked.kind == SEVERAL:
        return schema.Set(value_type=schema.Choice(**_choices(asked)), **words)
    return CLASSES[asked.kind](**words)


def _choices(asked: Question) -> dict:
    if asked.source:
        return {"vocabulary": f"{VOCABULARIES}{asked.source}"}
    terms = [SimpleTerm(key, key, title) for key, title in asked.options]
    return {"vocabulary": SimpleVocabulary(terms)}
