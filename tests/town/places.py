"""Which agencies and units are there in Sjöviken?"""

from tests.town.shapes import Agency, Unit

AREAS = ("Centrum", "Hamnen", "Åsen")

AGENCIES = (
    Agency(
        "education",
        "Utbildningsnämnden",
        "SCHOOL",
        (
            Unit("school", "Björkskolan", "HatSchool", "070-174 06 81", "Centrum", signals_to="welfare"),
            Unit("welfare", "Elevhälsan Björkskolan", "HeadHeart", "070-174 06 80", "Centrum"),
            Unit("preschool", "Strandkottens förskola", "TeddyBear", "070-174 06 82", "Hamnen", signals_to="preschool"),
            Unit("upper_school", "Fyrgymnasiet", "HatSchool", "070-174 06 83", "Åsen", signals_to="upper_welfare"),
            Unit("upper_welfare", "Elevhälsan Fyrgymnasiet", "HeadHeart", "070-174 06 84", "Åsen"),
            Unit("administration", "Utbildningsförvaltningen", "Buildings2", "070-174 06 79", takes_children=False),
        ),
    ),
    Agency(
        "emi",
        "Elevhälsans medicinska insats, EMI",
        "EMI",
        (Unit("emi", "Skolhälsan Björkskolan", "Bandage", "070-174 06 85", "Centrum"),),
    ),
    Agency(
        "private_school",
        "Friskolan Måsvingen AB",
        "PRIVATE_SCHOOL",
        (
            Unit(
                "private_school",
                "Friskolan Måsvingen",
                "HatSchool",
                "070-174 06 86",
                "Hamnen",
                signals_to="private_welfare",
            ),
            Unit("private_welfare", "Elevhälsan Måsvingen", "HeadHeart", "070-174 06 87", "Hamnen"),
        ),
    ),
    Agency(
        "social",
        "Socialnämnden",
        "SOCIAL",
        (
            Unit("support", "Stöd till barn och familj", "HandShakeHeart", "070-174 06 88"),
            Unit("assessment", "Mottagning och utredning barn", "HandShakeHeart", "070-174 06 95"),
            Unit("team", "Samverkansteamet", "PersonGroup", "070-174 06 89"),
        ),
    ),
    Agency(
        "region",
        "Region Sundbygden, hälso- och sjukvård",
        "HEALTH",
        (
            Unit("bup", "BUP Sjöviken", "Hospital", "070-174 06 92"),
            # Nobody of it signs in: whoever leads a case notes its answers.
            Unit("health_centre", "Vårdcentralen Hamnen", "Hospital", "070-174 06 94", has_accounts=False),
            Unit("child_health", "BVC Strandkanten", "TeddyBear", "070-174 06 90"),
        ),
    ),
    Agency(
        "police",
        "Polismyndigheten",
        "POLICE",
        (Unit("police", "Polisen Sjöviken, ungdomsgruppen", "Shield", "070-174 06 93"),),
    ),
    Agency(
        "leisure",
        "Kultur- och fritidsnämnden",
        "LEISURE",
        (Unit("leisure", "Fritidsgården Sjömärket", "Star", "070-174 06 91", "Hamnen"),),
    ),
    Agency(
        "municipality",
        "Kommunstyrelsen",
        "MUNICIPALITY",
        (Unit("municipality", "Samordning barn och unga", "BarChart", "070-174 06 97", takes_children=False),),
    ),
    Agency(
        "riding_club",
        "Sjövikens ridklubb",
        "ASSOCIATION",
        (Unit("riding_club", "Sjövikens ridklubb", "Heart", "070-174 06 70", has_accounts=False),),
    ),
)

UNITS = {unit.key: unit for agency in AGENCIES for unit in agency.units}
