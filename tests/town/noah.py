"""Noah Lindqvist, 15: SSPF; his own voice, police and leisure kept apart."""

from tests.town.shapes import Child, Consent, Lines, Note, Part, Relative, Said, Story
from tests.town.together import Goal, Measure, Meeting, Plan

CONSENT = Consent(
    "noah", given=-70, until=111,
    purpose="Att Noah ska klara nian och ha något bra att göra på kvällarna.",
    limits=(
        "Fritidsgården ska inte veta vad polisen säger. Polisen ska inte veta vad jag pratar med kuratorn om. Inte "
        "rektorn på mötet."
    ),
    answers=(Said("child", "YES", -70), Said("camilla", "YES", -70), Said("stefan", "YES", -70),
             Said("elin", "NO", -70, words="Fråga mig, så berättar jag själv.", own="IN_MEETING")),
    lines=(
        Lines("team", "welfare police leisure", "PRESENCE AGREED VOICE"),
        Lines("welfare", "team", "PRESENCE SCHOOL_DAY"),
        Lines("police", "team", "PRESENCE POLICE"),
        Lines("leisure", "team", "PRESENCE LEISURE"),
        Lines("welfare police leisure", "welfare police leisure", "PRESENCE"),  # they sit at one table
    ),
)  # fmt: skip

NOTES = (
    Note(
        "N1", (-76, "10:30"), "team", "coordinator", "HOME",
        "Första samtalet med Noah och Camilla. Noah svarar kort men stannar kvar. De har bråkat om kvällarna sedan i "
        "våras. Båda säger att de saknar hur det var förut.",
    ),
    Note(
        "N2", (-76, "10:45"), "team", "coordinator", "VOICE",
        "”Jag vill ha ett sommarjobb, och att mamma slutar ringa var tionde minut.”",
        shared="welfare@-66 police@-65 leisure@-64", source="Noah, till Ellinor",
    ),
    Note(
        "N3", (-60, "13:10"), "police", "police", "POLICE",
        "Noah har stoppats två gånger på mopeden i höst och var på plats i hamnen när en glasskiosk förstördes i "
        "augusti. Han har varit lugn och svarat på frågor. Jag dricker hellre kaffe med honom än stoppar honom en "
        "gång till.",
        shared="team",
    ),
    Note(
        "N4", (-58, "15:00"), "welfare", "welfare", "SCHOOL_DAY",
        "Frånvaro 22 procent, mest eftermiddagar. Ligger på godkänt i allt utom matematik och svenska. Bäst i klassen "
        "på teknik.",
        shared="team", source="mentorn i 9A, till Leila",
    ),
    Note(
        "NA", (-56, "17:05"), "team", "coordinator", "AGREED",
        "Åtagandeplan. Mål: in på fordon, något att göra på kvällarna, kunna prata utan att skrika, och inget mer som "
        "slutar med polisen. Vem som gör vad till när står i planen.",
        shared="welfare police leisure",
    ),
    Note(
        "N5", (-20, "20:15"), "leisure", "leisure", "LEISURE",
        "Noah har hållit i motorkvällen tre gånger. Två yngre killar frågar efter honom när han inte är här.",
        shared="team",
    ),
    Note(
        "N6", (-3, "16:10"), "team", "coordinator", "VOICE",
        "”Jag är inte den de tror. Men jag vill inte sitta inne varje kväll heller.”",
        shared="welfare police leisure", source="Noah, till Ellinor",
    ),
)  # fmt: skip

MEETINGS = (
    Meeting((-56, "16:00"), 60, "Fritidsgården Sjömärket", "coordinator",
            "child camilla stefan coordinator welfare police leisure",
            note="Stefan på video, Oskar i civila kläder.", agreed="NA"),
    Meeting((-14, "16:00"), 60, "Fritidsgården Sjömärket", "coordinator",
            "child camilla coordinator welfare police leisure", away="stefan: fick veta på telefon"),
    Meeting((8, "16:00"), 60, "Fritidsgården Sjömärket", "coordinator",
            "child camilla coordinator welfare police leisure", away="stefan",
            note="Noahs länk går som sms, inte mejl; han har svarat ja."),
)  # fmt: skip

PLAN = Plan(
    "Åtagandeplan (SSPF)", agreed=-56, review=8,
    goals=(
        Goal("Jag ska in på fordon.", "Noah", (
            Measure("welfare", "Studiestund tisdag och torsdag 15–16 med Noahs mattelärare", 70,
                    outcome="Sex av åtta gånger"),
            Measure("welfare", "Provdag på fordonsprogrammet", -30, "DONE", "Han kom hem olja upp till armbågarna."),
        )),
        Goal("Något att göra på kvällarna där jag kan något.", "Noah", (
            Measure("leisure", "Motorkväll onsdagar, Noah leder", 42),
            Measure("child", "Söker sommarjobb, tre ansökningar", 14, outcome="En av tre skickad"),
        )),
        Goal("Vi ska kunna prata utan att skrika.", "Camilla och Noah", (
            Measure("coordinator", "Fem samtal för tonårsföräldrar, båda föräldrarna", 28, outcome="Tre av fem"),
            Measure("camilla", "Ringer en gång, klockan 21. Noah svarar.", 42),
        )),
        Goal("Inget mer som slutar med polisen.", "Noah", (
            Measure("police", "Två fikor före jul, ingen uniform", 20, outcome="En av två"),
        )),
    ),
)  # fmt: skip

NOAH = Story(
    "noah", Child("Noah", "Lindqvist", "201105172397", school_class="9A"),
    reference="K-0031", unit="team", lead="coordinator", stage="PLAN", decision="SEVERAL", opened=-80,
    strengths="Kan motorer. Tålmodig med sin lillebror. Säger som det är.",
    relatives=(
        Relative("camilla", "Camilla Lindqvist", "070-174 06 42", "camilla.lindqvist@post.example",
                 reach="Ringde själv: ”Jag hittar honom inte på kvällarna.”"),
        Relative("stefan", "Stefan Lindqvist", "070-174 06 43", "stefan.lindqvist@post.example",
                 reach="Arbetar borta, två veckor i taget. Sms går bra."),
        Relative("elin", "Elin Lindqvist", relation="OTHER", reach="Storasyster, 22 år. Bor i en annan stad."),
    ),
    circle=(
        Part("team", -80, ("coordinator",)),
        Part("welfare", -66, ("welfare",), accepted_by="welfare", reason="Noah vill klara nian."),
        Part("police", -65, ("police",), accepted_by="police", reason="Noah vill att det inte ska sluta med polisen."),
        Part("leisure", -64, ("leisure",), accepted_by="leisure", reason="Noah vill ha något att göra på kvällarna."),
    ),
    consents=(CONSENT,), notes=NOTES, meetings=MEETINGS, plan=PLAN,
)  # fmt: skip
