"""What names of persons and firms look like, in English and in German."""

import re

from bot.extraction.word_patterns import WordPattern


def _behind(*words: str) -> str:
    """A pattern for any place right behind one of the words."""
    return f"(?:{'|'.join(f'(?<={word})' for word in words)})"


CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ"
_PAIR = r"(?:Mrs?|Ms|Dr)\.?[ \t]+(?:&|and)[ \t]+(?:Mrs?|Ms|Dr)\.?[ \t]+"
_TITLES_EN = rf"(?:{_PAIR}|(?:Mrs?|Ms|Miss|Mx|Dr|St|Fr|Sr|Rev|Prof|Sir|Dame)\.?[ \t]+|M/s\.?[ \t]+)"
_DEGREES = r"(?:-Ing\.|[ \t]?(?:med|dent|vet|phil|iur|jur|rer|nat|oec|techn|h\.c)\.)"
_TITLES_DE = rf"(?:(?:Dr|Prof|Mag|Ing|Dipl|DI|Fa|St|Hr|Fr|Fam|Gebr)\.{_DEGREES}*[ \t]+)"
_FORM = (
    r"(?:& Co\.?[ \t]?(?:KGaA|KG|OHG|OG)|"
    r"Ges\.?[ \t]?m\.?[ \t]?b\.?[ \t]?H|& Co(?=\.|\b(?!\.?[ \t]+[A-Z]))|Kft|Zrt|B\.[ \t]?V|N\.V|S\.A|S\.L|S\.r\.l|S\.p\.A|"
    r"sp\.[ \t]?z[ \t]?o\.[ \t]?o|d\.o\.o|s\.r\.o|a\.s|e\.[ \t]?[VKUG]|z\.s|"
    r"(?:GmbH|AG|UG|SE)[ \t]?(?:&|u\.|und)[ \t]?Co\.?[ \t]?(?:KGaA|KG|OHG)|"
    r"UG[ \t]\(haftungsbeschränkt(?=\))|Partnerschaft[ \t]mbB|PartG(?:[ \t]mbB)?|"
    r"A/S|Pty[ \t]Ltd|Pvt[ \t]Ltd|gGmbH|mbH|mbB|eG|plc|Inc|Ltd|LLC|LLP|Corp|Co(?!\.?[ \t]+[A-Z]|-\w))\b[.)]?"
)
"""Legal forms that hold a dot, a blank or a small letter, or that end a name."""
_FORM_BEHIND = rf"(?:,?[ \t]+{_FORM})"
_FOR = (
    _behind(
        "Centre", "Center", "Society", "Institute", "Association", "Foundation", "Home", "School", "Trust"
    )
    + r"[ \t]+for(?:[ \t]+the)?[ \t]+"
)
_LINKS_EN = (
    r"and|of|the|de|van|von|der|den|het|di|da|do|dos|del|della|la|le|les|du|des|el|y|et|és|och|og|zur?|zum|am"
)
_BETWEEN_EN = rf"(?:[ \t]*[&+][ \t]*|{_FOR}|[ \t]+(?:on|by)[ \t]+the[ \t]+|[ \t]+(?:(?:{_LINKS_EN})[ \t]+){{1,2}}|[ \t]+)"
_BEFORE_FORM = rf"(?=[{CAPITAL}][\w-]+[ \t]*(?:GmbH|AG|KG|OG|eG))"
_TITLED = _behind("Frau", "Herr", "Herrn", "Familie", r"Dr\.")
_UNION = (
    _behind(
        "erband",
        "erein",
        "Bund",
        "nstitut",
        "entrum",
        "tiftung",
        "esellschaft",
        "nitiative",
        "ereinigung",
        "kademie",
    )
    + rf"[ \t]+(?:für|gegen|der|des|zur)[ \t]+(?:[a-zäöüß]{{3,}}[ \t]+)?(?=[{CAPITAL}])"
)
_BETWEEN_DE = (
    rf"(?:{_UNION}|"
    r"[ \t]*[&+][ \t]*|(?<=\w-)[ \t]+(?:und|&)[ \t]+|"
    rf"[ \t]+(?:und|von|vom|am|im|der|zum|zur)[ \t]+{_BEFORE_FORM}|[ \t]+und[ \t]+(?=(?:Partner|Söhne|Sohn|Co|Töchter)\b)|"
    rf"{_TITLED}[ \t]+(?:von|van|zu|de)(?:[ \t]+(?:der|den|dem|de))?[ \t]+|"
    rf"[ \t]+(?:du|de|di|del|la|van)[ \t]+|[ \t]+)"
)
_WORD = rf"(?:Co\.(?=[ \t]+(?:KGaA|KG|OHG|OG)\b)|[{CAPITAL}](?:[\w'’-]+|\.(?=[ \t]+[{CAPITAL}])|))"
_FIRST = rf"(?:(?<!z\. )[{CAPITAL}]\.(?=[ \t]+[{CAPITAL}](?:[^\W\d_]|\.[ \t]))|[{CAPITAL}][\w'’-]*)"
NAME_EN = re.compile(
    rf"(?<![\w@./-]){_TITLES_EN}{{0,2}}{_FIRST}(?:{_BETWEEN_EN}(?!{_FORM}){_TITLES_EN}?{_WORD})*"
    rf"{_FORM_BEHIND}?(?:[ \t]+\([A-Z][\w ]+\))?"
)
NAME_DE = re.compile(
    rf"(?<![\w@./-]){_TITLES_DE}*{_FIRST}"
    rf"(?:{_BETWEEN_DE}(?!{_FORM})(?:Inh\.[ \t]+)?{_TITLES_DE}*{_WORD})*{_FORM_BEHIND}?"
)
SINGLE_DE = re.compile(
    r"(?<![\w-])(?:bei|für|von|an|kund(?:e|in|en)|firma|fa\.|gegen|laut|namens|heißt|heisst|auftraggeber(?:in)?|mandant(?:in)?)"
    rf"[ \t:=(]+(?P<name>(?-i:[{CAPITAL}])[\w'’-]{{2,}})(?![\w-]|[ \t]+(?-i:[{CAPITAL}]))"
    rf"|(?:^|(?<=[.!?\n] )|(?<=\n))(?P<subject>(?-i:[{CAPITAL}])[\w'’-]{{2,}})"
    r"(?=[ \t]+(?:will|fordert|verlangt|macht|klagt|droht|hat|hält|sagt)\b)",
    re.IGNORECASE,
)
"""A name of one word, which in German must be told from all other nouns by what stands beside it."""
LEGAL_FORM = re.compile(
    r"\b(?:GmbH|AG|KG|OG|OHG|GesbR|GbR|e\.?\s?[KUV]|UG|eG|mbH|Ltd|Limited|LLP|LLC|Inc|plc|PLC|Corp|Co|BV|B\.\s?V|N\.?V|Sàrl|SA|S\.A|"
    r"Pty|Pvt|OÜ|AS|ApS|AB|SpA|S\.r\.l|sp\. ?z o\. ?o|d\.o\.o|s\.r\.o|M/s|& (?:Sons?|Co|Sohn|Söhne|Daughters?|Partner))\b\.?"
)
FORM_AT_END = re.compile(rf"{_FORM_BEHIND}$")
LOWER_TITLED = WordPattern(
    r"(?<![\w@.'’&-])(?:(?:mr|mrs|ms|frau|herrn?|familie|fam)\.?|dr\.)[ \t]+"
    r"(?:(?:dr|mag|ing|prof)\.[ \t]+|(?:hofrat|direktor|doktor|professor)[ \t]+)?"
    r"(?P<named>(?!(?:und|and|or|oder|is|ist|hat|has|aus|von|vom|in|im|die|der|will|wants|says|sagt|who|which|from|at)\b)"
    r"[^\W\d_][\w'’-]{2,})"
)
"""A person typed in lower case is known by the title: "frau klaas", "mr okoro"."""
_FORM_IN_LOWER_CASE = (
    r"(?:gmbh(?:[ \t]?&[ \t]?co\.?[ \t]?kg)?|kg|ohg|ug|ltd|llc|inc|plc|bv|b\.v\.|sp\. ?z ?o\.? ?o|"
    r"e\.[ \t]?[vku]\.?|pty ltd|pvt ltd)(?!\w)"
)
LOWER_FORM = re.compile(
    rf"(?<![\w@.'’&-])(?:[^\W\d_][\w'’&.-]{{0,30}}+[ \t]++(?:&[ \t]++)?){{1,3}}(?P<form>{_FORM_IN_LOWER_CASE})"
)
"""A firm typed in lower case is known by its legal form."""
HAS_LOWER_FORM = re.compile(rf"[ \t]{_FORM_IN_LOWER_CASE}")
"""What is soon found out: most texts have none."""
TAIL_DE = re.compile(
    r"(?:schadens?ersatz|schmerzensgeld|regress|geld|rechnung|schreiben|brief|mail|post|umsatz|"
    r"\b(?!(?:hart|horn|adel|j)ung$)\w+(?:ung|ungen|keit|heit|tion|tät|daten|preise|karten|bilder|listen|seiten|zeiten|zahlen|verlust|schaden|summe|betrag|server|"
    r"geräte?|anlagen?|papiere|unterlagen)|\b(?:kaffee|wasser|cola|limo|saft|suppe)|\w*(?:kosten|fehler|honorare?))$",
    re.IGNORECASE,
)
"""Nouns that follow a name in a sentence without belonging to it: "fordert die Brauerei Zoller Schadenersatz". Some end like
surnames: "Spedition Hartung"."""
TRADE_DE = re.compile(
    r"(?:bau|technik|erei|geschäft|druck|elektro|sanitär|heizung\w*|garten|portal|reisen|transporte?|logistik|immobilien|"
    r"consulting|media|design|mode|moden|möbel|feinkost|getränke|zweirad|fliesen|kartonagen|holz|stahl|maschinen|camping|"
    r"pizzeria|pension|sägewerk|optik|foto|labor|blumen|versand|versandhaus|weine?|systeme|dienst|verbund|werft|park|shop)$",
    re.IGNORECASE,
)
"""Ends of a first word that names a trade: "Metallbau Krenn", "Fleischerei Brandl"."""
AGENT_DE = re.compile(
    r"^\w*(?:hersteller|händler|dienstleister|betreiber|anbieter|lieferant|zulieferer|konzern|kunden?|auftraggeber|mandant|mieter|pächter"
    r"|bauträger|unternehmer|bauherrn?|besteller|wholesaler|supplier|retailer|manufacturer|property developer)"
    r"(?:in|s)?\s+(?=[A-ZÄÖÜ])",
    re.IGNORECASE,
)
"""A trade or role before the name of who is in it: "Getränkehersteller Aquella AG", "Bauträger Nordwall GmbH"."""
