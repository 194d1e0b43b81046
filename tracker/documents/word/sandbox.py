"""The one Jinja environment in which templates in Word are read: fields, conditions, few filters.

Templates come from outside. What is not on the short list is refused when it is read, before
anything of it runs; the sandbox stands behind that, and the process that is killed behind both.
"""

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tracker.documents.word.fields import FILTERS

ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const),
    *(nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand),
    *(nodes.Filter, nodes.Test),
)
TESTS = ("defined",)


class NotAllowed(TemplateSyntaxError):
    """A part of the language that templates do not get."""


class Sandbox(ImmutableSandboxedEnvironment):
    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.tests = {name: self.tests[name] for name in TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for node in template.find_all(nodes.Node):
            known = isinstance(node, ALLOWED)
            if isinstance(node, nodes.Filter | nodes.Test):
                known = node.name in (*FILTERS, *TESTS)
            if not known:
                raise NotAllowed(type(node).__name__, node.lineno, name, filename)
        return template
