"""Elias Nyström, 17: SIP; eighteen in 23 days, and a handover that waits for its answer."""

from tests.town.shapes import Child, Consent, Lines, Note, Part, Relative, Said, Story
from tests.town.together import Goal, Measure, Meeting, Plan

COMES_OF_AGE = 23
LINES = (
    Lines("bup support upper_welfare", "bup support upper_welfare", "PRESENCE AGREED VOICE"),
    Lines("bup", "support upper_welfare", "WELLBEING"),
    Lines("upper_welfare", "bup support", "SCHOOL_DAY"),
    Lines("support", "bup upper_welfare", "SUPPORT"),
)
PURPOSE = "Att Elias ska komma tillbaka till skolan i sin egen takt, och slippa börja om när han fyller arton."

CONSENTS = (
    # Anneli's answer ends on the birthday, and with it every line.
    Consent(
        "elias", given=-96, until=87, ends_at_18=COMES_OF_AGE, purpose=PURPOSE, lines=LINES,
        limits="Det vi pratar om på BUP stannar där.",
        answers=(
            Said("anneli", "YES", -96),
            Said("child", "YES", -96),
        ),
    ),
    # What Elias has been asked alone, as a grown-up: nothing opens before he answers.
    Consent(
        "elias-18", given=-2, until=180, purpose=PURPOSE,
        lines=tuple(Lines(line.givers, line.receivers, line.kinds, closed=True) for line in LINES),
        answers=(Said("child", "WAITING", None, "Jag svarar på mötet."),),
    ),
)  # fmt: skip

NOTES = (
    Note(
        "S1", (-95, "14:00"), "bup", "bup", "WELLBEING",
        "Elias har varit hemma sedan i januari. Han vill tillbaka, men dygnet är vänt och stegen har varit för stora. "
        "Det som fungerar är korta möten sent på dagen, gärna om spelet.",
        shared="support upper_welfare",
    ),
    Note(
        "S2", (-95, "14:20"), "bup", "bup", "VOICE",
        "”Jag är inte lat. Dagen börjar bara när alla andra har gått och lagt sig.”",
        shared="support upper_welfare", source="Elias, till Erik",
    ),
    Note("S3", (-80, "16:00"), "bup", "bup", "CARE", "Återbesök. Fortsatt behandling enligt plan."),
    Note(
        "S4", (-25, "15:45"), "upper_welfare", "stand_in", "SCHOOL_DAY",
        "Elias har varit på plats fyra torsdagar i rad, 14.30 till 15.30, med samma lärare. Han har visat spelet för "
        "två klasskamrater.",
        shared="bup support",
    ),
    Note(
        "SA", (-88, "16:30"), "bup", "bup", "AGREED",
        "Samordnad individuell plan. Behov: dygnsrytm, tillbaka till skolan, övergång till vuxna verksamheter. "
        "Regionen: behandling på BUP till 18, därefter vuxenpsykiatrin; gemensamt möte före bytet. Kommunen: stöd "
        "hemma en gång i veckan. Andra: Fyrgymnasiet, en lärare, en tid, en sal. Övergripande ansvar: Region "
        "Sundbygden (BUP).",
        shared="support upper_welfare",
    ),
    Note(
        "S5", (-2, "16:00"), "bup", "bup", "VOICE",
        "”Jag vill inte börja om med nya människor bara för att jag fyller år.”",
        shared="support upper_welfare", source="Elias, till Erik",
    ),
)  # fmt: skip

MEETINGS = (
    Meeting((9, "15:30"), 60, "Fyrgymnasiet", "bup", "child anneli bup social stand_in",
            note="Efter hans timme i skolan. Elias valde tiden och rummet."),
)  # fmt: skip

PLAN = Plan(
    "SIP", agreed=-88, review=9,
    sip={
        "Insatser som behövs": "Dygnsrytm, tillbaka till skolan, övergång till vuxna verksamheter",
        "Regionen": "Behandling på BUP till 18, därefter vuxenpsykiatrin; gemensamt möte före bytet",
        "Kommunen": "Stöd hemma en gång i veckan",
        "Andra": "Fyrgymnasiet: en lärare, en tid, en sal",
        "Övergripande ansvar": "Region Sundbygden (BUP)",
    },
    goals=(
        Goal("Jag vill vara vaken när det är ljust.", "Elias", (
            Measure("social", "Promenad torsdagar 13.30, före skolan", 30),
        )),
        Goal("Jag vill göra klart spelet och visa det för någon.", "Elias", (
            Measure("stand_in", "Redovisning räknas som gymnasiearbete", 40),
        )),
        Goal("Jag vill inte börja om.", "Elias", (
            Measure("bup", "Gemensamt möte med vuxenpsykiatrin innan 18-årsdagen", 18),
        )),
    ),
)  # fmt: skip

ELIAS = Story(
    "elias", Child("Elias", "Nyström", "turns-18", school_class="Fyrgymnasiet"),
    reference="K-0027", unit="bup", lead="bup", stage="PLAN", decision="SEVERAL", opened=-98,
    strengths="Bygger egna spel. Uthållig. Rolig när han känner sig trygg.",
    relatives=(Relative("anneli", "Anneli Nyström", "070-174 06 44", "anneli.nystrom@post.example"),),
    circle=(
        Part("bup", -98, ("bup",)),
        Part("support", -95, ("social",), accepted_by="family_support", reason="Elias behöver stöd hemma."),
        Part("upper_welfare", -95, ("stand_in",), accepted_by="stand_in", reason="Elias vill tillbaka till skolan."),
    ),
    consents=CONSENTS,
    handover=("social", -3, "Elias fyller arton och går över till vuxna verksamheter. Du känner honom redan."),
    notes=NOTES, meetings=MEETINGS, plan=PLAN,
)  # fmt: skip
