"""Given names that are common in Sweden; those that are also words are kept apart."""

NAMES = """
abbas abdi abdirahman abdullah abdulrahman adam adrian agnes agneta ahmad ahmed aisha albin aleksandra alex
alexander alexandra alfred algot ali alice alicia alma alva alvin amal amanda amina amir amira anders andreas
anette anita anja ann anna anneli annelie annette annica annika anton arne aron arvid asta astrid august aurora
axel barbro beatrice bengt benjamin berit bertil birgit birgitta bjarne björn bo bosse britt britta börje
camilla carin carina carl carolina caroline casper cassandra catarina catharina cecilia celine charlie charlotta
charlotte christer christian christina christoffer claes clara conny cornelia dag dan daniel daniela david
dennis diana dina dragan ebba eddie edith edvin edward ejla elias elin elina elis elisabet elisabeth elise ella
ellen ellinor elliot elma elsa elsie elton elvira emanuel emelie emil emilia emilie emily emma emmy engla erica
erik erika ester eva evelina fabian fadi farah fatima fatuma felicia felix filip filippa fredrik frida frideborg
gabriel gabriella georg gerd gun gunborg gunilla gunnar gustaf gustav göran göte hadi hamza hanna hannah hannes
hans harald haris harry hasan hassan hedda hedvig helen helena helene helga helge helmer henning henrik henry
herman hilda hilma hjalmar hugo hussain hussein ibrahim ida idris ines inga ingegerd inger ingmar ingrid ingvar
irene iris irma isabella isabelle isac isak ismail ivar jack jacob jakob jamal jan janne jasmine jennie jenny
jens jerry jesper jessica jim jimmy joakim joel johan johanna johannes john johnny jonas jonatan jonathan jonna
josef josefin josefine joseph josephine judith julia julian julius jörgen kaj kajsa karim karin karl karolina
katarina katja kenneth kenny kent kerstin kevin khadija khaled kickan kjell klara klas konrad krister kristian
kristin kristina kristoffer kurt lars lasse laura lea leah leif leila lena lennart leo leon leonard lilian lilly
linda linn linnea linnéa linus lisa liselotte loke lotta louise love lovisa lucas ludvig lukas luna lydia lykke
mahmoud maja malin malte marcus margareta margaretha mari maria mariam marianne marie marika marina mario marita
markus marta martin mary mathias mathilda matilda mats matteo mattias max maxim melissa melker mia micael
michael mikael mikaela milad milan milo milton mimmi mira miriam moa mohamed mohammad mohammed mona monica
monika mostafa muhammad mustafa my märta måns nadia natalia natalie nathalie nellie nelly nicklas niclas nicole
niklas nils nina noa noah noel nora nour nova novalie ola olga oliver olivia olle olof omar oscar oskar osman
otto ove owe patric patricia patrick patrik paul paula pelle per pernilla peter petra petter philip pia pontus
ragnar ragnhild rami rasmus rebecca rebecka reza richard rickard rikard robert robin roger rolf ronja ronny rune
ruth sabina saga saleh sally salma samir samuel sander sandra sara sarah sebastian selma sigge signe sigrid
simon simone siri sixten sofia sofie solveig sonja sophia stefan stella stellan sten stig stina sture sune
susanna susanne svante sven sverker sylvia tage tanja tariq tea teodor thea theo theodor therese thomas thor
tilda tilde tim tina tindra tobias tom tomas tommy tony tor torbjörn tord tore torsten tuva tyra ulf ulla ulrica
ulrika urban valter vanessa vera victor victoria vidar viktor viktoria vilgot vilhelm ville vilma vincent viola
viveka wilhelm wille william wilma xander yasin yasmin yasmine yngve youssef yusuf yvonne zahra zainab zeinab
zlatan åke åsa östen
"""
WORDS = """
björn bo dag gun hans iris jan kaj leo linda linn love max mona my nova per saga sten stig tim tor tore vera
ville viola
"""

GIVEN_NAMES = frozenset(NAMES.split())
ALSO_WORDS = frozenset(WORDS.split())  # only looked for where no sentence begins
