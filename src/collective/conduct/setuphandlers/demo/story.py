"""Timeline of the demo content, from the oldest day to the latest.

Days are counted back from today, so the demo content never gets old.
"""

from collective.conduct.operations.documents.drafting import classify
from collective.conduct.operations.documents.drafting import mark
from collective.conduct.operations.documents.drafts import structure_of
from collective.conduct.setuphandlers.demo import campaigns
from collective.conduct.setuphandlers.demo import papers
from collective.conduct.setuphandlers.demo import replies
from collective.conduct.setuphandlers.demo.people import acting
from collective.conduct.setuphandlers.demo.times import SetClock


People = dict[str, int]
LAW = (
    "Kommunallag (2017:725)",
    "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/"
    "svensk-forfattningssamling/kommunallag-2017725_sfs-2017-725/",
)
LIST = "Namnlista, pärm 4 hos kommunsekreteraren"
WORDING = "Bara ordvalet är ändrat, från före till inför. Kravet är detsamma."


def value_base(hub, people: People, clock: SetClock):
    """Create the value document: answered, also on paper, with an overdue review."""
    clock.set(706)
    document = papers.write(hub, "vardegrund", review_in=694)
    papers.propose(document)
    clock.set(700)
    edition = papers.decide(document, "§ 41", in_force_in=10)
    replies.reply(edition, "vardegrund-1", clock, first=688, last=680)
    clock.set(676)
    replies.collect(edition, "vardegrund-1", people, LIST)
    return document


def first_code(hub, value, people: People, clock: SetClock):
    """Create the code of conduct in its first edition, answered by most."""
    clock.set(440)
    document = papers.write(
        hub, "uppforandekod", review_in=800, text_en="uppforandekod-1.en"
    )
    papers.connect(document, ("based_on", value), ("cites", LAW))
    papers.propose(document)
    clock.set(420)
    edition = papers.decide(document, "§ 12", in_force_in=20)
    replies.reply(edition, "uppforandekod-1", clock, first=398, last=370)
    clock.set(365)
    replies.collect(edition, "uppforandekod-1", people, LIST)
    return document


def guideline(hub, value, code, people: People, clock: SetClock):
    """Create the guideline on support, in force, with a closed campaign."""
    clock.set(320)
    document = papers.write(hub, "riktlinje", review_in=700)
    handbook = ("Handbok för personlig säkerhet", "https://www.lindasa.example/handbok")
    papers.connect(
        document, ("based_on", value), ("complements", code), ("related", handbook)
    )
    papers.propose(document)
    clock.set(300)
    edition = papers.decide(document, "§ 87", in_force_in=10)
    campaign = campaigns.guideline(hub, document, clock, began=290)
    replies.reply(edition, "riktlinje-1", clock, first=288, last=262)
    clock.set(255)
    replies.collect(edition, "riktlinje-1", people, LIST)
    campaigns.over(campaign, clock, days_ago=252)
    return document


def danish_code(hub, people: People, clock: SetClock):
    """Create a code in Danish for one body that works across the border."""
    clock.set(250)
    document = papers.write(hub, "kodeks", review_in=600)
    papers.propose(document)
    clock.set(240)
    edition = papers.decide(document, "§ 66", in_force_in=10)
    replies.reply(edition, "kodeks-1", clock, first=228, last=220)
    clock.set(214)
    replies.collect(edition, "kodeks-1", people, LIST)
    return document


def second_code(document, value, rules, people: People, clock: SetClock) -> None:
    """Create the second edition of the code: in force, answered by half."""
    clock.set(60)
    papers.rewrite(document, text="uppforandekod-2", text_en="uppforandekod-2.en")
    papers.connect(
        document, ("based_on", value), ("complements", rules), ("cites", LAW)
    )
    text = structure_of(document)
    rules_by_number = {rule.number: rule.id for rule in text.rules}
    among, outwards, staff, annex = (group.id for group in text.groups)
    with acting("publisher"):
        mark(document, {rules_by_number["3"]: WORDING})
        classify(
            document,
            {
                among: ["official_official"],
                outwards: ["official_public"],
                staff: ["official_staff"],
                annex: ["procedure"],
                rules_by_number["8"]: ["social_media"],
                rules_by_number["11"]: ["threats"],
            },
        )
    papers.propose(document, "Ny regel om stöd mot hot och hat, två skärpningar.")
    clock.set(40)
    edition = papers.decide(document, "§ 9", in_force_in=19)
    replies.reply(edition, "uppforandekod-2", clock, first=20, last=6)
    campaigns.code(document.aq_parent, document, clock, days_ago=5)
    clock.set(4)
    replies.collect(edition, "uppforandekod-2", people, "Underskrivet på nämndens möte")


def under_way(hub, value, rules, clock: SetClock) -> None:
    """Create a proposed revision, a draft, and a planned campaign."""
    clock.set(3)
    papers.rewrite(rules, text="riktlinje-2")
    papers.propose(rules, "En tidigare uppföljning och råd till familjen.")
    clock.set(2)
    routine = papers.write(hub, "rutin", review_in=365)
    papers.connect(routine, ("complements", rules))
    campaigns.every_term(hub, value)
