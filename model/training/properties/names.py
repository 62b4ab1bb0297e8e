"""Names to swap, by group and grammatical form, well known ones and rare ones, with lines to put them into.

Written without a look at the table that the model reads names with, so that the one tests the other.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """Names of one group that can stand in each other's place.

    Attributes
    ----------
    names : tuple of str
    lines : tuple of str
        Headlines with a ``{}`` for the name, in the case of a sentence.
    body : str
        A short story with the name in it.
    homonyms : frozenset of str
        Names not looked for in real headlines, where the word is as often something else.
    apart : bool
        Whether to look for them only where no other capital follows: the Chicago Bulls are no city.
    """

    names: tuple[str, ...]
    lines: tuple[str, ...]
    body: str
    homonyms: frozenset[str] = frozenset()
    apart: bool = False


_PERSON_LINES = (
    "{} criticises budget vote",
    "Voters turn on {} over tax plan",
    "{} to visit flood victims on Thursday",
    "Court rejects appeal by {}",
    "Why {} is wrong about everything",
    "{} slams 'shameful' cuts in furious speech",
    "{}'s plan for schools draws criticism",
    "You won't believe what {} said next",
    "Ten things {} never told the voters",
    "Police question {} over missing funds",
    "Crowds cheer as {} wins again",
    "Report clears {} of misusing expenses",
)
_PERSON_BODY = (
    "{} spoke to reporters on Monday after a meeting of the committee. Officials said the talks lasted two hours. "
    "The proposal by {} will be put to a vote in May. Critics of {} asked for more time to read the report."
)
_COUNTRY_LINES = (
    "{} signs fishing agreement with neighbours",
    "Storm leaves thousands without power in {}",
    "{} threatens to destroy trade deal",
    "Ministers from {} meet over water rights",
    "{}'s economy grew 2 per cent last quarter",
    "Why nobody wants to talk about {}",
    "Protesters in {} demand new elections",
    "Disgraceful: how {} treats its prisoners",
    "Talks with {} end without result",
    "Scientists in {} find new species of frog",
)
_COUNTRY_BODY = (
    "Officials from {} met on Tuesday to discuss the agreement. It will take effect in June. "
    "Exports from {} rose by 4 per cent last year. A second meeting is planned in the autumn."
)
_ADJECTIVE_LINES = (
    "{} police arrest three after robbery",
    "New {} law on data takes effect",
    "Shocking video shows {} officers beating driver",
    "{} scientists find cause of rare disease",
    "Court orders {} bank to pay fine",
    "The {} recipe that will change your life",
    "{} minister resigns over travel claims",
    "Exports rise as {} factories reopen",
)
_ADJECTIVE_BODY = (
    "The {} government published the figures on Friday. They cover the first three months of the year. "
    "One {} official said that the rules would be reviewed. The next report is due in July."
)
_PEOPLE_LINES = (
    "{} vote in record numbers",
    "Survey finds most {} support new tax",
    "Why {} are furious about the verdict",
    "Three {} held after fight at airport",
    "What {} really think about work",
    "Thousands of {} stranded by strike",
    "Vile attack on {} stuns quiet town",
    "{} spend less on food than ten years ago",
)
_PEOPLE_BODY = (
    "The survey asked 2,000 {} about their work. Most said they were content with their hours. "
    "One in five {} said they would like to work from home more often. The report was published on Monday."
)
_PARTY_LINES = (
    "{} lose seats in local elections",
    "{} unveil plan for cheaper trains",
    "Furious {} storm out of budget debate",
    "How the {} destroyed their own campaign",
    "Judge rejects complaint by {}",
    "{} and rivals agree on date for debate",
    "Poll puts {} two points ahead",
    "The lie that {} keep telling you",
)
_PARTY_BODY = (
    "The {} said on Wednesday that they would vote for the bill. The debate is expected to last two days. "
    "Two members of the {} asked for changes to the wording. The vote is planned for Friday."
)
_SINGLE_PARTY_LINES = (
    "{} loses seats in local elections",
    "{} unveils plan for cheaper trains",
    "Leaders of {} storm out of budget debate",
    "How {} destroyed its own campaign",
    "Judge rejects complaint by {}",
    "Poll puts {} two points ahead",
    "The lie that {} keeps telling you",
    "{}'s candidate withdraws from race",
)
_SINGLE_PARTY_BODY = (
    "Officials of {} said on Wednesday that it would vote for the bill. The debate is expected to last two days. "
    "Two members of {} asked for changes to the wording. The vote is planned for Friday."
)
_FAITH_LINES = (
    "{} gather for annual festival in park",
    "Survey finds most {} support new school",
    "Mayor apologises to {} after remark",
    "Why {} are leaving the capital",
    "Shameful attack on {} shocks quiet town",
    "{} and neighbours open shared kitchen",
    "What {} want you to know about fasting",
    "Council rejects plan by {} for new hall",
)
_FAITH_BODY = (
    "About 300 {} met on Sunday to open the new hall. The council gave permission in March. "
    "Neighbours of the hall said that {} had answered their questions. The hall has room for 400 people."
)
_FAITH_ADJECTIVE_LINES = (
    "{} school to open in autumn",
    "{} leaders meet mayor over housing",
    "Police investigate vile attack on {} family",
    "The truth about {} weddings",
    "Council rejects plan for {} cemetery",
    "{} charity feeds 400 people a day",
)
_FAITH_ADJECTIVE_BODY = (
    "The {} school will open in September with 120 pupils. The council gave permission in March. "
    "One {} charity paid for half of the building. The rest came from the education ministry."
)
_BELIEF_LINES = (
    "Course on {} opens at university",
    "What everybody gets wrong about {}",
    "Book on history of {} wins prize",
    "Minister attacks {} in furious speech",
    "Museum shows 900 years of {}",
)
_BELIEF_BODY = (
    "The course on {} starts in October. It has places for 40 students. "
    "The lecturer has written two books on {}. Fees are the same as for other courses."
)
_OUTLET_LINES = (
    "{} to cut 40 jobs in newsroom",
    "Reporter leaves {} after 20 years",
    "{} apologises for error in report",
    "How {} lied about the flood",
    "Senator slams {} in furious rant",
    "{}'s editor answers readers' questions",
    "Leaked memo from {} will shock you",
    "Figures obtained by {} show rise in fares",
)
_OUTLET_BODY = (
    "{} said on Thursday that it would move to a smaller building. About 40 jobs will go. "
    "An editor at {} said that readers would notice no difference. The move is planned for May."
)
_CITY_LINES = (
    "Fire at factory in {} injures three",
    "{} to host climate talks next year",
    "Terrified shoppers flee as roof collapses in {}",
    "Bus drivers in {} begin two-day strike",
    "{}'s new tram line opens",
    "The one place in {} you must visit",
    "Mayor of {} denies wrongdoing",
    "Police hold two over robbery near {}",
    "Rents in {} fall for third month",
)
_CITY_BODY = (
    "The city of {} opened a new tram line on Monday. It has 12 stops and cost less than planned. "
    "Fares in {} will stay the same until next year. A second line is planned."
)

PEOPLE = (
    Form(
        (
            "Donald Trump", "Joe Biden", "Hillary Clinton", "Barack Obama", "Bernie Sanders", "Vladimir Putin",
            "Angela Merkel", "Boris Johnson", "Theresa May", "Gordon Brown", "Jeremy Corbyn", "Emmanuel Macron",
            "Narendra Modi", "Xi Jinping", "Nelson Mandela", "Justin Trudeau", "Marine Le Pen", "Kim Jong Un",
            "Taylor Swift", "Kanye West", "Kim Kardashian", "Lionel Messi", "Serena Williams", "Tom Brady",
            "Elon Musk", "Mark Zuckerberg", "Ngozi Okonjo-Iweala", "Uhuru Kenyatta", "Tamsin Adeyemi-Holt",
            "Xiomara Quintanilla", "Bartholomew Quigley", "Aoife Brennan", "Siegfried Oberhauser", "Wanjiru Kamau",
            "José Mourinho", "Søren Kjærgaard", "Bill Gates", "Rand Paul", "Ted Cruz", "Jeff Sessions",
        ),
        _PERSON_LINES,
        _PERSON_BODY,
    ),
    Form(
        (
            "Trump", "Biden", "Clinton", "Obama", "Putin", "Merkel", "Corbyn", "Macron", "Modi", "Trudeau", "Erdogan",
            "Netanyahu", "Sanders", "Kardashian", "Messi", "Ronaldo", "Musk", "Zuckerberg", "Okonjo-Iweala", "Kenyatta",
            "Quintanilla", "Quigley", "Oberhauser", "Ramaphosa", "Duterte", "Bolsonaro", "Berlusconi", "McConnell",
            "O'Rourke", "Pelosi", "Romney", "Kjærgaard", "Bush", "May", "Brown", "Cruz",
        ),
        _PERSON_LINES,
        _PERSON_BODY,
        frozenset({"May", "Brown", "Bush", "Musk", "Cruz"}),
    ),
)  # fmt: skip
COUNTRIES = (
    Form(
        (
            "Russia", "China", "Germany", "France", "Iran", "Iraq", "Israel", "Canada", "Mexico", "Brazil", "India",
            "Japan", "Nigeria", "Kenya", "Egypt", "Syria", "Turkey", "Georgia", "Jordan", "Chad", "Ukraine", "Poland",
            "Spain", "Italy", "Greece", "Ireland", "Scotland", "Australia", "New Zealand", "North Korea",
            "South Africa", "Saudi Arabia", "Burkina Faso", "Kyrgyzstan", "Lesotho", "Vanuatu", "Eswatini", "Tuvalu",
            "Bhutan", "Palestine",
        ),
        _COUNTRY_LINES,
        _COUNTRY_BODY,
        frozenset({"Georgia", "Jordan", "Chad"}),
    ),
    Form(
        ("the US", "the UK", "the EU", "the UAE", "the Netherlands", "the Philippines", "the Gambia"),
        _COUNTRY_LINES,
        _COUNTRY_BODY,
    ),
    Form(("US", "UK", "EU", "UAE"), _COUNTRY_LINES, _COUNTRY_BODY),
)  # fmt: skip
NATIONALITIES = (
    Form(
        (
            "Russian", "Chinese", "German", "French", "Iranian", "Iraqi", "Israeli", "American", "British", "Canadian",
            "Mexican", "Brazilian", "Indian", "Japanese", "Nigerian", "Kenyan", "Egyptian", "Syrian", "Turkish",
            "Ukrainian", "Polish", "Spanish", "Italian", "Greek", "Irish", "Scottish", "Australian", "Kyrgyz",
            "Burkinabe", "Palestinian", "North Korean", "Saudi", "Estonian", "Bhutanese", "Afghan", "Pakistani",
        ),
        _ADJECTIVE_LINES,
        _ADJECTIVE_BODY,
        frozenset({"Polish", "French", "Saudi"}),
    ),
    Form(
        (
            "Russians", "Germans", "Americans", "Nigerians", "Poles", "Syrians", "Mexicans", "Iranians", "Israelis",
            "Palestinians", "Indians", "Canadians", "Kenyans", "Turks", "Brazilians", "Ukrainians", "Afghans",
            "Pakistanis", "Icelanders", "Estonians", "Ivorians", "Tongans", "Greeks", "Italians", "Australians",
        ),
        _PEOPLE_LINES,
        _PEOPLE_BODY,
        frozenset({"Indians", "Poles"}),
    ),
)  # fmt: skip
PARTIES = (
    Form(
        (
            "Democrats", "Republicans", "Conservatives", "Liberal Democrats", "Tories", "Greens", "Social Democrats",
            "Christian Democrats", "Socialists", "Libertarians", "Sweden Democrats", "Pirates",
        ),
        _PARTY_LINES,
        _PARTY_BODY,
        frozenset({"Conservatives", "Greens", "Pirates", "Socialists", "Libertarians"}),
    ),
    Form(
        (
            "Labour", "Fidesz", "Likud", "Syriza", "Podemos", "Fine Gael", "Sinn Fein", "Forza Italia", "Jobbik",
            "the BJP", "the SNP", "the AfD", "the GOP", "the ANC", "Ukip", "Plaid Cymru", "the Green Party",
            "the Labour Party", "the Democratic Party", "the Republican Party", "the Conservative Party",
            "the Congress Party", "the Justice and Development Party", "the Pirate Party", "En Marche",
        ),
        _SINGLE_PARTY_LINES,
        _SINGLE_PARTY_BODY,
        frozenset({"Labour"}),
    ),
)  # fmt: skip
RELIGIONS = (
    Form(
        (
            "Muslims", "Christians", "Jews", "Hindus", "Sikhs", "Buddhists", "Catholics", "Protestants", "Mormons",
            "Baptists", "Quakers", "Methodists", "Shiites", "Sunnis", "Jains", "Zoroastrians", "Ahmadis", "Atheists",
        ),
        _FAITH_LINES,
        _FAITH_BODY,
        frozenset({"Baptists"}),
    ),
    Form(
        (
            "Muslim", "Christian", "Jewish", "Hindu", "Sikh", "Buddhist", "Catholic", "Protestant", "Mormon",
            "Baptist", "Quaker", "Shiite", "Sunni", "Jain", "Zoroastrian", "Islamic",
        ),
        _FAITH_ADJECTIVE_LINES,
        _FAITH_ADJECTIVE_BODY,
        frozenset({"Christian", "Islamic", "Baptist"}),
    ),
    Form(
        ("Islam", "Christianity", "Judaism", "Hinduism", "Sikhism", "Buddhism", "Catholicism", "Jainism", "Shinto"),
        _BELIEF_LINES,
        _BELIEF_BODY,
    ),
)  # fmt: skip
OUTLETS = (
    Form(
        (
            "CNN", "Fox News", "MSNBC", "NPR", "Reuters", "Breitbart", "HuffPost", "BuzzFeed", "Al Jazeera",
            "Bloomberg", "USA Today", "Vox", "Politico", "ProPublica", "Le Monde", "Der Spiegel", "Asahi Shimbun",
            "Aftonbladet", "BBC News", "Sky News", "Rolling Stone", "Haaretz", "La Repubblica", "TechCrunch",
        ),
        _OUTLET_LINES,
        _OUTLET_BODY,
    ),
    Form(
        (
            "the New York Times", "the Washington Post", "the BBC", "the Guardian", "the Daily Mail",
            "the Wall Street Journal", "the Economist", "the Sun", "the Financial Times", "the Yorkshire Post",
            "the Kyiv Independent", "the Federalist", "the Irish Times", "the Straits Times", "the Chicago Tribune",
        ),
        _OUTLET_LINES,
        _OUTLET_BODY,
        frozenset({"the Sun"}),
    ),
)  # fmt: skip
CITIES = (
    Form(
        (
            "London", "Paris", "Berlin", "Moscow", "Chicago", "New York", "Los Angeles", "Boston", "Houston", "Dallas",
            "Baltimore", "Lagos", "Nairobi", "Cairo", "Baghdad", "Kabul", "Karachi", "Mumbai", "Beijing", "Tokyo",
            "Manila", "Sydney", "Toronto", "Buenos Aires", "Rio de Janeiro", "Kuala Lumpur", "Ouagadougou",
            "Paramaribo", "Thimphu", "Nuuk", "Tromsø", "São Paulo", "Glasgow", "Leeds", "Cork", "Bath", "Nice",
            "Reading", "Phoenix", "Ferguson", "Aleppo", "Jerusalem",
        ),
        _CITY_LINES,
        _CITY_BODY,
        frozenset({"Bath", "Nice", "Reading", "Cork", "Phoenix", "Boston", "Houston"}),
        apart=True,
    ),
)  # fmt: skip

GROUPS: dict[str, tuple[Form, ...]] = {
    "people": PEOPLE,
    "parties": PARTIES,
    "countries": COUNTRIES,
    "nationalities": NATIONALITIES,
    "religions": RELIGIONS,
    "outlets": OUTLETS,
    "cities": CITIES,
}
"""Every group of names but the genders, which change several words of a line: see `genders`."""
