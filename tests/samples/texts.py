"""The code that the samples are made of, written for them.

``GROUPS`` is the proposed edition: 17 rules in 3 groups. ``before()`` is the
edition it replaces: two rules worded otherwise, the first one not there yet, so
the numbers of all others differ.
"""

TITLE = "Uppförandekod för förtroendevalda i Lindåsa kommun"
HEADER = (
    ("Beslutsfattare", "Kommunfullmäktige"),
    ("Dokumentansvarig", "Kanslichef"),
    ("Diarienummer", "KS-2027-00114"),
    ("Beslutsdatum", "2027-04-26"),
    ("Paragraf", "§ 41"),
    ("Gäller från", "1 maj 2027"),
    ("Giltig t o m", "2030-12-31"),
    ("Ersätter", "Uppförandekod antagen 2023-02-27"),
)
PLACEHOLDER = "Klicka eller tryck här för att ange text"
# What must never reach the preview or the database.
DELETED = "Den som pratar för länge får lämna salen."
COMMENT = "Stryk detta innan ordföranden läser."
HIDDEN = "Internt: gruppledarna är inte överens."
GROUPS = (
    (
        "I mötet med varandra",
        (
            "Vi hjälper den som är ny i sitt uppdrag att hitta rätt.",
            "Vi lyssnar färdigt innan vi svarar, även när klockan har dragit iväg.",
            "Vi granskar förslag hårt och lämnar personen bakom dem i fred.",
            "Vi lägger undan telefonen när någon annan har ordet.",
            "Vi tar upp en oenighet med den det gäller innan vi tar upp den med andra.",
            "Ordföranden bryter in när tonen blir sårande, och säger varför.",
        ),
    ),
    (
        "I mötet med invånare och medier",
        (
            "Vi ger alla samma svar på samma fråga, oavsett vem som ringer.",
            "Vi berättar hur ett beslut kom till, inte bara vad det blev.",
            "Vi säger om vi talar för kommunen, för partiet eller för oss själva.",
            "Vi sprider inga bilder av enskilda som de inte har sagt ja till.",
            "Vi tackar nej till gåvor som skulle väcka frågor om vi visade upp dem.",
            "Vi står bredvid den som hotas för sitt uppdrag, oavsett parti.",
        ),
    ),
    (
        "I mötet med kommunens medarbetare",
        (
            "Vi lägger uppdrag genom beslut eller genom ansvarig chef.",
            "Vi låter underlaget vara tjänstepersonens och ställningstagandet vårt.",
            "Vi värderar aldrig en enskild medarbetares arbete inför publik.",
            "Vi anmäler egna intressen innan ett ärende börjar beredas.",
            "Vi frågar hellre en gång för mycket än lovar något som andra ska utföra.",
        ),
    ),
)
CHANGED = {  # the new wording -> the one it replaces
    GROUPS[0][1][3]: "Vi lägger undan telefonen under sammanträdet.",
    GROUPS[1][1][4]: "Vi tackar nej till gåvor som skulle väcka frågor.",
}
ADDED = GROUPS[0][1][0]
RELATED = (
    "Värdegrund för Lindåsa kommun",
    "Riktlinje mot hot och hat i förtroendeuppdrag",
    "Rutin för anmälan av jäv",
)
REASONS = (
    "Lindåsa är en liten kommun. Vi möts i kassakön, på läktaren och i föräldragruppen,"
    " och det vi säger i salen följer med oss dit. Därför har vi skrivit ner hur vi"
    " vill uppträda när vi representerar våra väljare.",
    "Koden är vår egen. Den ersätter ingen lag och prövas inte i domstol, men den visar"
    " vad vi har lovat varandra och vad andra får hålla oss till.",
    "Partigrupperna har läst ett utkast och lämnat synpunkter. De flesta handlade om"
    " orden i den andra delen, som därför har blivit kortare än från början.",
)
PURPOSE = (
    "Koden ska göra det lättare att vara oense utan att bli ovänner, och lättare att"
    " be om hjälp när något har gått fel.",
)
SCOPE = (
    "Koden omfattar alla med ett politiskt uppdrag i kommunen och i kommunens bolag, på"
    " möten, på resor och när vi skriver under eget namn på nätet.",
    "Den som ersätter en ledamot för en kväll omfattas under den kvällen.",
)
COMMENTARY = (
    (
        "Reglerna i denna del har samlats från gruppernas egna exempel. De bästa var"
        " vardagliga: en suck i fel ögonblick, ett mejl som skickades för snabbt.",
        "Den som undrar vad en regel betyder frågar sin gruppledare. Är gruppledaren"
        " också osäker tar presidiet upp frågan och svarar alla grupper samtidigt.",
    ),
    (
        "Invånare skiljer sällan på kommunen och den som sitter i nämnden. Det vi säger"
        " i kön till glasskiosken kan bli det enda de hör om ett beslut.",
        "Kommunikatören hjälper till när en journalist ringer och när en diskussion på"
        " nätet har spårat ur.",
    ),
    (
        "Medarbetarna har sin egen kod. De två koderna ska gå att läsa bredvid varandra"
        " utan att säga emot.",
        "Den som har fått ett svar som verkar fel vänder sig till förvaltningschefen,"
        " inte till den som skrev svaret.",
    ),
)
RESPONSIBILITY = (
    "Kommunfullmäktige beslutar om koden. Presidiet svarar för att den är känd och att"
    " den tas upp när en ny ledamot börjar.",
    "Varje nämnd går igenom koden tillsammans en gång om året och antecknar vad som"
    " fungerade.",
)
FOLLOW_UP = (
    "Presidiet redovisar i november hur samtalen har gått och vilka regler som behöver"
    " bli tydligare.",
)
ANNEX = (
    "Det finns alltid någon att ringa. Du bestämmer själv om det du berättar ska"
    " antecknas.",
)
CONTACTS = (
    ("Det gäller", "Tala med"),
    ("Hur en regel ska förstås", "Din gruppledare"),
    ("Något som hände på ett möte", "Ordföranden eller presidiet"),
    ("Hot eller oro för säkerheten", "Säkerhetschefen via växeln"),
)


def before() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the groups of the edition that ``GROUPS`` replaces: 16 rules."""
    return tuple(
        (title, tuple(CHANGED.get(rule, rule) for rule in rules if rule != ADDED))
        for title, rules in GROUPS
    )


def html_of(groups=GROUPS) -> str:
    """Return groups as the HTML an author would have, numbered throughout."""
    lines, number = [], 1
    for title, rules in groups:
        lines.append(f"<h2>{title}</h2>")
        start = f' start="{number}"' if number > 1 else ""
        items = "".join(f"<li>{rule}</li>" for rule in rules)
        lines.append(f"<ol{start}>{items}</ol>")
        number += len(rules)
    return "\n".join(lines)
