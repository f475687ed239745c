"""Tuva Ek, 5, and Saga Ek, 3: two sisters, two cases; for Saga one of two has answered."""

from tests.town.shapes import Child, Consent, Lines, Note, Part, Relative, Said, Story
from tests.town.together import Goal, Measure, Plan

PARENTS = (
    Relative("linnea", "Linnea Ek", "070-174 06 47", "linnea.ek@post.example",
             reach="Frågade själv på öppna förskolan: ”Ingen av oss sover. Vi vill inte bli osams.”"),
    Relative("robin", "Robin Ek", "070-174 06 48", "robin.ek@post.example"),
)  # fmt: skip
PURPOSE = "Att alla i familjen ska få sova, och att vi vuxna gör på samma sätt."
LINES = (
    Lines("support preschool child_health", "support preschool child_health", "PRESENCE AGREED VOICE"),
    Lines("preschool", "support child_health", "SCHOOL_DAY"),
    Lines("child_health", "support preschool", "CARE"),
)

TUVA = Story(
    "tuva", Child("Tuva", "Ek", "202111142382", school_class="Strandkottens förskola"),
    reference="K-0039", unit="support", lead="family_support", stage="PLAN", decision="SEVERAL", opened=-43,
    strengths="Bygger högst. Tröstar andra.", relatives=PARENTS,
    circle=(
        Part("support", -43, ("family_support",)),
        Part("preschool", -39, ("preschool",), accepted_by="preschool", reason="Tuva är hos er varje dag."),
        Part("child_health", -39, ("child_health",), accepted_by="child_health", reason="Ni känner familjen."),
    ),
    consents=(
        Consent(
            "tuva", given=-40, until=142, purpose=PURPOSE, lines=LINES,
            answers=(
                Said("linnea", "YES", -40, "Ja, också till det som sägs om min egen sömn."),
                Said("robin", "YES", -40),
            ),
        ),
    ),
    notes=(
        Note(
            "T1", (-38, "13:00"), "preschool", "preschool", "SCHOOL_DAY",
            "Tuva förstår allt vi säger men svarar helst med händerna. I små grupper pratar hon i hela meningar om "
            "sina byggen. Hon söker upp barn som är ledsna.",
            shared="support child_health",
        ),
        Note(
            "T2", (-36, "10:20"), "child_health", "child_health", "CARE",
            "Språkbedömning är bokad hos logoped. Hörseln är prövad och bra.",
            shared="support preschool",
        ),
        Note(
            "T3", (-35, "14:30"), "preschool", "preschool", "VOICE", "”Jag säger det i huvudet först.”",
            shared="support child_health", source="Tuva, när hon visade sitt torn",
        ),
        Note(
            "TA", (-34, "15:00"), "support", "family_support", "AGREED",
            "Förskolan låter Tuva börja i samlingen, ingen fyller i åt henne. Daniel kommer hem fyra kvällar, samma "
            "ordning varje kväll. BVC ringer efter logopedbesöket.",
            shared="preschool child_health",
        ),
    ),
    plan=Plan(
        "Tuvas plan", agreed=-34, review=30,
        goals=(
            Goal("Jag vill att de väntar på mig.", "Tuva", (
                Measure("preschool", "Tuva får börja i samlingen, ingen fyller i åt henne", 30),
                Measure("child_health", "Ringer efter logopedbesöket", 12),
            )),
            Goal("Vi vill sova.", "Linnea och Robin", (
                Measure("family_support", "Fyra kvällar hemma, samma ordning varje kväll", -7, "DONE"),
            )),
        ),
    ),
)  # fmt: skip

SAGA = Story(
    "saga", Child("Saga", "Ek", "202306122389", school_class="Strandkottens förskola"),
    reference="K-0041", unit="support", lead="family_support", stage="CONSENT", decision="SEVERAL", opened=-6,
    relatives=PARENTS,
    circle=(Part("support", -6, ("family_support",)),),
    consents=(
        Consent(
            "saga", given=-4, until=178, purpose=PURPOSE,
            lines=tuple(Lines(line.givers, line.receivers, line.kinds, closed=True) for line in LINES),
            answers=(Said("linnea", "YES", -4), Said("robin", "WAITING")),
        ),
    ),
    notes=(
        Note(
            "G1", (-4, "14:00"), "support", "family_support", "HOME",
            "Saga vaknar fem gånger per natt. Dagarna fungerar fint. Robin vill läsa igenom i lugn och ro innan han "
            "svarar, det är klokt.",
        ),
    ),
)  # fmt: skip
