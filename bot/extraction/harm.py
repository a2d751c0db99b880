"""Words that say what went wrong, and from which of several messages on that is told."""

import re
from collections.abc import Sequence

GONE_WRONG = re.compile(
    r"\b(?:mistakes?|errors?|wrong\w*|mixed up|swapped|missing|broke\w*|deleted|wiped|crashed|took down|lost|fault\w*|gone|stolen"
    r"|hacked|leaked|spil(?:led|t)|dropped|smashed|damaged|destroyed|missed|overlooked|forgot\w*|tripped|hurt"
    r"|injured|knocked over|fake|scammed|corrupted|overwr\w+|burst|flooded|fell"
    r"|fehler\w*|falsch\w*|verwechselt|vertauscht|abgestürzt|ausgefallen|lahmgelegt|versehentlich|gelöscht|verloren|kaputt\w*|vergessen"
    r"|weg|geklaut|gestohlen|überwiesen|verpasst|versäumt|gehackt|verschickt|geleakt|verletzt|zerbrochen|umge(?:fallen|kippt)"
    r"|runtergefallen|fallen lassen|beschädigt|zerstört|verpatzt|vermasselt)\b"
    r"|fehler\b",
    re.IGNORECASE,
)
"""Plain words of harm."""
_MORE = re.compile(
    r"\b(?:accident\w*|clipped|bumped|struck|snapped|torn|ripped|leak\w*|infring\w*|stole|fraud\w*|phish\w*|attack\w*|burn\w*|fire|smoke|formatted|erased|emptied|purged|overheated|tripped|collided|slipped|misspelt|mistyped|typo|twisted|reversed|skipped|ignored"
    r"|refused|cut (?:off|through)|drilled|hit|crack\w*|scratch\w*|stain\w*|bug\w*|faulty|down|dead|offline|outage|stopped|stuck"
    r"|failed|failing|failure|virus|ransomware|encrypted|exposed|public|disclosed|revealed|unreadable|useless|doubled|twice"
    r"|instead of|unlicen[sc]ed|without (?:a |the )?licen[cs]e|left behind|stayed on|rotten|rot|undersized|pretend\w*|posed as"
    r"|too (?:late|much|little|high|low|small|big|many)|late|delayed?|fined?"
    r"|statt|anstatt|ohne lizenz|lizenz\w*|abmahnung|unterlassung|liegen (?:gelassen|geblieben|lassen)|stehen lassen"
    r"|unfall|aus versehen|irrtümlich|gerissen|gebrochen|verbrannt|brand|rauch|angriff\w*|betrug|betrogen|panne"
    r"|formatiert|überschrieben|gelöscht|geleert|verschlüsselt|eingesperrt|angebohrt|durchtrennt|gekippt|umgestoßen|gestoßen"
    r"|gestürzt|gestolpert|zerkratzt|bekleckert|verschüttet|vertippt|verrechnet|verdreht|übersehen|ignoriert|tot|offline|down"
    r"|steht still|stand still|lief nicht|läuft nicht|ging nicht|ging nix|nichts ging|defekt|hinüber|virus|trojaner|offen"
    r"|öffentlich|doppelt|unleserlich|unbrauchbar|zu (?:spät|viel|wenig|hoch"
    r"|niedrig|klein|groß)|verspätet|verzug|abgeraucht|abgeschmiert|zerschossen|zerlegt|geschrottet|verbockt|gestorben)\b",
    re.IGNORECASE,
)
"""Words that say so beside a day, and mean other things elsewhere."""


def tells_harm(text: str) -> bool:
    """Whether a text has a word of harm at all."""
    return GONE_WRONG.search(text) is not None or _MORE.search(text) is not None


def told_from(messages: Sequence[str], gap: int) -> tuple[int, int]:
    """Where the first message that tells of harm begins and ends, if one before it tells of none; else nowhere, 0 and 0.

    The messages are joined with `gap` characters between. "I shot a wedding on the 5th" sets the scene; the slip comes with
    the next message.
    """
    start = 0
    for message in messages:
        if tells_harm(message):
            return (start, start + len(message)) if start else (0, 0)
        start += len(message) + gap
    return 0, 0
