"""Pieces that the regular expressions of `patterns` are put together from.

Only what Python (with re.ASCII) and JavaScript read alike: no look-behind, no named groups, no \\s,
\\w or \\d.
"""

from __future__ import annotations

_SPACES = " \t\u00a0\u00ad\u2000-\u200d\u202f\u2060\ufeff"
_GAPS = f"{_SPACES}.\\-\u2010-\u2015\\\\"
_ENTITY = "&(?:nbsp|thinsp|ensp|emsp|shy|#160|#8201|#8239);"
GAP = f"(?:[{_GAPS}]|{_ENTITY})"
"""What people, Word and Markdown put between the digits of a number: spaces of all kinds, dashes,
dots.
"""
BREAK = f"(?:(?:[{_GAPS}*_~`()/]|{_ENTITY}){{0,4}}|[ >]*\\n[ >]*)"
"""The same between two groups of digits, where a line may end, and marks of Markdown, brackets and
strokes may stand too.
"""
BOX = f"(?:[{_SPACES}\\-\u2010-\u2015]|{_ENTITY}){{1,3}}"
"""What stands between the digits of a number that is written one by one, as in the boxes of a form.
"""
QUIET = "[^0-9A-Za-z\\n]{0,4}"
"""A colon, a space, a bracket: what stands between a label and what it labels."""
NUMBER_LABEL = "(?:no|nos|num|number|numbers|id|identifier)\\.?"
LETTER = "[A-Za-z\u00c0-\u024f\u1e00-\u1eff'’\\-]"
NAME = f"[A-Z\u00c0-\u00de\u0100-\u017f][a-z\u00df-\u024f'’]{LETTER}*"
FOREIGN_NAME = "[\u0370-\u052f\u0590-\u06ff\u0900-\u0dff\u3040-\u30ff\u4e00-\u9fff]{2,}"
"""A word in Greek, Cyrillic, Hebrew, Arabic, an Indian script, Japanese or Chinese: few of them
have capital letters.
"""

MONTH = (
    "(?:[Jj]an(?:uary)?|[Ff]eb(?:ruary)?|[Mm]ar(?:ch)?|[Aa]pr(?:il)?|[Mm]ay|[Jj]une?|[Jj]uly?|[Aa]ug(?:ust)?"
    "|[Ss]ept?(?:ember)?|[Oo]ct(?:ober)?|[Nn]ov(?:ember)?|[Dd]ec(?:ember)?)"
)
_YEAR = "(?:(?:18|19|20)[0-9]{2}|[0-9]{2})"
_DAY = "[0-3]?[0-9](?:st|nd|rd|th)?"
DATE = (
    "(?:(?:18|19|20)[0-9]{2}[\\-/.][01]?[0-9][\\-/.][0-3]?[0-9]|[0-3]?[0-9][\\-/."
    f" ][0-3]?[0-9][\\-/. ]{_YEAR}|{_DAY}(?: of)?[ \\-]{MONTH}\\.?,?[ \\-]{_YEAR}|{MONTH}\\.?"
    f" {_DAY},? (?:18|19|20)[0-9]{{2}})"
)
"""A date to the day, as forms, letters and programs write it."""
SOME_DATE = f"(?:{DATE}|{_DAY} {MONTH}|{MONTH} (?:19|20)[0-9]{{2}})"
"""A date to the day or the month."""

AREAS = (
    "AB|AL|BA|BB|BD|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY|GL|GU|GY|G"
    "|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|N|OL|OX|PA|PE|PH|PL|PO|PR"
    "|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|WF|WN|WR|WS|WV|W|YO|ZE"
)
"""The letters that a postcode can start with; a pair stands before its own first letter."""
POSTCODE = f"(?:{AREAS})[0-9][0-9A-HJKMNP-Y]?[ \u00a0]{{0,2}}[0-9][ABD-HJLNP-UW-Z]{{2}}"

PLACE = f"(?:from|in|at|near|of) (?!{MONTH})[A-Z][a-z]{{2,}}"

PRIVATE_MAIL = (
    "(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|btinternet|btopenworld|blueyonder|ntlworld"
    "|virginmedia|talktalk|tiscali|sky|o2|orange|protonmail|proton|gmx|mail|inbox|zoho|fastmail)"
    "\\.(?:co\\.uk|co\\.in|org\\.uk|com|net|org|me|fr|de|ie|in|pl)"
)
"""Where people have mailboxes of their own."""

# The beginnings of words in the names of mailboxes that several people read.
_SHARED = (
    "access|action|admin|advice|advoc|answer|appoint|black|bme|board|book|cancer|care|centre|clinic|comm|complain|contact|council|data|dent"
    "|department|dept|desk|diabet|director|divers|duty|education|engage|enquir|equal|ethnic|events|experience|example|feedback|firstname|foi"
    "|foundation|general|govern|group|gypsy|head|health|help|hospital|hub|human|improve|inbox|inclu|info|inform|inter|involve|lead|learning"
    "|library|link|mailbox|manager|matern|media|mental|midwi|migrant|network|nhs|nurs|office|our|outreach|paediatric|pals|pastoral|patient"
    "|people|pharm|phlebotomy|physio|policy|practice|press|primary|programme|project|public|quality|race|recept|record|recruit|referral"
    "|refugee|region|research|safeguard|school|screen|secretar|service|sexual|sickle|smok|staff|steering|stop|support|surgery|talking|team"
    "|the|therap|training|travel|trust|unit|urgent|volunteer|wellbeing|women|work|your|youth"
)
SHARED_MAILBOX = f"^(?:[A-Za-z0-9]+[._\\-])*(?:{_SHARED})[a-z]*[._\\-@0-9]"
"""A mailbox with such a word in its name."""

PERSON = (
    "(?:patient|client|service user|resident|carer|mother|father|daughter|son|wife|husband"
    "|girl|boy|woman|man|lady|child|baby)"
)

ORGANISATION = (
    "(?:Hospital|Infirmary|Clinic|Centre|Center|Surgery|Practice|Trust|PCT|CCG|ICB|NHS|University|College|School|Library|Mosque|Masjid|Church"
    "|Chapel|Temple|Gurdwara|Synagogue|Hall|Council|Pharmacy|Office|Offices|Ltd|Limited|CIC|Headquarters|HQ|House|Building|Foundation"
    "|Association|Charity|Society|Institute|Department|Museum|Hotel|Court|Park)"
)
"""Words of an organisation's name or address: the postcode after them is published anyway."""

NOT_A_NAME = (
    "(?:A[dc][a-z]+|Aware|Bank|Board|Care|Champion|Charter|Choice|Coach|Communic|Connect|Council|Data|Decision|Diabet|Education|Educator"
    "|Electronic|Empower|Engage|Experience|Feedback|Flow|Focus|Forum|Friend|Group|Guid|Health|Hotel|Information|Involve|Journey|Knows|Liaison"
    "|Link|Managemen|Navigat|Network|Online|Opinion|Outcome|Panel|Participa|Partner|Passport|Pathway|Portal|Power|Public|Quality|Questionnaire"
    "|Record|Reference|Reported|Report|Representative|Research|Rights|Safety|Satisfaction|Self|Service|Stor|Support|Survey|Transport|Trust"
    "|Treatment|User|Voice|View|Welfare|Zone|Asian|African|Arabic|Bangladeshi|Bengali|Black|British|Caribbean|Chinese|English|Gujarati"
    "|Gyps|Hindi|Hindu|Irish|Muslim|Pakistani|Polish|Portuguese|Punjabi|Roma|Sikh|Somali|Spanish|Sylheti|Tamil|Turkish|Urdu|White|Jewish"
    "|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday)"
)
"""How words begin that follow "patient" with a capital letter and are nobody's name."""

NO_PATIENT = (
    "^(?:Mr|Mrs|Ms|Miss)\\.?[ \u00a0]"
    "(?:Beeton|Britain|England|Justice|Men|Motivator|Right|Scotland|Speaker|Universe|Wales|World)(?![A-Za-z'’\\-])"
)
"""Names after "Mr" and the like that are known and no patient's."""

THINGS = (
    "(?:idea|service|project|clinic|scheme|network|programme|charity|partnership|team|course|group"
    "|trust|initiative|campaign|nhs)"
)
"""What is "born" without being anybody."""

ADDRESS_ON_THE_WEB = (
    "(?:https?://|www\\.|doi:? ?|10\\.[0-9]{4,9}/)(?:(?!nhs[\\-_]?(?:no|num|id|=))[^ \\n<>\"'])*$"
)
"""Ends inside an address on the web (or a DOI) that does not itself speak of an NHS number."""
PHONE_BEFORE = (
    "(?:tel|telephone|phone|fax|mobile|mob|call|ring|text|dial|minicom|textphone|helpline"
    "|switchboard)[^0-9A-Za-z\\n]{0,4}"
    "(?:(?:on|no|number|us|us on|line)[^0-9A-Za-z\\n]{0,4})?"
    "(?:\\(?\\+?[0-9]{1,4}[^0-9A-Za-z\\n]{1,3})?$"
)
PHONE_NEAR = (
    "(?:tel|telephone|phone|fax|mobile|mob|call|ring|dial|minicom|textphone|helpline"
    "|switchboard)(?![a-z])[^\\n]{0,40}$"
)
_NUMBERED = (
    "batch|catalogue|charity|company|grant|award|invoice|lot|model|order|part|product|serial|stock"
)
_NUMBER_OF = "(?:no|number|ref|reference|id|code)"
OTHER_NUMBER_BEFORE = (
    "(?:isbn(?:[ \\-]?10)?|97[89]|\\+[0-9]{1,3}|00[0-9]{2}|\\(0\\)|"
    f"(?:{_NUMBERED}|account|contract|tender)(?: {_NUMBER_OF})?\\.?)"
    "[^0-9A-Za-z\\n]{0,4}$|[£$€] ?$"
)
NUMBER_OF_A_THING_BEFORE = f"(?:{_NUMBERED}|grid|map|os) {_NUMBER_OF}\\.?[^0-9A-Za-z\\n]{{0,4}}$"
"""Says what a number is of that is no person: a company, a batch, a square on the map."""
