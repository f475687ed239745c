"""Who signs in? In the order of the demo page."""

from tests.town.shapes import Person, Post

# Weekdays by their ISO number, Monday = 1, each with when work begins and ends.
OFFICE = {str(day): ["08:00", "16:30"] for day in range(1, 6)}

PEOPLE = {
    person.key: person
    for person in (
        Person(
            "teacher", "Anna Berg", "lärare, mentor 3B", "anna.berg@sjoviken.example", "070-174 06 05",
            (Post("school", "REPORTER CASEWORKER"),), OFFICE,
        ),
        Person(
            "welfare", "Leila Amiri", "skolkurator, leder elevhälsoteamet", "leila.amiri@sjoviken.example",
            "070-174 06 06",
            (Post("welfare", "CASEWORKER INTAKE", protected="Tar emot barn med skydd i elevhälsan."),), OFFICE,
        ),
        Person(
            "unit_manager", "Per Nordin", "rektor", "per.nordin@sjoviken.example", "070-174 06 07",
            (Post("welfare", "MANAGER"), Post("school", "MANAGER")), OFFICE,
        ),
        Person(
            "preschool", "Malin Sundin", "specialpedagog, leder barnhälsoteamet", "malin.sundin@sjoviken.example",
            "070-174 06 08",
            (Post("preschool", "CASEWORKER INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "stand_in", "Amanda Fors", "skolkurator", "amanda.fors@sjoviken.example", "070-174 06 09",
            (
                Post("upper_welfare", "CASEWORKER INTAKE MANAGER"),
                Post("welfare", "CASEWORKER INTAKE", until=14),  # Fridays, and in Leila's place
            ),
            OFFICE,
        ),
        Person(
            "emi", "Gunilla Åström", "skolsköterska", "gunilla.astrom@sjoviken.example", "070-174 06 10",
            (Post("emi", "CASEWORKER INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "private_school", "Hanna Vikström", "specialpedagog, samordnar elevhälsan",
            "hanna.vikstrom@masvingen.example", "070-174 06 11",
            (Post("private_welfare", "CASEWORKER INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "coordinator", "Ellinor Dahlqvist", "samordnare, tidiga insatser och SSPF",
            "ellinor.dahlqvist@sjoviken.example", "070-174 06 12",
            (Post("team", "COORDINATOR INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "social", "Maria Holm", "socialsekreterare", "maria.holm@sjoviken.example", "070-174 06 13",
            (Post("support", "CASEWORKER", protected="Arbetar med familjer som lever med skydd."),), OFFICE,
        ),
        Person(
            "family_support", "Daniel Forsgren", "familjebehandlare", "daniel.forsgren@sjoviken.example",
            "070-174 06 14",
            (Post("support", "CASEWORKER INTAKE MANAGER"),),
            {str(day): ["06:30", "15:00"] for day in range(2, 6)},
        ),
        Person(
            "bup", "Erik Lund", "psykolog", "erik.lund@sundbygden.example", "070-174 06 15",
            (Post("bup", "CASEWORKER"),), {str(day): ["08:00", "17:00"] for day in range(1, 5)},
        ),
        Person(
            "bup_intake", "Marie Söder", "vårdsamordnare", "marie.soder@sundbygden.example", "070-174 06 16",
            (Post("bup", "INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "child_health", "Ingrid Palm", "BVC-sjuksköterska", "ingrid.palm@sundbygden.example", "070-174 06 17",
            (Post("child_health", "CASEWORKER INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "police", "Oskar Rydell", "polis", "oskar.rydell@polisen-sjoviken.example", "070-174 06 18",
            (Post("police", "CASEWORKER INTAKE MANAGER"),), OFFICE,
        ),
        Person(
            "leisure", "Samir Haddad", "fritidsledare", "samir.haddad@sjoviken.example", "070-174 06 19",
            (Post("leisure", "CASEWORKER INTAKE MANAGER"),),
            {str(day): ["13:00", "21:00"] for day in range(2, 7)},
        ),
        Person(
            "access_admin", "Tove Sandell", "systemförvaltare", "tove.sandell@sjoviken.example", "070-174 06 20",
            (Post("administration", "ACCESS_ADMIN MUNICIPAL_ADMIN"),), OFFICE,
        ),
        Person(
            "log_reviewer", "Lars Wendel", "loggranskare", "lars.wendel@sjoviken.example", "070-174 06 21",
            (Post("administration", "LOG_REVIEWER", until=7),), OFFICE,  # appointed for a time; Tove can prolong it
        ),
        Person(
            "registrar", "Birgit Selander", "registrator", "birgit.selander@sjoviken.example", "070-174 06 23",
            (Post("administration", "REGISTRAR"),), OFFICE,
        ),
        Person(
            "municipal_lead", "Katarina Brandt", "utvecklingschef barn och unga",
            "katarina.brandt@sjoviken.example", "070-174 06 22",
            (Post("municipality", "MUNICIPAL_LEAD"),), OFFICE,
        ),
    )
}  # fmt: skip

# Leila's leave, and who sees and does in the team what she may.
LEAVE = {"absent": "welfare", "stand_in": "stand_in", "unit": "welfare", "starts": 10, "ends": 14}

ROBOT = {"name": "Kring", "email": "kring@kring.invalid"}
