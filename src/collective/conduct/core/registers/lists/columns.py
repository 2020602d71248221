"""Map columns to fields: guessed from the headers, and changed by people."""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.conduct.core.common.errors import Invalid
from collective.conduct.core.common.personal_numbers import squeezed
from collective.conduct.core.common.sheets import Sheet


# field -> the heads that mean it, as ``squeezed`` writes them
HEADS: dict[str, str] = {
    "key": "id externtid externalid eksterntid personid kundnummer systemid"
    " anställningsnummer anstnr medarbejdernummer medarbejdernr nyckel nøgle",
    "name": "namn navn name fulltnamn fuldenavn fuldtnavn fullname förtroendevald"
    " ledamot medlem person member politiker personnamn",
    "given": "förnamn fornavn givenname firstname tilltalsnamn",
    "family": "efternamn efternavn familyname lastname surname",
    "account": "konto användarnamn användare användarid användarkonto inloggning"
    " inloggningsnamn brugernavn bruger brugerid login loginnavn username account"
    " userid loginname",
    "email": "epost epostadress mejl mejladress mail mailadress email emailadresse"
    " emailaddress mailaddress",
    "body": "organ nämnd styrelse instans nämndstyrelse råd udvalg bestyrelse body"
    " board committee organisation enhet kommitté utvalg utskott assembly",
    "office": "uppdrag befattning roll hverv post rolle office role titel title"
    " position uppdragstyp mandat tillidshverv",
    "function": "funktion funktioner function tjänst stilling job",
    "party": "parti partibeteckning party liste partiliste partinavn bogstav"
    " listebogstav politiskparti",
    "start": "frånochmed fraogmed"
    " from fromdatum från fråndatum start startdatum startdato fra fradato"
    " tillträde tillträder tiltrædelse firstday startdate tillträdesdatum börjar"
    " begynder gällerfrån gælderfra",
    "end": "tillochmed tilogmed"
    " tom tomdatum till tilldatum slut slutdatum slutdato til tildato avgång"
    " avgår fratrædelse lastday enddate slutar slutter gällertill gældertil",
    "extent": "omfattning tjänstgöringsgrad procent arvodesgrad omfang"
    " beskæftigelsesgrad pct percent extent tjänstgöring arvodering",
    "as_employee": "somanställd behandlassomanställd somansat ligestilletmedansat"
    " asemployee treatedasemployee likställdanställd",
    "employer_role": "arbetsgivarroll arbetsgivarföreträdare arbejdsgiverrolle"
    " employerrole arbejdsgiver arbetsgivare",
    "substitute": "ersättare suppleant stedfortræder vikarie substitute deputy"
    " ersättareja ställföreträdare",
    "source": "källa kilde source underlag protokoll beslut reference referens",
}
FIELDS = tuple(HEADS)
_MEANS = {head: field for field, heads in HEADS.items() for head in heads.split()}


def guess(sheet: Sheet, remembered: Mapping[str, str]) -> tuple[str, ...]:
    """Guess a field (or "") for each column; a remembered one has precedence.

    ``remembered`` maps squeezed heads to fields. No field is given twice.
    """
    made: list[str] = []
    for number, head in enumerate(sheet.columns):
        name = squeezed(head)
        field = remembered.get(name, _MEANS.get(name, ""))
        free = number not in sheet.withheld and field not in made
        made.append(field if free else "")
    return tuple(made)


def check(sheet: Sheet, fields: Sequence[str]) -> None:
    """Refuse a mapping of columns that makes no sense.

    ``Invalid`` "roster_mapping" (not one field or "" for each column),
    "roster_mapped_twice", "roster_withheld" (with the number of the column), or
    "roster_nobody" when no column says who a line is about.
    """
    if len(fields) != len(sheet.columns) or not {*fields} <= {"", *FIELDS}:
        raise Invalid("roster_mapping")
    used = [field for field in fields if field]
    if len(used) != len(set(used)):
        raise Invalid("roster_mapped_twice")
    for number in sheet.withheld:
        if fields[number]:
            raise Invalid("roster_withheld", column=number + 1)
    if not {"name", "given", "family", "key", "account", "email"} & set(used):
        raise Invalid("roster_nobody")


def memory(sheet: Sheet, fields: Sequence[str]) -> dict[str, str]:
    """What to remember of a mapping: the headers that became a field."""
    pairs = zip(sheet.columns, fields, strict=True)
    return {squeezed(head): field for head, field in pairs if field and head}
