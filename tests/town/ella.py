"""Ella Öberg, 9: the full story; partly yes, a meeting now, one thing late."""

from tests.town.shapes import Child, Concern, Consent, Lines, Note, Part, Relative, Said, Story
from tests.town.together import Goal, Measure, Meeting, Plan

CONCERN = Concern(
    "E1", by="teacher", to="welfare", when=(-63, "07:45"), child=("Ella Öberg", "3B"),
    seen=(
        "Ella har varit borta 14 dagar sedan terminsstart, oftast måndag och torsdag. När hon kommer är klockan "
        "ofta över nio. Hon säger att hon har ont i magen på morgonen och att det är stökigt i kapprummet. På "
        "lektionerna är hon med när hon får sitta nära dörren. Jag har ringt hem tre gånger. Karin och Jonas svarar "
        "direkt och är själva bekymrade."
    ),
    since="Mitten av september.",
    tried="Lugn start i grupprummet, egen krok i kapprummet.",
    answer=(
        "Tack, Anna. Jag har träffat Ella och ringt hem. Vi jobbar vidare tillsammans med familjen. Fortsätt gärna "
        "med platsen vid dörren."
    ),
    answered=(-62, "15:40"),
)  # fmt: skip

CONSENT = Consent(
    "ella", given=-48, until=134,
    purpose="Att Ella ska kunna gå till skolan utan att ha ont i magen, och att vi vuxna gör på samma sätt.",
    limits="Det Ella berättar om nätterna. Att farmor är sjuk.",
    answers=(
        Said("karin", "YES", -48, "Ja till allt."),
        Said("jonas", "PARTLY", -48, "Ja, men BUP ska inte berätta för skolan om samtalen där."),
        Said("child", "YES", -48, "Ja, om Leila berättar för mig vad de andra säger.", needed=False),
    ),
    lines=(
        Lines("school welfare", "support", "PRESENCE AGREED SCHOOL_DAY VOICE"),
        Lines("support", "school welfare", "PRESENCE AGREED SUPPORT"),
        Lines("school welfare", "bup", "PRESENCE AGREED SCHOOL_DAY WELLBEING"),
        Lines("bup", "school welfare", "PRESENCE AGREED"),
        Lines("bup", "school welfare", "CARE", closed=True, refused_by="jonas"),
        Lines("support", "bup", "PRESENCE"),  # they know of each other and tell each other nothing
        Lines("bup", "support", "PRESENCE"),
        Lines("school welfare", "riding_club", "PRESENCE"),
        Lines("school welfare", "riding_club", "AGREED", limit="bara klubbens egen del, på telefon"),
        Lines("riding_club", "school welfare", "PRESENCE"),
    ),
)  # fmt: skip

NOTES = (
    Note(
        "E3", (-55, "14:10"), "welfare", "welfare", "WELLBEING",
        "Två samtal med Ella, ett med Karin och Jonas. Ella säger till när något är fel och har Tilde. Föräldrarna "
        "hjälps åt. Svårast är kapprummet och idrotten på torsdagar. Magen är värst kvällen före. Ella vill att Anna "
        "får veta det om idrotten, men inte det hon har berättat om nätterna. Bedömning: skolan kan göra mycket "
        "själv, men familjen orkar inte morgnarna ensam och magvärken behöver bedömas. Fler behövs.",
    ),
    Note(
        "E4", (-55, "14:30"), "welfare", "welfare", "SCHOOL_DAY",
        "Torsdagarna är svårast på grund av idrotten. Pröva att Ella byter om i personalrummet och får komma fem "
        "minuter senare.",
        shared="school",
    ),
    Note(
        "E5", (-55, "14:40"), "welfare", "welfare", "VOICE", "”Det är som att magen vet att det är torsdag.”",
        shared="school support@-47", source="Ella, till Leila",
    ),
    Note(
        "E6", (-42, "11:05"), "welfare", "welfare", "AGREED",
        "Första mötet. Ella var med de första tio minuterna. Mål: gå till skolan utan att ha ont i magen, hinna "
        "ikapp i matte i egen takt, lugnare morgnar, och att Ella får veta vad vi bestämmer. Vem som gör vad till "
        "när står i planen. Om det inte fungerar ringer vi varandra samma vecka, vi väntar inte till nästa möte.",
        shared="school support bup@-14",
    ),
    Note(
        "E7", (-30, "09:15"), "support", "family_support", "HOME",
        "Andra morgonen hemma. Jonas gör frukost, Karin klär på lillebror. Ella bestämmer själv ordningen på "
        "bildlistan. Håller det två veckor till är vi klara.",
    ),
    Note(
        "E8", (-21, "13:30"), "support", "social", "SUPPORT",
        "Familjen har stöd två morgnar i veckan till och med 31 mars.",
        shared="welfare school",
    ),
    Note(
        "E9", (-14, "15:15"), "bup", "bup", "CARE",
        "Telefonkontakt med vårdnadshavare. Tid för bedömningssamtal bokad.",
    ),
    Note(
        "E10", (-12, "10:50"), "welfare", "welfare", "AGREED",
        "Uppföljning av mål 1. Närvaron har gått från 41 till 58 procent. Planen ligger fast.",
        shared="school support bup",
    ),
    Note(
        "E11", (-5, "08:40"), "welfare", "welfare", "VOICE",
        "”Det är lugnare på morgonen när pappa följer med till grinden.”",
        shared="school support", source="Ella, via Karin",
    ),
    Note(
        "E12", (-1, "14:20"), "welfare", "welfare", "VOICE",
        "”Jag vill sitta nära dörren. Och jag vill veta vad ni bestämmer.”",
        shared="school support", source="Ella, till Leila",
    ),
    Note(
        "E13", None, "school", "teacher", "SCHOOL_DAY",
        "Ella har varit i skolan tre av fem dagar. Hon var med i matematiken i liten grupp och sa att det kändes "
        "bättre.",
        shared="welfare support bup",
    ),
)  # fmt: skip

MEETINGS = (
    Meeting((-42, "10:00"), 60, "Björkskolan, rum Linden", "welfare", "child karin jonas teacher welfare social",
            note="Ella var med de första tio minuterna, Jonas på video.", agreed="E6"),
    Meeting((-12, "10:00"), 45, "Björkskolan, rum Linden", "welfare", "karin teacher welfare social",
            away="jonas: Jobb, ring mig efteråt", agreed="E10"),
    Meeting(None, 60, "Björkskolan, rum Linden, och video", "welfare", "karin jonas teacher welfare social",
            away="bup: Kan från {later}",
            agenda="Ellas ord · Hur går det med målen? · Vad behöver ändras? · Vem gör vad till när? · Nästa möte"),
)  # fmt: skip

PLAN = Plan(
    "Ellas plan", agreed=-42, review=24,
    if_not="Då ringer vi varandra samma vecka, vi väntar inte till nästa möte.",
    goals=(
        Goal("Jag vill kunna gå till skolan utan att ha ont i magen.", "Ella", (
            Measure("welfare", "Möter Ella vid grinden 8.05, måndag och torsdag", 24),
            Measure("jonas", "Följer Ella till grinden de andra dagarna", 24),
            Measure("teacher", "Ella byter om i personalrummet före idrotten", -38, "DONE",
                    "Fungerar. Hon vill fortsätta."),
        )),
        Goal("Jag vill hinna ikapp i matte, men i min takt.", "Ella", (
            Measure("teacher", "Liten grupp i matematik, två pass i veckan", 66),
            Measure("teacher", "Skriver ner det Ella har missat, högst en sida", -35, "DONE"),
        )),
        Goal("Vi behöver lugnare morgnar.", "Karin", (
            Measure("family_support", "Sex morgnar hemma tillsammans med familjen", -14, "DONE", "Fyra räckte."),
            Measure("family_support", "Bildlista för morgonen, gjord av Ella", -28, "DONE"),
        )),
        Goal("Jag vill veta vad ni bestämmer.", "Ella", (
            Measure("welfare", "Ger Ella planen på en sida med bilder", -4),
        )),
    ),
)  # fmt: skip

ELLA = Story(
    "ella", Child("Ella", "Öberg", "201703122380", school_class="3B"), CONCERN,
    reference="K-0042", unit="welfare", lead="welfare", stage="PLAN", decision="SEVERAL", opened=-62,
    strengths="Läser allt hon kommer över. Har en nära vän, Tilde. Säger till när något är fel.",
    relatives=(
        Relative("karin", "Karin Öberg", "070-174 06 40", "karin.oberg@post.example"),
        Relative("jonas", "Jonas Öberg", "070-174 06 41", "jonas.oberg@post.example"),
    ),
    circle=(
        Part("welfare", -62, ("welfare",)),
        Part("school", -62, ("teacher",)),
        Part("support", -47, ("social", "family_support"), accepted_by="family_support",
             reason="Familjen behöver stöd på morgnarna."),
        Part("bup", -15, ("bup",), accepted_by="bup_intake", reason="Magvärken på morgnarna behöver bedömas."),
        Part("riding_club", -41, contact="Mia Ståhl", contact_phone="070-174 06 70",
             reason="Ella rider där på torsdagar."),
    ),
    consents=(CONSENT,),
    internal=(
        Lines("welfare", "school", "PRESENCE AGREED SCHOOL_DAY VOICE"),
        Lines("school", "welfare", "PRESENCE AGREED SCHOOL_DAY VOICE"),
    ),
    notes=NOTES, meetings=MEETINGS, plan=PLAN,
)  # fmt: skip
