"""Phrases as people write them, each with the days it means; all said on Wednesday, 8 July 2026, at noon."""

from datetime import date, datetime, timedelta, timezone

import pytest

from bot.extraction.dates import find_dates

NOW = datetime(2026, 7, 8, 12, 0, tzinfo=timezone(timedelta(hours=2)))

ENGLISH = """
server died on 28.02.2022                             | 2022-02-28
it was 2026-03-09                                     | 2026-03-09
dated 2026/03/09                                      | 2026-03-09
on 2026-03-09T14:30 the job ran                       | 2026-03-09
on the 3rd of May 2024                                | 2024-05-03
on the 3rd of may                                     | 2026-05-03
May 3rd, 2024 was the day                             | 2024-05-03
May 3 2024                                            | 2024-05-03
3 May                                                 | 2026-05-03
3-Apr-26                                              | 2026-04-03
03-APR-2026                                           | 2026-04-03
3/Apr/2026                                            | 2026-04-03
Apr. 3, we noticed                                    | 2026-04-03
14 sept last year's budget                            | 2025-09-14
on 12 Dec                                             | 2025-12-12
Friday, 12 June                                       | 2026-06-12
Fri 12 June                                           | 2026-06-12
Fri. the 12th of June                                 | 2026-06-12
wednesday june 17th                                   | 2026-06-17
14/5                                                  | 2026-05-14
on 14/05/26                                           | 2026-05-14
on 14-05-2026                                         | 2026-05-14
letter of 17/06                                       | 2026-06-17
17.6.                                                 | 2026-06-17
on 17.06 it broke                                     | 2026-06-17
at 5 of march                                         | 2026-03-05
on june the 5th                                       | 2026-06-05
the fifth of June                                     | 2026-06-05
june fifth                                            | 2026-06-05
twenty-first of May                                   | 2026-05-21
on the twenty first of may                            | 2026-05-21
July 8 2026                                           | 2026-07-08
Feb 29                                                | 2024-02-29
today                                                 | 2026-07-08
discovered earlier today                              | 2026-07-08
this morning at 9:30                                  | 2026-07-08
this very afternoon                                   | 2026-07-08
tonight                                               | 2026-07-08
just now                                              | 2026-07-08
an hour ago                                           | 2026-07-08
40 min ago                                            | 2026-07-08
3 hrs ago                                             | 2026-07-08
half an hour ago                                      | 2026-07-08
yesterday                                             | 2026-07-07
yesterday in the evening                              | 2026-07-07
yesterday around 4                                    | 2026-07-07
since yesterday                                       | 2026-07-07
last night                                            | 2026-07-07
yesterday evening                                     | 2026-07-07
the day before yesterday                              | 2026-07-06
day before yesterday                                  | 2026-07-06
on Friday                                             | 2026-07-03
Friday                                                | 2026-07-03
last Friday                                           | 2026-07-03
this past Friday                                      | 2026-07-03
on friday afternoon                                   | 2026-07-03
friday night                                          | 2026-07-03
since Tuesday                                         | 2026-07-07
on Wednesday                                          | 2026-07-01
last wed                                              | 2026-07-01
on fri                                                | 2026-07-03
since sat                                             | 2026-07-04
Noticed: Sat, 8 am                                    | 2026-07-04
on Sun we saw it                                      | 2026-07-05
last thurs                                            | 2026-07-02
tues morning                                          | 2026-07-07
this Monday                                           | 2026-07-06
Monday this week                                      | 2026-07-06
monday of this week                                   | 2026-07-06
Tuesday last week                                     | 2026-06-30
last week Tuesday                                     | 2026-06-30
last week on Tuesday                                  | 2026-06-30
Tuesday of last week                                  | 2026-06-30
the last week friday                                  | 2026-07-03
Friday of the previous week                           | 2026-07-03
Friday before last                                    | 2026-06-26
the Monday before last                                | 2026-06-29
3 days ago                                            | 2026-07-05
three days ago                                        | 2026-07-05
two weeks back                                        | 2026-06-24
a fortnight ago                                       | 2026-06-24
a couple of days ago                                  | 2026-07-06
couple days ago                                       | 2026-07-06
1 Week ago                                            | 2026-07-01
a week ago                                            | 2026-07-01
about a week ago                                      | 2026-07-01
exactly one week ago                                  | 2026-07-01
10 days ago                                           | 2026-06-28
a month ago                                           | 2026-06-08
2 months ago                                          | 2026-05-08
a week ago today                                      | 2026-07-01
today a week ago                                      | 2026-07-01
a week ago yesterday                                  | 2026-06-30
two weeks ago today                                   | 2026-06-24
a week ago Tuesday                                    | 2026-06-30
three weeks ago on a Tuesday                          | 2026-06-16
Friday two weeks ago                                  | 2026-06-26
two weeks ago on Friday                               | 2026-06-26
before two weeks it happened                          | 2026-06-24
since three days it is down                           | 2026-07-05
last week                                             | 2026-06-29 2026-07-05
the previous week                                     | 2026-06-29 2026-07-05
during the past week                                  | 2026-06-29 2026-07-05
the week before last                                  | 2026-06-22 2026-06-28
earlier this week                                     | 2026-07-06 2026-07-08
at the weekend                                        | 2026-07-04 2026-07-05
over the weekend                                      | 2026-07-04 2026-07-05
last weekend                                          | 2026-07-04 2026-07-05
this past weekend                                     | 2026-07-04 2026-07-05
the weekend before last                               | 2026-06-27 2026-06-28
last month                                            | 2026-06-01 2026-06-30
sometime last month                                   | 2026-06-01 2026-06-30
early last month                                      | 2026-06-01 2026-06-10
at the end of last month                              | 2026-06-21 2026-06-30
earlier this month                                    | 2026-07-01 2026-07-08
on the 2nd of this month                              | 2026-07-02
on the 12th of last month                             | 2026-06-12
in March                                              | 2026-03-01 2026-03-31
in may                                                | 2026-05-01 2026-05-31
back in August                                        | 2025-08-01 2025-08-31
since april                                           | 2026-04-01 2026-04-30
in march 2024                                         | 2024-03-01 2024-03-31
March 2024                                            | 2024-03-01 2024-03-31
last October                                          | 2025-10-01 2025-10-31
in July                                               | 2026-07-01 2026-07-08
early March                                           | 2026-03-01 2026-03-10
in mid-March                                          | 2026-03-11 2026-03-20
mid May                                               | 2026-05-11 2026-05-20
middle of may                                         | 2026-05-11 2026-05-20
late march                                            | 2026-03-21 2026-03-31
end of February                                       | 2026-02-21 2026-02-28
towards the end of May                                | 2026-05-21 2026-05-31
at the beginning of June                              | 2026-06-01 2026-06-10
first week of May                                     | 2026-05-01 2026-05-07
in the second week of May                             | 2026-05-08 2026-05-14
the last week of May                                  | 2026-05-25 2026-05-31
on the 3rd                                            | 2026-07-03
on the 15th                                           | 2026-06-15
the 31st                                              | 2026-05-31
since the 1st                                         | 2026-07-01
Wednesday the 17th                                    | 2026-06-17
Friday 13th                                           | 2026-03-13
the night of 5 to 6 May                               | 2026-05-05 2026-05-06
in the night from Tuesday to Wednesday                | 2026-06-30 2026-07-01
the night from 5 May to 6 May                         | 2026-05-05 2026-05-06
between 3 and 7 March                                 | 2026-03-03 2026-03-07
from 3 to 7 March                                     | 2026-03-03 2026-03-07
between March 3 and March 7                           | 2026-03-03 2026-03-07
3rd to 7th of March                                   | 2026-03-03 2026-03-07
March 3–7                                             | 2026-03-03 2026-03-07
March 3rd through 7th                                 | 2026-03-03 2026-03-07
March 3 - March 7                                     | 2026-03-03 2026-03-07
from 28 April until 2 May                             | 2026-04-28 2026-05-02
from 20 December to 3 January                         | 2025-12-20 2026-01-03
3 March 2025 to 5 March 2025                          | 2025-03-03 2025-03-05
from Monday to Wednesday                              | 2026-06-29 2026-07-01
Monday till Tuesday                                   | 2026-07-06 2026-07-07
between Friday and Sunday                             | 2026-07-03 2026-07-05
from Saturday evening until Monday                    | 2026-07-04 2026-07-06
between the 1st and the 4th                           | 2026-07-01 2026-07-04
from yesterday until today                            | 2026-07-07 2026-07-08
sep to nov                                            | 2025-09-01 2025-11-30
from January through March                            | 2026-01-01 2026-03-31
between March and May                                 | 2026-03-01 2026-05-31
from early March to mid April                         | 2026-03-01 2026-04-20
end of March/beginning of April                       | 2026-03-21 2026-04-10
late May or early June                                | 2026-05-21 2026-06-10
Sat 23 May 02:10 – Sun 24 May 17:45                   | 2026-05-23 2026-05-24
on 16 and 17 June                                     | 2026-06-16; 2026-06-17
on 3, 9 and 14 June                                   | 2026-06-03; 2026-06-09; 2026-06-14
June 16 and 17                                        | 2026-06-16; 2026-06-17
on Monday and Tuesday                                 | 2026-07-06; 2026-07-07
on 12 May, noticed on the 14th                        | 2026-05-12; 2026-05-14
in May, noticed on the 14th                           | 2026-05-01 2026-05-31; 2026-05-14
On 28 May it ran, we saw it on the 2nd                | 2026-05-28; 2026-06-02
on 5 May; two days later they rang                    | 2026-05-05; 2026-05-07
on 5 May and noticed the next day                     | 2026-05-05; 2026-05-06
on 5 May, they wrote the following Monday             | 2026-05-05; 2026-05-11
on Christmas Eve                                      | 2025-12-24
Boxing Day                                            | 2025-12-26
on New Year's Eve                                     | 2025-12-31
New Year’s Day                                        | 2026-01-01
on Good Friday                                        | 2026-04-03
Easter Monday                                         | 2026-04-06
over Easter                                           | 2026-04-03 2026-04-06
Whit Monday                                           | 2026-05-25
Halloween                                             | 2025-10-31
on Black Friday                                       | 2025-11-28
Cyber Monday                                          | 2025-12-01
Thanksgiving                                          | 2025-11-27
Labor Day                                             | 2025-09-01
4th of July                                           | 2026-07-04
Valentine's Day                                       | 2026-02-14
Mother's Day                                          | 2026-03-15
May bank holiday                                      | 2026-05-04
August bank holiday                                   | 2025-08-25
the day after Thanksgiving                            | 2025-11-28
on the Tuesday after Easter                           | 2026-04-07
the Friday before Christmas Eve                       | 2025-12-19
in the week of 12 May                                 | 2026-05-11 2026-05-17
5/6/26-9/6/26                                         | 2026-06-05 2026-06-09
June 30/July 1                                        | 2026-06-30; 2026-07-01
the 1st and the 5th                                   | 2026-07-01; 2026-07-05
two days after 5 June                                 | 2026-06-07
two days before Easter                                | 2026-04-01
Easter 2025                                           | 2025-04-18 2025-04-21
bank holiday Monday                                   | 2026-05-25
overnight from Friday to Saturday                     | 2026-07-03 2026-07-04
from 30/6-2/7                                         | 2026-06-30 2026-07-02
Jun 30th-July 2nd                                     | 2026-06-30 2026-07-02
since Thursday 25/6                                   | 2026-06-25
Mon thru Wed                                          | 2026-06-29 2026-07-01
last nite                                             | 2026-07-07
w/c 12 May                                            | 2026-05-11 2026-05-17
on 30 June (Tuesday)                                  | 2026-06-30
on Tuesday (30 June)                                  | 2026-06-30
yesterday, a Tuesday                                  | 2026-07-07
the first Monday of June                              | 2026-06-01
last Friday of May                                    | 2026-05-29
the site was down from Thursday until Saturday        | 2026-07-02 2026-07-04
they want an answer until Friday                      | 2026-07-10 future
the outage lasted until Friday                        | 2026-07-03
two nights ago                                        | 2026-07-06
over Christmas                                        | 2025-12-24 2025-12-26
yesteday evening                                      | 2026-07-07
yesterdy                                              | 2026-07-07
on wensday                                            | 2026-07-01
last thursdya                                         | 2026-07-02
3 septmber                                            | 2025-09-03
on tuseday                                            | 2026-07-07
14 Feburary                                           | 2026-02-14
on saterday                                           | 2026-07-04
over the weeknd                                       | 2026-07-04 2026-07-05
next Friday                                           | 2026-07-10 future
tomorrow                                              | 2026-07-09 future
they want an answer by Friday                         | 2026-07-10 future
pay by 31 July                                        | 2026-07-31 future
deadline 20 July                                      | 2026-07-20 future
before July 21                                        | 2026-07-21 future
answer due 7/28                                       | 2026-07-28 future
launch is on 3 September 2026                         | 2026-09-03 future
letzten Freitag the shop went down                    | 2026-07-03
it was gestern Abend                                  | 2026-07-07
am 3. Juni we noticed                                 | 2026-06-03
"""

GERMAN = """
am 28.02.2022                                         | 2022-02-28
am 28.2.                                              | 2026-02-28
am 28.2.22                                            | 2022-02-28
am 28.2 abgestürzt                                    | 2026-02-28
28. 2. 2022                                           | 2022-02-28
28. Februar                                           | 2026-02-28
den 28. Februar 2022                                  | 2022-02-28
4.März 22                                             | 2022-03-04
4. Maerz                                              | 2026-03-04
am 2.10.                                              | 2025-10-02
Fr, 12.6.                                             | 2026-06-12
am Freitag, den 12. Juni                              | 2026-06-12
am Freitag dem 12.06.                                 | 2026-06-12
Freitag 12.6.2026                                     | 2026-06-12
2026-06-12                                            | 2026-06-12
12/6                                                  | 2026-06-12
12.Juni                                               | 2026-06-12
12 Juni                                               | 2026-06-12
am zwölften Juni                                      | 2026-06-12
am ersten Mai                                         | 2026-05-01
3. Jänner                                             | 2026-01-03
am 3. Feber                                           | 2026-02-03
den 12ten                                             | 2026-06-12
am 3.                                                 | 2026-07-03
seit dem 15.                                          | 2026-06-15
am 31. gemerkt                                        | 2026-05-31
Freitag, der 13.                                      | 2026-03-13
am 5. dieses Monats                                   | 2026-07-05
heute                                                 | 2026-07-08
heute Morgen                                          | 2026-07-08
heute früh um 6                                       | 2026-07-08
heute Nacht                                           | 2026-07-08
heute in der Früh                                     | 2026-07-08
vorhin                                                | 2026-07-08
vor einer Stunde                                      | 2026-07-08
vor 40 Minuten                                        | 2026-07-08
gestern                                               | 2026-07-07
gestern Abend                                         | 2026-07-07
gestern um 14 Uhr                                     | 2026-07-07
gestern z'Abig                                        | 2026-07-07
seit gestern                                          | 2026-07-07
vorgestern                                            | 2026-07-06
vorgestern abends                                     | 2026-07-06
am Freitag                                            | 2026-07-03
am Fr                                                 | 2026-07-03
am Mi gemerkt                                         | 2026-07-01
letzten Freitag                                       | 2026-07-03
am letzten Freitag                                    | 2026-07-03
vergangenen Freitag                                   | 2026-07-03
vorigen Dienstag                                      | 2026-07-07
letschte Frytig                                       | 2026-07-03
am Samschtig                                          | 2026-07-04
am Sonnabend                                          | 2026-07-04
am Mittwoch z'Nacht                                   | 2026-07-01
Montag früh                                           | 2026-07-06
am Montagabend                                        | 2026-07-06
Freitagnachmittag                                     | 2026-07-03
seit Montag                                           | 2026-07-06
diesen Montag                                         | 2026-07-06
vorletzten Dienstag                                   | 2026-06-30
Freitag letzte Woche                                  | 2026-07-03
Freitag letzter Woche                                 | 2026-07-03
letzte Woche Freitag                                  | 2026-07-03
letzte Woche am Dienstag                              | 2026-06-30
am Dienstag vergangener Woche                         | 2026-06-30
Dienstag vorletzte Woche                              | 2026-06-23
vor drei Tagen                                        | 2026-07-05
vor 3 Tagen                                           | 2026-07-05
vor 14 Tagen                                          | 2026-06-24
vor drei Wochen                                       | 2026-06-17
vor ca. zwei Wochen                                   | 2026-06-24
vor einem Monat                                       | 2026-06-08
vor einer Woche                                       | 2026-07-01
heute vor einer Woche                                 | 2026-07-01
heute vor drei Wochen                                 | 2026-06-17
Freitag vor zwei Wochen                               | 2026-06-26
am Freitag vor zwei Wochen                            | 2026-06-26
seit drei Tagen                                       | 2026-07-05
das ist zwei Wochen her                               | 2026-06-24
letzte Woche                                          | 2026-06-29 2026-07-05
letzte Woch                                           | 2026-06-29 2026-07-05
vorige Woche                                          | 2026-06-29 2026-07-05
in der vergangenen Woche                              | 2026-06-29 2026-07-05
vorletzte Woche                                       | 2026-06-22 2026-06-28
am Wochenende                                         | 2026-07-04 2026-07-05
übers Wochenende                                      | 2026-07-04 2026-07-05
am WE                                                 | 2026-07-04 2026-07-05
letztes Wochenende                                    | 2026-07-04 2026-07-05
vorletztes Wochenende                                 | 2026-06-27 2026-06-28
letzten Monat                                         | 2026-06-01 2026-06-30
im letzten Monat                                      | 2026-06-01 2026-06-30
Ende letzten Monats                                   | 2026-06-21 2026-06-30
Anfang des Monats                                     | 2026-07-01 2026-07-08
im März                                               | 2026-03-01 2026-03-31
im Mai 2024                                           | 2024-05-01 2024-05-31
im Jänner                                             | 2026-01-01 2026-01-31
seit August                                           | 2025-08-01 2025-08-31
Anfang März                                           | 2026-03-01 2026-03-10
anfangs Dezember                                      | 2025-12-01 2025-12-10
Mitte Mai                                             | 2026-05-11 2026-05-20
Ende Juni                                             | 2026-06-21 2026-06-30
in der ersten Maiwoche                                | 2026-05-01 2026-05-07
in der ersten Woche im Mai                            | 2026-05-01 2026-05-07
KW 12                                                 | 2026-03-16 2026-03-22
vom 1. bis 14. Juni                                   | 2026-06-01 2026-06-14
vom 1. Juni bis zum 14. Juni                          | 2026-06-01 2026-06-14
vom 29.5. bis einschl. 1.6.                           | 2026-05-29 2026-06-01
vom 28. Mai bis 2. Juni                               | 2026-05-28 2026-06-02
3.-7.3.                                               | 2026-03-03 2026-03-07
3.3.-7.3.                                             | 2026-03-03 2026-03-07
3.3. bis 7.3.2025                                     | 2025-03-03 2025-03-07
zwischen 3. und 7. März                               | 2026-03-03 2026-03-07
zwischen dem 3.3. und dem 7.3.                        | 2026-03-03 2026-03-07
in der Nacht vom 5. auf den 6. Mai                    | 2026-05-05 2026-05-06
in der Nacht auf den 6. Mai                           | 2026-05-05 2026-05-06
Nacht von Samstag auf Sonntag                         | 2026-07-04 2026-07-05
in der nacht von di auf mi                            | 2026-06-30 2026-07-01
in der Nacht auf Sonntag                              | 2026-07-04 2026-07-05
von Montag bis Mittwoch                               | 2026-06-29 2026-07-01
von Freitag Abend bis Montag früh                     | 2026-07-03 2026-07-06
in der Nacht 16./17.6.                                | 2026-06-16 2026-06-17
vom 1. bis 4. war alles weg                           | 2026-07-01 2026-07-04
von Anfang März bis Mitte April                       | 2026-03-01 2026-04-20
Juni bis August                                       | 2025-06-01 2025-08-31
am 16. und 17. Juni                                   | 2026-06-16; 2026-06-17
am 16. und 17.6.                                      | 2026-06-16; 2026-06-17
am 16. und 17.                                        | 2026-06-16; 2026-06-17
am 3., 9. und 14. Juni                                | 2026-06-03; 2026-06-09; 2026-06-14
am 12. Mai, gemerkt am 14.                            | 2026-05-12; 2026-05-14
Am 12.5. passiert, zwei Tage später gemerkt           | 2026-05-12; 2026-05-14
Am 12.5. passiert, am nächsten Tag gemerkt            | 2026-05-12; 2026-05-13
am Montag und Dienstag                                | 2026-07-06; 2026-07-07
an Silvester                                          | 2025-12-31
zu Neujahr                                            | 2026-01-01
Heiligabend                                           | 2025-12-24
am 1. Weihnachtstag                                   | 2025-12-25
am zweiten Weihnachtsfeiertag                         | 2025-12-26
am Stephanitag                                        | 2025-12-26
Ostermontag                                           | 2026-04-06
Karfreitag                                            | 2026-04-03
über Ostern                                           | 2026-04-03 2026-04-06
Christi Himmelfahrt                                   | 2026-05-14
an Fronleichnam                                       | 2026-06-04
Rosenmontag                                           | 2026-02-16
Pfingstmontag                                         | 2026-05-25
Tag der Deutschen Einheit                             | 2025-10-03
am Nikolaustag                                        | 2025-12-06
am 1. Advent                                          | 2025-11-30
Allerheiligen                                         | 2025-11-01
am 5. Juni letzten Jahres                             | 2025-06-05
im April 26                                           | 2026-04-01 2026-04-30
seit Freitag 18 Uhr bis Montag 7 Uhr                  | 2026-07-03 2026-07-06
am 1., 2. und 5.                                      | 2026-07-01; 2026-07-02; 2026-07-05
von gestern auf heute                                 | 2026-07-07 2026-07-08
am 3. Juli, also Freitag                              | 2026-07-03
am Tag nach Neujahr                                   | 2026-01-02
am Dienstag nach Ostern                               | 2026-04-07
in der Woche vom 12. Mai                              | 2026-05-11 2026-05-17
am 30.6. (Dienstag)                                   | 2026-06-30
am Dienstag (30.6.)                                   | 2026-06-30
gestern, Dienstag                                     | 2026-07-07
am letzten Freitag im Mai                             | 2026-05-29
die wollen bis Freitag eine Antwort                   | 2026-07-10 future
das lief bis Freitag so                               | 2026-07-03
vorgesten                                             | 2026-07-06
gesten Abend                                          | 2026-07-07
am Donerstag                                          | 2026-07-02
14. Feburar                                           | 2026-02-14
3. Jannuar                                            | 2026-01-03
am Mitwoch                                            | 2026-07-01
am Dientag                                            | 2026-07-07
bis 31. Juli sollen wir zahlen                        | 2026-07-31 future
Frist bis zum 20.7.                                   | 2026-07-20 future
nächsten Freitag                                      | 2026-07-10 future
die kommen morgen                                     | 2026-07-09 future
übermorgen                                            | 2026-07-10 future
Last Friday kam der Brief                             | 2026-07-03
die Mail kam yesterday                                | 2026-07-07
three days ago ist es passiert                        | 2026-07-05
"""

NOTHING = """
en | you may call me, we march on
en | the sun was out, he sat there
en | it happened a few days ago
en | some time ago, years ago
en | last spring, in the fall
en | since 2022
en | in 2024 we moved
en | last year
en | since 2 the site is down, at 10 it was back
en | at 9:30 and again at 14:00
en | the server 10.0.0.1 runs v1.2.3 of it
en | Art. 33 GDPR, section 8.3 of the contract
en | version 2.4.1 and release 3.4
en | every Friday we deploy; each Monday too
en | Mondays are bad, on mondays we deploy
en | a second server and the 2nd floor
en | support is 24/7 for 1/3 of them
en | 3 days late, 14 days to answer
en | he is 40 years old
en | the first time and the third party
en | Friday week, Mon-Fri 9-5
en | 4 may have been lost, we may 5 times
en | iOS 17.4. on 3.5 drives, paragraph 3.4. says so
en | 12.5% of 1.400 and 2.4 million
en | Mon ami, wed to the idea
de | am 2. Server und im 3. Stock
de | jeden Montag, immer freitags
de | Guten Morgen, ich bin es
de | so ein Mist, das war mit Fr. Müller
de | vor ein paar Tagen, neulich, letztens
de | im Frühjahr, letzten Sommer, seit 2019
de | heuer, letztes Jahr
de | Version 2.4 auf 192.168.1.10 mit 1.400 Usern
de | um 14 Uhr, gegen 9.30 Uhr
de | Art. 33 DSGVO und § 104 VVG
de | die Montage der Sonne kostet Fr. 1'450
de | 2. Mahnung, 3. Versuch
de | der Mai-Newsletter und die Juni-Rechnung
de | 0,5 % von 3.500 Kunden
"""


def _cases(table: str, lang: str) -> list[tuple[str, str, str]]:
    lines = [line.rsplit("|", 1) for line in table.strip().splitlines()]
    return [(lang, text.strip(), wanted.strip()) for text, wanted in lines]


def _written(text: str, lang: str, region: str) -> str:
    found = find_dates(text, lang=lang, now=NOW, region=region)
    return "; ".join(
        str(item.period.start)
        + (f" {item.period.end}" if item.period.end != item.period.start else "")
        + (" future" if item.future else "")
        for item in found
    )


@pytest.mark.parametrize(("lang", "text", "wanted"), _cases(ENGLISH, "en") + _cases(GERMAN, "de"))
def test_phrase_means(lang: str, text: str, wanted: str) -> None:
    assert _written(text, lang, "GB" if lang == "en" else "DE") == wanted


@pytest.mark.parametrize("line", NOTHING.strip().splitlines())
def test_phrase_names_no_date(line: str) -> None:
    lang, text = line.split(" | ", 1)
    assert _written(text, lang, "GB" if lang == "en" else "DE") == ""


def test_dates_in_every_spelling_of_a_weekday_are_in_the_past() -> None:
    for word in ("Monday", "Dienstag", "ziischtig", "Sonnabend"):
        (found,) = find_dates(f"am {word}", lang="de", now=NOW, region="DE")
        assert date(2026, 7, 1) <= found.period.start < date(2026, 7, 8)
