"""What a line of the log says in words: the deed or the page by its name, never what was written or about whom."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from access.action import ACTIONS

READ = {
    "agencies.review": gettext_lazy("Läste loggen"),
    "agencies.sample": gettext_lazy("Tittade på ett stickprov ur loggen"),
    "agencies.samples": gettext_lazy("Läste listan över stickprov"),
    "cases.children": gettext_lazy("Läste listan över barn"),
    "cases.concern": gettext_lazy("Läste sin egen signal"),
    "cases.family": gettext_lazy("Läste om familjen"),
    "cases.my_concerns": gettext_lazy("Läste sina egna signaler"),
    "cases.record": gettext_lazy("Läste en anteckning"),
    "cases.records": gettext_lazy("Läste anteckningar"),
    "cases.search": gettext_lazy("Sökte efter barn"),
    "cases.signal": gettext_lazy("Läste en signal"),
    "cases.signals": gettext_lazy("Läste nya signaler"),
    "consent.circle": gettext_lazy("Läste vilka som är med"),
    "consent.consents": gettext_lazy("Läste samtycken"),
    "consent.emergency": gettext_lazy("Läste i en nödöppning"),
    "consent.give": gettext_lazy("Öppnade sidan för samtycke"),
    "consent.invitation": gettext_lazy("Läste en inbjudan"),
    "consent.opening": gettext_lazy("Läste om en nödöppning"),
    "consent.production": gettext_lazy("Läste en mottagen handling"),
    "consent.record": gettext_lazy("Läste en anteckning"),
    "coordination.case": gettext_lazy("Öppnade ett samarbete"),
    "coordination.family": gettext_lazy("Läste om familjen"),
    "coordination.log": gettext_lazy("Öppnade loggen för att skriva ut den till familjen"),
    "coordination.meeting": gettext_lazy("Öppnade ett möte"),
    "coordination.paper": gettext_lazy("Öppnade en utskrift"),
    "coordination.plan": gettext_lazy("Läste en plan"),
    "coordination.sent": gettext_lazy("Läste sina skickade signaler"),
    "coordination.signal": gettext_lazy("Läste en signal"),
    "coordination.timeline": gettext_lazy("Läste anteckningar"),
    "coordination.today": gettext_lazy("Öppnade Min dag"),
    "coordination.unit": gettext_lazy("Läste listan över enhetens barn"),
}

DID = {
    "access.discard_draft": gettext_lazy("Kastade ett utkast"),
    "access.keep_draft": gettext_lazy("Sparade ett utkast"),
    "access.send_letter": gettext_lazy("Skickade ett brev"),
    "access.tidy_drafts": gettext_lazy("Påminde om eller kastade gamla utkast"),
    "agencies.add_agency": gettext_lazy("Lade till en organisation"),
    "agencies.add_unit": gettext_lazy("Lade till en enhet"),
    "agencies.change_roles": gettext_lazy("Ändrade roller"),
    "agencies.change_unit": gettext_lazy("Ändrade en enhet"),
    "agencies.change_worker": gettext_lazy("Ändrade namn, titel eller telefon"),
    "agencies.choose_language": gettext_lazy("Valde språk"),
    "agencies.choose_password": gettext_lazy("Valde lösenord"),
    "agencies.draw_samples": gettext_lazy("Drog stickprov ur loggen"),
    "agencies.end_membership": gettext_lazy("Avslutade ett uppdrag"),
    "agencies.end_stand_in": gettext_lazy("Avslutade en ersättning"),
    "agencies.extend_membership": gettext_lazy("Förlängde ett uppdrag"),
    "agencies.give_membership": gettext_lazy("Gav ett uppdrag"),
    "agencies.invite_again": gettext_lazy("Skickade inbjudan igen"),
    "agencies.invite_worker": gettext_lazy("Bjöd in en medarbetare"),
    "agencies.renew_password": gettext_lazy("Loggade in"),
    "agencies.send_password_link": gettext_lazy("Bad om ny lösenordslänk"),
    "agencies.set_hours": gettext_lazy("Skrev sin arbetstid"),
    "agencies.set_stand_in": gettext_lazy("Satte en ersättare"),
    "agencies.sign_sample": gettext_lazy("Granskade ett stickprov"),
    "cases.add_relative": gettext_lazy("Lade till någon i familjen"),
    "cases.answer_concern": gettext_lazy("Svarade på en signal"),
    "cases.assign_worker": gettext_lazy("Lät en kollega arbeta med barnet"),
    "cases.begin_case": gettext_lazy("Ställde skyddsfrågan före ett samarbete"),
    "cases.begin_concern": gettext_lazy("Började skriva en signal"),
    "cases.change_child": gettext_lazy("Ändrade uppgifter om barnet"),
    "cases.change_lead": gettext_lazy("Bytte samordnare"),
    "cases.change_relative": gettext_lazy("Ändrade uppgifter om familjen"),
    "cases.close_case": gettext_lazy("Avslutade ett samarbete"),
    "cases.correct_record": gettext_lazy("Rättade en anteckning"),
    "cases.decide": gettext_lazy("Bestämde hur det går vidare"),
    "cases.end_assignment": gettext_lazy("Avslutade en kollegas arbete med barnet"),
    "cases.keep_concern": gettext_lazy("Sparade en signal som inte är skickad"),
    "cases.log_concern": gettext_lazy("Skickade en signal"),
    "cases.set_outside": gettext_lazy("Tog bort en signal om ett barn med skyddade personuppgifter"),
    "cases.show_identity": gettext_lazy("Visade barnets personnummer"),
    "cases.show_protected_name": gettext_lazy("Visade det skyddade namnet"),
    "cases.start_case": gettext_lazy("Började ett samarbete"),
    "cases.stop_concern": gettext_lazy("Slutade skriva utan att spara"),
    "cases.take_on": gettext_lazy("Tog emot en signal"),
    "cases.take_part": gettext_lazy("Gick själv in i samarbetet"),
    "cases.write_record": gettext_lazy("Skrev en anteckning"),
    "consent.accept_invitation": gettext_lazy("Tackade ja till en inbjudan"),
    "consent.answer_handover": gettext_lazy("Svarade på en överlämning"),
    "consent.ask_handover": gettext_lazy("Frågade en kollega om att ta över"),
    "consent.copy_to_journal": gettext_lazy("Tog in en anteckning i egen journal"),
    "consent.correct_and_share": gettext_lazy("Rättade en anteckning och delade rättelsen"),
    "consent.decline_invitation": gettext_lazy("Tackade nej till en inbjudan"),
    "consent.disclose": gettext_lazy("Delade en anteckning"),
    "consent.end_emergency": gettext_lazy("Avslutade en nödöppning"),
    "consent.give": gettext_lazy("Skrev in ett samtycke"),
    "consent.give_and_invite": gettext_lazy("Skrev in ett samtycke och bjöd in"),
    "consent.invite_unit": gettext_lazy("Bjöd in en enhet"),
    "consent.note_unit": gettext_lazy("Antecknade att en enhet är med"),
    "consent.open_emergency": gettext_lazy("Nödöppnade ett samarbete"),
    "consent.produce": gettext_lazy("Tog fram en mottagen handling"),
    "consent.record_answer": gettext_lazy("Skrev in ett svar om samtycke"),
    "consent.rely_on": gettext_lazy("Läste samtycket och lutade sig mot det"),
    "consent.review_emergency": gettext_lazy("Granskade en nödöppning"),
    "consent.take_back_handover": gettext_lazy("Tog tillbaka en fråga om att ta över"),
    "consent.withdraw": gettext_lazy("Skrev in att ett ja tagits tillbaka"),
    "consent.write_and_share": gettext_lazy("Skrev och delade en anteckning"),
    "coordination.answer_invitation": gettext_lazy("Svarade på en mötesinbjudan"),
    "coordination.book_meeting": gettext_lazy("Bokade ett möte"),
    "coordination.cancel_meeting": gettext_lazy("Ställde in ett möte"),
    "coordination.change_meeting": gettext_lazy("Ändrade ett möte"),
    "coordination.drop_measure": gettext_lazy("Sade att ett åtagande inte görs"),
    "coordination.end_meeting": gettext_lazy("Avslutade ett möte"),
    "coordination.invite_to_part": gettext_lazy("Bjöd in någon till en del av ett möte"),
    "coordination.give_measure": gettext_lazy("Lät en kollega göra något i planen"),
    "coordination.keep_on": gettext_lazy("Sade hur ett åtagande går"),
    "coordination.mark_done": gettext_lazy("Sade att ett åtagande är klart"),
    "coordination.note_answer": gettext_lazy("Antecknade ett svar på en inbjudan"),
    "coordination.note_interpreter": gettext_lazy("Antecknade om tolken är bokad"),
    "coordination.revoke_invitation": gettext_lazy("Tog bort en inbjudan till ett möte"),
    "coordination.send_digests": gettext_lazy("Skickade påminnelser"),
    "coordination.take_meeting": gettext_lazy("Tog över ett möte"),
}


def said(verb: str, name: str) -> str:
    """The line's sentence, in the past; for a deed that has none here, what the deed says of itself."""
    if verb == "READ":
        return str(READ.get(name, _("Läste en sida")))
    if verb == "SIGNED_IN":
        return _("Bytte uppdrag") if name == "agencies.switch" else _("Loggade in")
    if verb == "MISSING":
        return _("Sökte något som inte finns eller inte får visas")
    done = DID.get(name) or (ACTIONS[name].says if name in ACTIONS else name)
    return _("Fick nej: %(deed)s") % {"deed": _lower(str(done))} if verb == "REFUSED" else str(done)


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
