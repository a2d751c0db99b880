"""Whether it was the demand itself by which the writers learnt of their slip: then its day is that of the discovery, too."""

import re

_PAPER = r"(?:letter|e-?mails?|mail|message|call|claim|summons|papers|notice|invoice|demand|writ|complaint)"
_SCHRIFT = r"(?:\w*brief|\w*schreiben|e-?mail|mail|nachricht|anruf|abmahnung|klage|rechnung|post|forderung|mahnbescheid)"
_LEARNT = (
    r"(?:gemerkt|bemerkt|erfahren|mitbekommen|mitgekriegt|gewusst|davon gehört|aufgefallen|gmerkt|erfahre)"
)
_FIRST_HEARD = re.compile(
    # "That letter was the first I ever heard of it", "the first we knew was their email"
    rf"\b(?:{_PAPER}|that|this|which|it)\b(?: (?:\w+ ){{0,3}})?was the first (?:time )?(?:that )?(?:i|we)(?:[’']d| had)?"
    r"(?: \w+){0,2} (?:heard|knew|learn(?:ed|t)|realised|realized|noticed|known)\b"
    rf"|\bfirst (?:thing )?(?:i|we)(?:[’']d| had)? (?:ever )?(?:heard|knew|learn(?:ed|t))\b[^.!?\n]{{0,25}}"
    rf" was (?:\w+ ){{0,3}}{_PAPER}\b"
    # "I first heard of it on 24 November, when their letter arrived", "erfahren hab ich es am Montag, als der Brief kam"
    rf"|\b(?:first|only) (?:heard|learn(?:ed|t)|found out|knew|noticed|realised|realized)\b[^.!?\n]{{0,50}}"
    rf" when (?:\w+ ){{0,3}}{_PAPER}\b"
    rf"|\b{_LEARNT}\b[^!?\n]{{0,50}},? als (?:\w+ ){{0,3}}{_SCHRIFT} (?:kam|ankam|eintraf|einging|im kasten|im briefkasten)\b"
    # "I knew nothing about it until their letter came", "only found out from the email"
    rf"|\b(?:knew|heard|noticed|suspected) nothing\b[^.!?\n]{{0,30}} (?:until|till|before)\b[^.!?\n]{{0,50}}\b{_PAPER}\b"
    rf"|\b(?:had no idea|wasn[’']t aware|weren[’']t aware|didn[’']t (?:know|realise|realize|notice))\b[^.!?\n]{{0,30}}"
    rf" (?:until|till|before)\b[^.!?\n]{{0,50}}\b{_PAPER}\b"
    rf"|\bonly (?:noticed|learn(?:ed|t)|found out|realised|realized|heard)\b[^.!?\n]{{0,25}} (?:from|through|by|with|when)\b"
    rf"[^.!?\n]{{0,25}}\b{_PAPER}\b"
    # "erst durch diese E-Mail habe ich gemerkt", "gemerkt haben wir es erst mit dem Brief"
    rf"|\berst (?:durch|mit|aus|dank|über) (?:\w+ ){{0,3}}{_SCHRIFT}\b[^.!?\n]{{0,40}}\b{_LEARNT}\b"
    rf"|\b{_LEARNT}\b[^.!?\n]{{0,40}}\berst (?:durch|mit|aus|dank|über) (?:\w+ ){{0,3}}{_SCHRIFT}\b"
    # "davon gewusst haben wir nichts, bis der Brief kam", "bis zu dem Schreiben wusste ich nichts davon"
    rf"|\b(?:gewusst|gemerkt|geahnt|wusste[n]?|ahnte[n]?)\b[^.!?\n]{{0,35}}\b(?:nichts|nix|nicht)\b[^.!?\n]{{0,20}}\bbis\b"
    rf"[^!?\n]{{0,50}}\b{_SCHRIFT}\b"
    rf"|\bbis (?:zu|zum|zur)\b[^.!?\n]{{0,25}}\b{_SCHRIFT}\b[^.!?\n]{{0,25}}\b(?:wusste|wussten|ahnte|ahnten)\b"
    rf"[^.!?\n]{{0,25}}\b(?:nichts|nix)\b"
    rf"|\b{_SCHRIFT} (?:war|ist) das erste,? (?:was|wo)\b",
    re.IGNORECASE,
)


def heard_first_by_demand(text: str) -> bool:
    """Whether a text says that nothing was known before the letter, the call or the papers of the demand came."""
    return _FIRST_HEARD.search(text) is not None
