"""An EasyForm of staff with one question, and the action that sends it."""

FIELDS = """<model xmlns="http://namespaces.plone.org/supermodel/schema">
<schema>
  <field name="ask" type="zope.schema.Text"><title>Vad gäller det?</title></field>
  <field name="when" type="zope.schema.TextLine">
    <title>Hur snart?</title><required>False</required></field>
</schema></model>"""
ACTIONS = """<model xmlns="http://namespaces.plone.org/supermodel/schema">
<schema>{before}
  <field name="path" type="collective.conduct.easyform.contacts.AgreedPath">
    <title>Den överenskomna vägen</title><path>{path}</path></field>
</schema></model>"""
