"""Turns of phrase that point to a meaning, in both languages and several dialects.

A cue is evidence for the intent model, not a decision: the model learns how far to trust each, alone and after
each kind of question.
"""

import re
from typing import Dict, List, Pattern

_FLAGS = re.IGNORECASE | re.UNICODE

_PATTERNS: Dict[str, str] = {
    "human": (
        r"\b(human|person|people|someone|somebody|agent|operator|representative|adviser|advisor|colleague|"
        r"staff|supervisor|manager|boss|employee|handler|adjuster|mensch\w*|person|mitarbeiter\w*|"
        r"sachbearbeiter\w*|berater\w*|kolleg\w*|ansprechpartner\w*|chef\w*|jemand\w*|wen|wer|öpper\w*|"
        r"kundendienst|personal|betreuer\w*|vorgesetzt\w*)\b"
    ),
    "real": (r"\b(real|actual|live|flesh|proper|echt\w*|richtig\w*|leibhaftig\w*|wirklich\w*)\b"),
    "speak": (
        r"\b(speak|talk|chat|connect|transfer|put me through|pass me|forward|sprech\w*|red|rede|reden|redn|"
        r"verbind\w*|weiterleit\w*|durchstell\w*|stell\w* .*durch|unterhalten)\b"
    ),
    "machine": (
        r"\b(bot|robot|machine|computer|ai|a\.i\.|automat\w*|chatbot|algorithm|software|program|chatgpt|"
        r"siri|alexa|ki|roboter|maschine\w*|rechner|programm\w*|künstlich\w*|assistant|assistent\w*)\b"
    ),
    "who_are_you": (
        r"\b(who|what|how old|where) (are|r|is) (you|u|this|ye)\b|\bare (you|u|ye) (a|an|the|real|human|"
        r"chat|some|even|actually|still)?|\byour name\b|\byou sleep\b|who (made|built|runs|programmed)|"
        r"was bist|wer bist|bist (du|eh)|sind sie (ein|eine|echt|real|der|die|überhaupt)|wie heißt du|"
        r"wie heisst du|wie alt bist|was kannst du|what can you do|deine? name|mit wem (schreib|sprech|"
        r"chatt|red)|am i (talking|speaking|chatting|writing)|spreche ich|red i mit|schreib ich (hier )?mit|"
        r"bisch du"
    ),
    "call": (
        r"\b(call|calls|phone|ring|dial|telephone|bell|callback|buzz|anruf\w*|ruf\w*|rückruf\w*|rueckruf\w*|"
        r"telefon\w*|anläut\w*|durchläut\w*|lüt\w*|aalüt\w*|bimmel\w*|hörer|klingel\w*|telefonat|"
        r"durchklingeln)\b"
    ),
    "call_me": (
        r"\b(call|phone|ring|dial|buzz|give) (me|us|back|my)\b|\bme (a )?(call|ring|bell|buzz)\b|call ?back|"
        r"ring (me )?back|(ruf\w*|meld\w*) (sie |du |ihr )?(mich|mi|uns|bei mir)|zurückruf|ruckruf|rückruf|"
        r"angerufen werden|mich .*(anruf|anläut|zurückruf|kontaktier|telefonisch)|lüüt|lüt|rufts|by phone|"
        r"over the phone|on the phone|telefonisch|am telefon|per telefon"
    ),
    "coverage": (
        r"\b(cover\w*|insured|uninsured|pay (for|out|the|this|that|all)|pays|reimburse\w*|excess|deductible|"
        r"limit|included|exclu\w*|versichert\w*|mitversichert|gedeckt|deckung\w*|abgedeckt|deckt|zahlt|"
        r"zahlen|zahlts|zahlst|bezahlt ihr|übernehm\w*|übernimmt|erstatt\w*|selbstbehalt\w*|"
        r"selbstbeteiligung|franchise|versicherungssumme|versicherungsschutz|leistet|ersetzt|"
        r"kostenübernahme|entitled|anspruch|greift|haftet)\b"
    ),
    "process": (
        r"what (happens|now|next|do i (have|need)|should i|else|documents)|how (does|do i|long|can i|will)|"
        r"(do|should|must|may|can|could|shall) (i|we) |next step|wie (geht|läuft|lange|kann ich|soll|mach|"
        r"funktioniert|viele fragen)|was (passiert|muss|soll|brauch|mach|kommt|kann) |(muss|soll|darf|kann|"
        r"brauch\w*|reicht) (ich|i|es|man|das|ein) |wie gehts|wie gaht|ablauf|vorgehen|frist|deadline|"
        r"upload|hochlad|nachreich|procedure|und jetzt|and now"
    ),
    "why": (
        r"\b(why|what for|wozu|warum|wieso|weshalb|wofür|reason|grund)\b|what.* need (it|that|this) for|"
        r"hat das (damit|mit)|relevant"
    ),
    "privacy": (
        r"\b(privacy|gdpr|dsgvo|data protection|datenschutz\w*|confidential\w*|vertraulich\w*|encrypt\w*|"
        r"verschlüssel\w*|anonym\w*|record(ed|ing)?|aufgezeichnet|mitgeschnitten|gespeichert\w*|speicher\w*|"
        r"stored?|storing|track\w*|share[ds]?|third part\w*|dritte\w*|weitergegeben|gebt ihr|mitles\w*|"
        r"lies(t|en)|secure|sicher hier|personenbezogen\w*|hack\w*|server|cloud|leak|schufa|credit agenc\w*|"
        r"archiv\w*|aufbewahr\w*|löschfrist|train\w*|erfährt|erfahren|einsicht|sehen kann)\b"
    ),
    "my_data": (
        r"\b(my|our|meine[rnms]?|mini|unsere\w*) (personal |private |persönlichen |privaten )?(data|details|"
        r"info\w*|messages|texts|name|number|address|photos|daten|angaben|namen?|nummer|adresse|nachrichten|"
        r"fotos|chats?)\b|what (i|we) (write|type|say)|was ich (hier )?(schreib|sag|tipp|eingeb)|(read|see|"
        r"reads|sees|lesen|liest|sieht|sehen) (this|that|it|my|das|mit|alles|what|meine)|über mich"
    ),
    "status": (
        r"\b(status|update|news|progress|stand|sachstand|neuigkeit\w*|bescheid|neues|decision|decided|"
        r"entscheid\w*|entschieden|bearbeit\w*|processed|received|arrived?|angekommen|eingegangen|"
        r"any(thing)? (moving|happening|yet)|assigned|zuständig|vorwärts|weiter mit|stage|pending|"
        r"noch nichts gehört|nix gehört|heard)\b"
    ),
    "my_claim": (
        r"\b(my|our|the|mein\w*|mim|unser\w*|dem|der|den) (other |last |first |own |anderen |ersten |"
        r"alten )?(claim|report|case|file|notice|application|complaint|fall|schaden\w*|meldung|akte|vorgang|"
        r"antrag|sache|anzeige|dossier|unterlagen|documents|papers|money|geld)\b|\bfn-?\d|claim (no|number|"
        r"\d)|schadennummer|\b(reported|submitted|filed|sent|gemeldet|eingereicht|geschickt|gschickt)\b"
    ),
    "cancel": (
        r"\b(cancel\w*|abort|withdraw\w*|call (it|this|the) off|stop|quit|drop (it|this|the)|forget (it|"
        r"this|about)|never ?mind|scrap (it|this)|bin (it|this)|discard|pull (it|the|my)|exit|leave it|"
        r"let'?s leave|not go(ing)? ahead|don'?t (want|wanna|send|bother|submit)|close (it|this|the)|"
        r"give up|changed (my|our) mind|no longer (want|need)|abbrech\w*|abbruch|abgebrochen|stopp?|"
        r"stornier\w*|zurückzieh\w*|zieh\w* .*zurück|zurückgezogen|verwerf\w*|aufhör\w*|beend\w*|vergiss|"
        r"vergessen (sie|wir|s)|lass(en|t)? (wir|ma|mer|s|es|das|sein|gut)|erledigt|sein lassen|überlegt|"
        r"doch nicht|schließen|löschen|raus|verzicht\w*|hinfällig|abbräche|nicht mehr melden|"
        r"nimmer melden)\b"
    ),
    "restart": (
        r"\b(restart\w*|start(ing)? (over|again|afresh|fresh|anew|from|new|the whole)|begin\w* (again|from|"
        r"anew|new)|from (scratch|the (start|beginning|top)|zero|one)|scratch|reset|do over|redo|all over|"
        r"afresh|clean slate|square one|neu (anfang|start|begin|mach)\w*|neustart\w*|neuanfang|"
        r"von (ganz )?(vorn|vorne|anfang|beginn|null|neuem|eins)|vo vor\w*|von vorn|zurücksetzen|auf (null|"
        r"anfang)|nochmal (von|alles|neu)|noch ?mal (von|ganz|alles|neu|sauber)|noch einmal (von|ganz|neu|"
        r"sauber)|zum (start|anfang)|ganz an den anfang|vo afang|neue runde|frisch|very first question|"
        r"wipe)\b"
    ),
    "language": (
        r"\b(english|german|french|spanish|italian|polish|turkish|arabic|dutch|portuguese|russian|ukrainian|"
        r"romanian|croatian|serbian|chinese|irish|gaeilge|welsh|englisch\w*|deutsch\w*|französisch\w*|"
        r"spanisch\w*|italienisch\w*|polnisch\w*|türkisch\w*|arabisch\w*|niederländisch\w*|russisch\w*|"
        r"ukrainisch\w*|rumänisch\w*|kroatisch\w*|serbisch\w*|hochdeutsch|schwitzerdütsch|français|español|"
        r"italiano|polski|polsku|türkçe|turkce|nederlands|русский|українськ\w*|hrvatski|srpski|português|"
        r"română|language|sprache|sprichst|sprechen sie|parlez|hablas?|parla|mówi\w*|inglese|tedesco|dütsch|"
        r"auf deutsch|übersetz\w*|translat\w*)\b"
    ),
    "repeat": (
        r"\b(repeat\w*|rephrase|again please|say (that|it|this|again)|come again|pardon|what (do|did) (you|"
        r"ye) (mean|ask|want|say)|what('s| is| was| does| are).*(question|mean\w*|options|difference)|"
        r"mean(s|ing)?|huh|eh|wha|understand|don'?t (get|follow)|simpler|more simply|explain|example|"
        r"clarify|wiederhol\w*|noch ?mal(s)?( bitte)?|nochmals|nomal|no mal|wie bitte|wia bitte|hä+|hää|"
        r"was (mein|heiß|heiss|bedeut|war|ist)\w*|versteh\w*|verstand\w*|verstoh|kapier\w*|begreif\w*|"
        r"anders (formul|frag|sag)\w*|formulier\w*|erklär\w*|beispiel|unterschied|frage (war|noch|nicht|"
        r"nochmal)|letzte frage|inwiefern)\b"
    ),
    "skip": (
        r"\b(skip\w*|pass|next( one| question| please)?|later|move on|leave (it|that|this) (blank|out|open|"
        r"empty)|blank|come back to|prefer not|rather not|not (now|relevant)|no comment|optional|compulsory|"
        r"carry on|go on|another question|something else|überspring\w*|weiter|nächste\w*|nächscht\w*|später|"
        r"spöter|nachher|nachreich\w*|auslass\w*|auslah|weglass\w*|leer lassen|feld leer|keine angabe|"
        r"möchte (ich )?nicht (sagen|beantwort\w*|äußern)|ned jetzt|nöd jetzt|jetzt nicht|morgen|"
        r"nachgereicht|tut nichts zur sache|gömmer|passe|mach ma|wozu|nicht so wichtig|egal)\b"
    ),
    "dont_know": (
        r"\b(don'?t (really )?(know|remember|recall|have|think so)|dunno|idk|no (idea|clue|earthly)|"
        r"not (sure|certain|known|a clue)|unsure|unknown|can'?t (say|tell|remember|recall|put)|"
        r"couldn'?t (say|tell)|who knows|hard to (say|tell)|haven'?t (a|the|got|checked)|beats me|search me|"
        r"guess|forget|forgot\w*|no one knows|nobody knows|unclear|tbc|weiss|weiß|woaß|woas|waiss|wüsst\w*|"
        r"keine? (ahnung|plan|idee|schimmer|blassen|erinnerung)|ka|kp|ahnung|ahnig|plan|schimmer|überfragt|"
        r"unklar|unbekannt|nicht bekannt|erinner\w*|vergessen|schwer zu sagen|noch offen|fraglich|entzieht|"
        r"kei ahnig|nachschauen|nachsehen|chan i nöd|ungewiss)\b|🤷"
    ),
    "correct": (
        r"\b(correct(ion)?|actually|wrong|mistake|not .{1,30}(but|it'?s|it was)|instead|i meant|meant|"
        r"should (be|say|read)|sorry|oops|scratch that|typo|change (it|the|that|this|my)|replace|make (it|"
        r"that)|rather|never said|misspoke|mistyped|mixed up|swap|amend|update (the|my)|fix|korrektur|"
        r"korrigier\w*|berichtig\w*|richtigstell\w*|richtig (ist|wäre)|falsch\w*|verkehrt|sondern|"
        r"doch (nicht|am|erst|nur|bei|im|der|die|das)|meinte|eigentlich|ups|vertippt|verschrieben|vertan|"
        r"verwechselt|geirrt|irrtum|statt|ändern|ändere|austausch\w*|streich\w*|nicht .{1,30} sondern|"
        r"revidier\w*|präzisier\w*|stimmt (so )?n|missverst\w*|misverst\w*)\b"
    ),
    "complaint": (
        r"\b(complain\w*|complaint|ridiculous|unacceptable|useless|disgrace\w*|terrible|awful|joke|rubbish|"
        r"shambles|shameful|fed up|ombudsman|lawyer|disappoint\w*|angry|furious|worst|pathetic|incompetent|"
        r"rude|hopeless|stupid|bloody|fuck\w*|shit\w*|crap|wtf|scandal|outrageous|not happy|unhappy|"
        r"waste of time|sick of|beschwer\w*|lächerlich|unmöglich|unverschämt\w*|frech\w*|frechheit|schande|"
        r"saftladen|witz|zumutung|katastrophe|unfähig\w*|enttäuscht|wütend|verarsch\w*|scheiß\w*|scheiss\w*|"
        r"mist|bafin|finma|ombuds\w*|anwalt|mir reicht\w*|sauer|schlecht\w*|furchtbar|skandal|sauerei|"
        r"nutzlos|deppert|blöd\w*|dumm\w*|schmarrn|nerv\w*|abzock\w*|inakzeptabel|wochenlang|seit (wochen|"
        r"monaten)|for (weeks|months|ages)|nie meldet|niemand meldet|nobody (answers|calls|ever)|"
        r"im stich)\b|!!+"
    ),
    "nod": (
        r"[👍👌✅✔🆗💯]|^\W*(aye|mhm+|uh[- ]?huh|hundertpro\w*|100 ?(%|pro\w*|percent)|logo|meinetwegen)\W*$"
    ),
    "shake": (
        r"[👎❌🚫🙅]|^\W*((that'?s |das ist |is )?(wrong|false|incorrect|untrue|falsch|unwahr|(not|nicht) "
        r"(right|correct|true|richtig|wahr))|nuh[- ]?uh|(quite )?the (opposite|contrary)|(ganz )?im gegenteil|"
        r"on the contrary|keineswegs|not (at all|really)|eher nicht|lieber nicht)\W*$"
    ),
    "why_this_question": (
        r"why\b.{0,25}\b(you|need|ask\w*|want|matters?|important|know|relevant)\b|what.{0,25}\b(need|want) "
        r".{0,12}\bfor\b|got to do with|(wozu|warum|wieso|weshalb|wofür)\b.{0,30}\b(brauch\w*|frag\w*|"
        r"wiss\w*|wichtig|woll\w*|willst|benötig\w*|müss\w*|relevant)\b|hat (das|des|dit) (damit|mit)|tut das zur"
    ),
    "already_said": (
        r"already (told|said|gave|answered|wrote|sent)|told you|(schon|doch|bereits) (gesagt|geschrieben|"
        r"geschickt|angegeben|beantwortet|gsagt|gseit)|wie oft|how (often|many times)|third time|"
        r"zum (dritten|zweiten|vierten)|do(n'?t)? you (even )?read|liest du|lesen sie"
    ),
    "thanks": (
        r"\b(thanks?|thx|ty|cheers|ta|grateful|appreciat\w*|dank\w*|merci|vergelt\w*|gracias|tanks|"
        r"tausend dank|dankschee|dankschön)\b|🙏"
    ),
    "greeting": (
        r"^\W*(hi+|hello+|hallo+|halo|hey+|heya|hiya|howdy|yo|good (morning|afternoon|evening|day)|morning|"
        r"evening|guten? (tag|morgen|abend)|gutn|moin|servus|grüß|grüezi|grüessech|griaß|hoi|sali|salü|tach|"
        r"mahlzeit|greetings|top of the|ahoy|halli|ola|hola|salut|bonjour)\b"
    ),
    "greeting_only": (
        r"^\W*(hi+|hello+|hallo+|halo|hey+|heya|hiya|howdy|yo|(good )?(morning|afternoon|evening|day)|"
        r"guten? (tag|morgen|abend)|moin|servus|grüß( gott| dich| euch)?|grüezi|hoi|sali|tach|mahlzeit|"
        r"hallöchen)(\W+(there|bot|again|all|zusammen|mitenand|auch|you|to you|moin|zäme|everyone))*\W*$"
    ),
    "bye": (
        r"\b(bye+|goodbye|good ?night|see (you|ya)|cheerio|ttyl|later|farewell|take care|so long|"
        r"signing off|tschüss|tschüs|tschau|ciao|wiedersehen|wiederschauen|widerluege|baba|ade|adieu|"
        r"bis (dann|bald|morgen|später|die|zum)|gute nacht|gn8|feierabend|pfiat\w*|mach'?s gut|machs guet|"
        r"schönen? (tag|abend|feierabend|woche\w*)|have a (nice|good|great)|weekend|gotta (go|run)|"
        r"muss (los|weg))\b"
    ),
    "report": (
        r"\b(report|claim|lost|stolen|broke\w*|damaged?|crash\w*|hacked|deleted|leak\w*|ransom\w*|accident|"
        r"burst|flood\w*|fire|stole|smashed|hit|sued|suing|cease and desist|breach|outage|wiped|corrupted|"
        r"encrypted|burglar\w*|melden|mälde|schaden\w*|kaputt|verloren|gestohlen|gestohl\w*|geklaut|"
        r"gstohl\w*|beschädigt|unfall|abgestürzt|gehackt|gelöscht|abmahnung|einbruch|eingebrochen|brand|"
        r"brennt|wasserschaden|verklagt|datenpanne|ausgefallen|lahmgelegt|verschlüsselt|weg|überschwemmt|"
        r"gebrochen|zerstört|passiert|hin|ruiniert|umgefahren|haftbar|schadenersatz|schadensersatz)\b"
    ),
    "insurance_business": (
        r"\b(buy|quote|offer|premium|discount|new (policy|insurance)|insurance card|certificate|"
        r"cancel my policy|renew\w*|contract|upgrade|invoice|bank details|abschließen|abschliessen|angebot|"
        r"prämie\w*|beitrag\w*|rabatt|kündig\w*|vertrag\w*|rechnung|bankverbindung|versicherungsbestätigung|"
        r"umgezogen|adressänderung|tarif\w*|bonus|no claims|wechseln|grüne karte)\b"
    ),
    "small_talk": (
        r"\b(weather|joke|football|song|sing|pizza|recipe|bitcoin|capital of|president|chancellor|single|"
        r"date|love|movie|horoscope|lottery|recommend|restaurant|cat|cats|dog|birthday|witz|wetter|fußball|"
        r"fussball|lied|rezept|hauptstadt|kanzler\w*|präsident|liebe|film|lotto|restaurant|katze\w*|partei|"
        r"oma|gedicht|poem|story|homework|hausaufgaben|code|python|wordpress|drucker|printer|uhrzeit|"
        r"wie spät)\b"
    ),
    "gibberish": (
        r"^\W*([bcdfghjklmnpqrstvwxz]{4,}|(.)\2{3,}|asdf\w*|qwer\w*|lkj\w*|lol|haha\w*|bla( bla)*|la( ?la)+|"
        r"test)\W*$"
    ),
    "want": (
        r"\b(i (want|need|would like|'?d like|wanna|have to|must)|ich (will|möchte|hätte gern\w*|brauche|"
        r"muss|würde)|i (wü|mog|mecht)|ich möcht|wett|can (i|you|we)|could (you|i|we|someone)|kann (ich|man|"
        r"mich|mir)|können (sie|wir)|könnte\w*|please|pls|bitte)\b"
    ),
    "negated": (
        r"\b(not|no|never|don'?t|doesn'?t|didn'?t|isn'?t|wasn'?t|haven'?t|hasn'?t|without|nicht|nich|ned|"
        r"net|nöd|nid|kein\w*|nie|nix|nichts|nüt|ohne|weder|nimmer)\b"
    ),
    "past_deed": (
        r"\b(i|we|ich|wir|he|she|they|er|sie|mein\w*|my|our|unser\w*|mir|mi) (\w+ ){0,3}(was|were|had|got|"
        r"did|left|dropped|forgot|sent|hat|habe?|hab|haben|bin|ist|war|waren|wurde\w*|hend|händ|hani)\b"
    ),
    "finished": (
        r"^\W*(that'?s (all|it|everything)|nothing (else|more)|das (wars|war'?s|ist alles|wär'?s)|"
        r"(sonst )?(nichts|nix)( mehr)?|all done|fertig|done|no more|i'?m (good|fine)|passt so)\b"
    ),
    "go": (
        r"\b(send|submit|go ahead|proceed|continue|carry on|off you go|do it|abschick\w*|absenden|senden|"
        r"schick\w*|weiter\w*|los|mach|go)\b"
    ),
    "still": (r"\b(still|immer noch|noch immer|again|already|schon|bereits)\b"),
}
_CUES: Dict[str, Pattern[str]] = {name: re.compile(pattern, _FLAGS) for name, pattern in _PATTERNS.items()}


def cues_in(text: str) -> List[str]:
    """The names of all cues that `text` holds."""
    return [name for name, pattern in _CUES.items() if pattern.search(text)]
