"""Names in an answer that it says are not the one meant: "not Hartwell, it's Harwell Dental", "Y, X is another client".

One that is taken back for another ("Melford Homes, sorry, Melford House") is found in `second_thoughts.py`.
"""

import re

_LONGEST = 240
"""Characters of an answer; longer ones tell a story, in which much is not what something else is."""
_NOT = r"(?-i:[Nn]ot|[Nn]icht|ned|net|nöd|nid)"
"""In dialect only in small letters: "Ned" is a name."""
_NO = r"(?:(?:no|nein|nee|nei|na|naa)\b\W+)?"
_IT_IS_NOT = (
    r"(?:(?:it|that|this|das|des|dös|es|s|(?:the|my|der|die|mein\w*) (?:client|customer|name|kunde|kundin|firma))"
    rf"(?:['’]?s|\s(?:is|was|ist|isch|war|hei(?:ß|ss)t))\s+{_NOT}|(?:it|that|this)\s(?:isn|wasn)['’]?t)"
)
_ARTICLE = r"(?:(?:the|der|die|das|d|dr|de|an?)\s+)?"
_BUT = r"(?:(?:sondern|but|rather|it['’]?s|it is|es ist|das ist|s isch|des is)\s+)"
_RULED_OUT = re.compile(
    rf"\W*{_NO}(?:{_IT_IS_NOT}|{_NOT})\s+[^,.;!?\n]{{1,40}}?"
    rf"(?:(?:[,.;–-]+\s*|\s(?=(?:but|sondern|it['’]?s)\b)){_BUT}+(?=\S)|[,.;–-]+\s+(?={_ARTICLE}(?-i:[A-ZÄÖÜ])))",
    re.IGNORECASE,
)
_NOBODY_ELSE = re.compile(
    rf"\W*{_NO}(?:{_IT_IS_NOT}|(?-i:not|nicht))\s+{_ARTICLE}(?-i:[A-ZÄÖÜ])[^,.;!?\n]{{1,40}}\W*",
    re.IGNORECASE,
)
"""No more than who it is not: "It is not Bolt"."""
_ANOTHER = re.compile(
    r"[,;.!–-]\s+(?:(?:the|der|die|das|no relation to|nicht zu verwechseln mit)\s+)*[^,;.!\n]{2,50}?"
    r"(?:['’]s|,?\sthat(?:['’]?s|\sis)|\s(?:is|was|ist|isch|war|wär|wäre))\s+(?:(?:just|only|nur|noch|ganz|still)\s+)*"
    r"(?:another|an other|a different|someone else|somebody else|not (?:it|the one|them)|(?:eine?r?|en|jemand|wer|was|oan\w*)\s+"
    r"(?:ganz\s+)?ander\w*|nicht (?:der|die|das)|(?:der|die) falsche|the wrong one)\b[^,;.!\n]*\W*$",
    re.IGNORECASE,
)
_GUESSED = re.compile(
    r"(?<=\w)\s+(?:i (?:guess|think|suppose|believe)|(?:glaub|denk|mein|vermut)e? ich|wohl|wahrscheinlich"
    r"|probably)(?=\s*,)",
    re.IGNORECASE,
)
"""Said beside a role before the name: "the photographer i guess, Ekman Photo"."""


def without_guessing(text: str) -> str:
    """The text with blanks for a guess aloud before the comma behind which a name comes."""
    return _GUESSED.sub(lambda said: " " * len(said.group()), text)


def without_others(text: str) -> str:
    """The text with blanks for names that it says are not the one meant."""
    if len(text) > _LONGEST:
        return text
    if ruled_out := _RULED_OUT.match(text) or _NOBODY_ELSE.fullmatch(text):
        text = " " * ruled_out.end() + text[ruled_out.end() :]
    another = _ANOTHER.search(text)
    if another and text[: another.start()].strip():
        text = text[: another.start()] + " " * (len(text) - another.start())
    return text
