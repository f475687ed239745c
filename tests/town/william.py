"""William Sjögren, 11: a private school, two homes, partly yes; the consent ends in eleven days."""

from tests.town.shapes import Child, Concern, Consent, Lines, Note, Part, Relative, Said, Story
from tests.town.together import Goal, Measure, Meeting, Plan

CONCERN = Concern(
    "W0", by="private_school", to="private_welfare", when=(-190, "07:55"), child=("William Sjögren", "5"),
    seen=(
        "William hamnar i bråk nästan varje rast sedan i vintras. Han säger efteråt exakt vad som hände och vad han "
        "borde ha gjort. På lektionerna går det bra."
    ),
    since="I vintras.", knows_more="Klassläraren i femman",
    answer="Vi har pratat med William och hans föräldrar. Vi fortsätter tillsammans.", answered=(-188, "15:00"),
)  # fmt: skip

CONSENT = Consent(
    "william", given=-172, until=11,
    purpose="Att William ska kunna vara med på rasten och ha någonstans att ta vägen.",
    answers=(
        Said("therese", "YES", -172),
        Said("magnus", "PARTLY", -170, "Inte nu. Fråga mig igen efter jul.", again=45),
        Said("child", "YES", -172, "Samir får veta. Han vet redan.", needed=False),
    ),
    lines=(
        Lines("private_welfare", "leisure", "PRESENCE"),
        Lines("private_welfare", "leisure", "AGREED", limit="bara fritidsgårdens egen rad"),
        Lines("leisure", "private_welfare", "PRESENCE LEISURE"),
        Lines("private_welfare", "support", "PRESENCE AGREED", closed=True, refused_by="magnus"),
    ),
)  # fmt: skip

NOTES = (
    Note(
        "W1", (-165, "11:00"), "private_welfare", "private_school", "AGREED",
        "Rastledare på plats måndag till torsdag. Kort till biblioteket, ingen frågar varför. William vill bli ledare.",
    ),
    Note(
        "W2", (-160, "11:00"), "private_welfare", "private_school", "AGREED",
        "William är hjälpledare på spelkvällen en gång i månaden.",
        shared="leisure",
    ),
    Note(
        "W3", (-20, "20:30"), "leisure", "leisure", "LEISURE",
        "William har varit hjälpledare på spelkvällen. Han är redan barnens favorit.",
        shared="private_welfare",
    ),
    Note(
        "W4", (-3, "15:00"), "private_welfare", "private_school", "VOICE",
        "”På fritids blir jag inte arg. Där finns det tid.”", source="William, till Hanna",
    ),
)  # fmt: skip

MEETINGS = (
    Meeting((-3, "08:30"), 30, "Friskolan Måsvingen", "private_school", "therese child private_school",
            note="Uppföljning, första delen."),
    Meeting((-3, "14:30"), 30, "Friskolan Måsvingen", "private_school", "magnus child private_school",
            note="Uppföljning, andra delen."),
)  # fmt: skip

PLAN = Plan(
    "Williams plan", agreed=-165, review=-3,
    goals=(
        Goal("Jag vill vara med på rasten utan att bli utskickad.", "William", (
            Measure("private_school", "Rastledare på plats måndag till torsdag", -60, "DONE"),
        )),
        Goal("Jag vill ha någonstans att ta vägen när det kokar.", "William", (
            Measure("private_school", "Kort till biblioteket, ingen frågar varför", -90, "DONE"),
        )),
        Goal("Jag vill bli ledare.", "William", (
            Measure("leisure", "Hjälpledare på spelkvällen en gång i månaden", -20, "DONE",
                    "Han är redan barnens favorit."),
        )),
    ),
)  # fmt: skip

WILLIAM = Story(
    "william", Child("William", "Sjögren", "201505192391", school_class="5"), CONCERN,
    reference="K-0036", unit="private_welfare", lead="private_school", stage="REVIEW", decision="SEVERAL",
    opened=-189,
    strengths="Snabb, rättvis, bäst på att förklara regler.",
    relatives=(
        Relative("therese", "Therese Sjögren", "070-174 06 45", "therese.sjogren@post.example",
                 reach="Egna brev och egna tider. Ring helst på förmiddagen."),
        Relative("magnus", "Magnus Sjögren", "070-174 06 46", "magnus.sjogren@post.example",
                 reach="Egna brev och egna tider. Sms går bäst."),
    ),
    circle=(
        Part("private_welfare", -189, ("private_school",)),
        Part("leisure", -168, ("leisure",), accepted_by="leisure", reason="William vill vara på spelkvällen."),
    ),
    consents=(CONSENT,), notes=NOTES, meetings=MEETINGS, plan=PLAN,
)  # fmt: skip
