"""Amina, Leo, Danylo and S-3: those whom the pupil health team at Björkskolan knows, besides Ella."""

from tests.town.shapes import Child, Concern, Consent, Lines, Note, Part, Relative, Said, Story
from tests.town.together import Goal, Measure, Plan

AMINA = Story(
    "amina", Child(),
    Concern(
        "A1", by="teacher", to="welfare", when=None, child=("Amina Hassan", "3B"),
        seen=(
            "Amina har varit ensam på rasterna sedan bästa vännen flyttade i augusti. Förut var det hon som höll i "
            "lekarna. Nu stannar hon vid dörren och frågar om hon får hjälpa till i köket. Hon säger att det är okej, "
            "men hon räcker inte upp handen längre. Hon skriver fortfarande klassens bästa berättelser."
        ),
        since="Sedan skolstarten i augusti.",
        tried="Ny plats, läskompis, pratade med Amina i går.",
        guardians_know="NO",
        knows_more="Jag ringer gärna hem i dag tillsammans med er.",
    ),
)  # fmt: skip

# What the team adds when it takes Amina on (a journey types it in).
AMINA_LATER = {
    "number": "201710042381",
    "guardians": ("Hodan Hassan", "Yusuf Hassan"),
    "language": "svenska, somaliska",
}

LEO = Story(
    "leo", Child("Leo", "Wiklund", "201706052394", school_class="3B"),
    Concern(
        "L0", by="teacher", to="welfare", when=(-24, "07:50"), child=("Leo Wiklund", "3B"),
        seen=(
            "Leo kisar, byter plats i klassrummet och blir arg när vi läser från tavlan. När jag läser högt är han "
            "den som minns mest. Idrottsläraren har sett samma sak i bollspel."
        ),
        since="Några veckor.",
        answer="Sofie hälsar att Leo får glasögon i dag och att du gärna får veta det. Tack för att du såg det!",
        answered=(-9, "11:00"),
    ),
    reference="K-0040", unit="welfare", lead="welfare", stage="CLOSED", decision="OWN", opened=-23, closed=-9,
    relatives=(Relative("sofie", "Sofie Wiklund", email="sofie.wiklund@post.example"),),
    circle=(
        Part("welfare", -23, ("welfare",)),
        Part("emi", -22, ("emi",), accepted_by="emi", reason="Leo ser dåligt på tavlan."),
    ),
    consents=(
        Consent(
            "leo", given=-23, until=157, form="ORAL", witness="Per Nordin",
            purpose="Att skolsköterskan prövar Leos syn och berättar resultatet.",
            answers=(Said("sofie", "YES", -23),),
            lines=(
                Lines("welfare", "emi", "PRESENCE SCHOOL_DAY"),
                Lines("emi", "welfare", "PRESENCE"),
                Lines("emi", "welfare", "CARE", limit="bara resultatet av synprövningen"),
            ),
        ),
    ),
    notes=(
        Note(
            "L1", (-23, "14:00"), "welfare", "welfare", "WELLBEING",
            "Samtal med Leo och med mamma Sofie. Leo tycker att bokstäverna hoppar. Hemma märker de samma sak. Sofie "
            "säger ja, muntligt, till att skolsköterskan prövar synen och berättar resultatet för oss. Vittne: Per "
            "Nordin.",
        ),
        Note(
            "L2", (-20, "10:00"), "emi", "emi", "CARE",
            "Synprövning gjord i dag. Remiss till optiker är skickad, och vårdnadshavaren är informerad.",
            shared="welfare",
        ),
        Note("L3", (-9, "10:40"), "welfare", "welfare", "VOICE", "”Tavlan har blivit ny.”", source="Leo, till Leila"),
    ),
)  # fmt: skip

DANYLO = Story(
    "danylo", Child("Danylo", "Melnyk", "20130914TF03", "TEMPORARY", "7C"),
    Concern(
        "M0", by="welfare", to="welfare", when=(-290, "07:50"), child=("Danylo Melnyk", "7C"),
        seen=(
            "Danylo är här varje dag men säger nästan ingenting och somnar på eftermiddagarna. På idrotten är han en "
            "annan person: han hejar på alla."
        ),
        knows_more="Läraren i 7C",
        answer="Vi har träffat Danylo och Oksana, med tolk. Vi fortsätter tillsammans.", answered=(-289, "15:00"),
    ),
    reference="K-0019", unit="welfare", lead="welfare", stage="CLOSED", decision="SEVERAL", opened=-290, closed=-20,
    relatives=(
        Relative("oksana", "Oksana Melnyk", "070-174 06 49", language="ukrainska", interpreter=True,
                 reach="Tolk på telefon."),
    ),
    circle=(
        Part("welfare", -290, ("welfare",)),
        Part("school", -288),
        Part("leisure", -270, ("leisure",), accepted_by="leisure", reason="Danylo vill spela i ett lag."),
        Part("health_centre", -270, contact="Sjuksköterskan i mottagningen", contact_phone="070-174 06 94",
             reason="Danylo somnar på eftermiddagarna."),
    ),
    consents=(
        Consent(
            "danylo", given=-280, until=80, form="ORAL", witness="tolk på telefon",
            purpose="Att Danylo ska sova, förstå och ha ett lag.",
            answers=(Said("oksana", "YES", -280), Said("child", "YES", -280, needed=False)),
            lines=(
                Lines("welfare school", "leisure health_centre", "PRESENCE AGREED"),
                Lines("leisure health_centre", "welfare school", "PRESENCE AGREED"),
            ),
        ),
    ),
    internal=(
        Lines("welfare", "school", "PRESENCE AGREED SCHOOL_DAY"),
        Lines("school", "welfare", "PRESENCE SCHOOL_DAY"),
    ),
    notes=(
        Note(
            "M1", (-255, "15:00"), "welfare", "welfare", "AGREED",
            "Studiehandledning på ukrainska och rastkompis. Fritidsgården följer med till tre träningar. Oksana har "
            "ett nummer och en person att ringa, med tolk på tråden.",
            shared="school leisure",
        ),
        Note(
            "M2", (-20, "14:00"), "welfare", "welfare", "AGREED",
            "Det här har förändrats: Danylo sover, har ett lag och följer undervisningen på svenska med stöd. Det här "
            "finns kvar: läsning på svenska, tas i det vanliga stödet.",
        ),
        Note(
            "M3", (-20, "14:10"), "welfare", "welfare", "VOICE",
            "”Jag har tre kompisar och en av dem är målvakt.”", source="Danylo, till Leila",
        ),
        Note(
            "M4", (-20, "14:20"), "welfare", "welfare", "HOME",
            "”I början visste jag inte vem jag skulle ringa. Nu har jag ett namn, och Danylo har ett lag.”",
            source="Oksana, via tolk",
        ),
    ),
    plan=Plan(
        "Danylos plan", agreed=-255,
        goals=(
            Goal("Jag vill förstå vad de säger på rasten.", "Danylo", (
                Measure("welfare", "Studiehandledning på ukrainska och rastkompis", -180, "DONE"),
            )),
            Goal("Jag vill spela i ett riktigt lag.", "Danylo", (
                Measure("leisure", "Följa med till tre träningar", -200, "DONE"),
            )),
            Goal("Jag vill veta vem jag ska ringa.", "Oksana", (
                Measure("welfare", "Ett nummer, en person, tolk på tråden", -240, "DONE"),
            )),
        ),
    ),
)  # fmt: skip

# Nothing here but the mask: the names stand in ProtectedName, and tests look for them in every output.
PROTECTED = Story(
    "protected", Child(code="S-3", hidden=("Ronja", "Alm", "Ylva Alm, mamma")),
    reference="K-0033", unit="welfare", lead="welfare", stage="PLAN", decision="SEVERAL", opened=-92,
    relatives=(Relative("guardian", "Vårdnadshavare (skyddad)"),),
    circle=(
        Part("welfare", -92, ("welfare",)),
        Part("support", -86, ("social",), accepted_by="social", reason="Fråga Leila."),
    ),
    consents=(
        Consent(
            "protected", given=-88, until=94, purpose="Att vi vuxna gör på samma sätt.",
            answers=(Said("guardian", "YES", -88),),
            lines=(
                Lines("welfare", "support", "PRESENCE WELLBEING"),
                Lines("support", "welfare", "PRESENCE WELLBEING"),
            ),
        ),
    ),
    notes=(
        Note(
            "P1", (-30, "11:30"), "welfare", "welfare", "WELLBEING",
            "Den vi pratar om trivs och har fått en egen plats i biblioteket. Ring mig före varje kontakt hem.",
            shared="support",
        ),
    ),
)  # fmt: skip
