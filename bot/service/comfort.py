"""A human word, once, to somebody who is hurt, frightened or beside themselves, before the facts are said back."""

import re

from bot.service.hearing import Hearing

_INJURY = "bodily_injury"
_DISTRESS = re.compile(
    r"\b(?:in bits|feel(?:ing)? (?:so |really |quite )?(?:sick|awful|terrible|ashamed)|(?:ruined|wrecked) everything"
    r"|(?:i[’']?m|i am|we[’']re) (?:so |really |absolutely |just |a bit )*(?:scared|frightened|terrified|worried|desperate"
    r"|ashamed|devastated|panick\w*|shaking|crying|distraught|mortified|beside myself|at my wits[’']? end)"
    r"|i don[’']?t know what to do|can[’']?t sleep|oh (?:my )?god|please help"
    r"|verzweifelt|panik|heule?n?|weine|zittere|(?:ganz|fix und) fertig|fertig mit den nerven|am boden zerstört|schäme mich"
    r"|mir ist (?:ganz |so |richtig )?(?:schlecht|übel)|hab\w* (?:solche |große |so |echt )?angst|wei(?:ß|ss) nicht mehr weiter"
    r"|was mach\w* ich (?:denn )?(?:jetzt|nur|bloß)|oh (?:mein )?gott|kann nicht (?:mehr )?schlafen|um himmels willen)\b",
    re.IGNORECASE,
)


def say(hearing: Hearing) -> None:
    """Say it if the message tells of an injury or of distress, unless it was said before."""
    typed = hearing.message.pressed is None
    hurt = any(
        change.new.field == "incident_type" and change.new.value == _INJURY
        for change in hearing.heard.changes
    )
    distressed = typed and _DISTRESS.search(hearing.message.text) is not None
    if (hurt or distressed) and hearing.once("comfort"):
        hearing.result.say("utter_comfort_injury" if hurt and not distressed else "utter_comfort")
