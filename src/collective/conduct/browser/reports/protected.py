"""``@@what-is-protected``: against whom a report is protected, and against whom not."""

from collective.conduct.browser.reports.reporter_page import ReporterPage


class Protected(ReporterPage):
    """Information before a report; see docs/explanation/threat-model.md."""

    goes_on = True
    name = "what-is-protected"
