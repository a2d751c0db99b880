"""Whether a lone noun names what was done or how something is, and so no party: "Übersetzung", "Sorgfalt", "Formatting"."""

import re

_ABSTRACT = re.compile(
    r"(?!(?:hart|horn|adel|j|harl|br|gl|freit|reich|schill|messm)ung$)"
    r"\w{2,}(?:ung|ungen|heit|heiten|keit|keiten|tion|tionen|sion|sionen|tät|täten|nis|nisse|nissen|ismus|weise)"
    r"|\w{3,}(?:ness|ity|ation|ction|ption|ution|lement|gement|ument|tment|pment|rement)s?"
    r"|(?:account|bank|bill|book|build|cod|cater|clean|consult|design|edit|engineer|fil|formatt|host|invoic|licens|mail|market|measur|monitor|number"
    r"|order|pack|pay|plann|plumb|pric|print|programm|publish|report|rout|schedul|shipp|spell|test|tim|train|translat|typ|updat|valu|weld|wir|writ)ing"
    r"|sorgfalt|statik",
    re.IGNORECASE,
)
"""Some ends are those of surnames, too: "Hartung"; of English words in -ing only common ones count, not "Fleming"."""
_BODY = re.compile(
    r"\w*(?:verwaltung|stiftung|zeitung|versicherung|vertretung|regierung|vereinigung|innung|siedlung|handlung|vermietung"
    r"|unternehmung|einrichtung|leitung|sammlung"
    r"|verwertungsgesellschaft|bewegung|produktion|organisation|redaktion|direktion|kommission|institution|delegation|station|fraktion|mission"
    r"|föderation|konföderation|union|pension|region|koalition|universität|fakultät|obrigkeit|öffentlichkeit|minderheit|einheit"
    r"|residenz|konferenz|agentur|faculty|university|community|charity|city|county|municipality|security|facility|trinity"
    r"|(?:found|corpor|federa|associ|organis|organiz|st|coopera|plant)(?:ation|tion)|institution|auction|construction|production|collection|commission"
    r"|government|department|establishment|parliament|investment|management|development|apartment)s?(?:en)?",
    re.IGNORECASE,
)
"""Bodies of people, though the words for them end so."""


def is_abstract(word: str) -> bool:
    """Whether a single noun is an abstract one; names and bodies are none: "Hartung", "Stiftung"."""
    return _ABSTRACT.fullmatch(word) is not None and _BODY.fullmatch(word) is None
