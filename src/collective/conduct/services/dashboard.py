"""``@conduct-dashboard``: figures of all that is asked, or ``?about=`` one of it."""

from collective.conduct.core.coverage import grouped
from collective.conduct.operations import dashboard
from collective.conduct.operations.dashboard import Standing
from collective.conduct.services.base import day
from collective.conduct.services.base import Endpoint
from collective.conduct.services.coverage import figures_of
from collective.conduct.services.coverage import groups_of


class Dashboard(Endpoint):
    """Figures with their base, of those whom whoever asks may see; no names."""

    def answer(self) -> dict:
        url, about = f"{self.url}/@conduct-dashboard", self.request.form.get("about")
        if isinstance(about, str) and about:
            return {"@id": f"{url}?about={about}", **_whole(dashboard.standing(about))}
        return {"@id": url, "items": [_short(each) for each in dashboard.overview()]}


def _short(standing: Standing) -> dict:
    subject = standing.subject
    return {
        "about": subject.key,
        "kind": subject.kind,
        "title": subject.title,
        "figures": figures_of(standing.figures),
    }


def _whole(standing: Standing) -> dict:
    others = standing.others
    return {
        **_short(standing),
        "everything": standing.everything,
        "bodies": groups_of(grouped(standing.lines, "body")),
        "parties": groups_of(grouped(standing.lines, "party")),
        "days": [[day(each), count] for each, count in standing.steps],
        "others": figures_of(others) if others else None,
        "others_withheld": standing.withheld,
    }
