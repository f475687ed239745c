"""What the family has answered, and what it takes back."""

from datetime import datetime, time

from django.utils.timezone import get_current_timezone, now
from django.utils.translation import gettext_lazy as _

from access.action import action
from access.actions import forget_draft
from agencies.models import Unit
from cases.actions.question import put_question
from cases.kinds import Kind
from cases.models import Case, ProtectionQuestion, Record
from consent import policies
from consent.actions.circle import invite_unit, relied_on
from consent.actions.opening import open_agreed
from consent.models import Answer, Consent, Grant, Refusal, Withdrawal
from consent.policies import may_invite_unit
from consent.terms import Said, end_of, is_agreed, lacks_right, lines, must_answer
from consent.wording import wording


@action(may=policies.may_give, says=_("Skriv in vad familjen har svarat om vem som får berätta vad."))
def give(actor, *, case, consent_id, terms):
    """Record a consent: its lines, everybody's answer, and open what all who must have said yes to.

    That the protection question was put before it, and once more after a no, is kept with it (practice.md 2.1, 3.8).

    Lines from the own unit hold at once; those from another unit wait until it says that it relies on the consent.
    Sent twice with the same id, it is made once.
    """
    already = Consent.objects.filter(pk=consent_id).first()
    if already:
        return already
    moment = now()
    child = case.child
    guardians, young = must_answer(child, list(child.relatives.all()), terms.given_on)
    ends_at = end_of(terms.ends_on, terms.given_on, child, guardians_answered=bool(guardians))
    consent = Consent(
        pk=consent_id, case=case, unit_id=actor.unit, purpose=terms.purpose, form=terms.form, witness=terms.witness,
        given_at=datetime.combine(terms.given_on, time.min, get_current_timezone()), ends_at=ends_at,
        recorded_at=moment, recorded_by_id=actor.membership,
        words=_words(actor, case, terms.not_told, moment),
    )  # fmt: skip
    consent.save()
    needed_ids = {guardian.pk for guardian in guardians} | ({None} if young else set())
    said = {answer.relative: answer for answer in terms.answers}
    needed = [said.get(pk, Said(pk, Answer.Said.WAITING)) for pk in needed_ids]
    is_enough = not lacks_right(guardians)
    grants = {}
    for line in lines(actor.unit, terms):
        ours = line.from_unit == actor.unit
        grant = Grant(
            case=case, consent=consent, basis=Grant.Basis.CONSENT, from_unit_id=line.from_unit, to_unit_id=line.to_unit,
            kind=line.kind, limit=line.limit, starts_at=moment if is_enough and is_agreed(line.key, needed) else None,
            ends_at=ends_at,
            relied_at=moment if ours else None, relied_by_id=actor.membership if ours else None,
            decided_by_id=actor.membership,
        )  # fmt: skip
        grant.save()
        grants[line.key] = grant
    for answer in [*terms.answers, *(a for a in needed if a.relative not in said)]:
        _keep_answer(actor, consent, answer, answer.relative in needed_ids, grants, moment, terms.despite_no)
    for answer in terms.others:
        _keep_answer(actor, consent, answer, False, grants, moment, about_self=True)
    _stage(case, any(grant.starts_at for grant in grants.values()), needed)
    put_question(actor, case, ProtectionQuestion.Step.CONSENT, moment)
    if any(answer.said == Answer.Said.NO for answer in terms.answers):
        put_question(actor, case, ProtectionQuestion.Step.REFUSAL, moment)
    forget_draft(actor, "consent", case.reference)
    return consent


@action(may=policies.may_give_and_invite, says=_("Skriv in samtycket och bjud in dem som det omfattar."))
def give_and_invite(actor, *, case, consent_id, terms, reason):
    """Record a consent and ask at once every unit that it opens to, with accounts and not asked before."""
    consent = give(actor, case=case, consent_id=consent_id, terms=terms)
    units = Unit.objects.filter(pk__in=[*(party.unit for party in terms.parties), *terms.ours]).order_by("name", "id")
    for unit in units:
        if may_invite_unit(actor, case=case, unit=unit, reason=reason):
            invite_unit(actor, case=case, unit=unit, reason=reason)
    return consent


def _keep_answer(actor, consent, answer, is_needed, grants, moment, despite="", *, about_self=False):
    waits = answer.said == Answer.Said.WAITING
    version, language = ("", "") if waits else _text(answer.text)
    kept = Answer(
        consent=consent, unit_id=actor.unit, relative_id=answer.relative, by_child=answer.relative is None,
        is_needed=is_needed, about_self=about_self, said=answer.said,
        answered_at=None if waits else moment, ends_at=consent.ends_at,
        words=_words(actor, consent.case, answer.words, moment),
        despite_no=_despite(answer.relative, answer.said, despite),
        ask_again_on=_again(answer.said, answer.ask_again_on), text_version=version, text_language=language,
        interpreted_to="" if waits else answer.interpreted_to.strip(), form="" if waits else answer.form,
        witness="" if waits else answer.witness,
    )  # fmt: skip
    kept.save()
    _refuse(kept, answer.said, answer.refused, grants)


def _despite(relative, said, despite):
    # Only a child's no, to all or to a part, has a reason for going on all the same.
    return despite.strip() if relative is None and said in Answer.NOT_WHOLE else ""


def _again(said, day):
    # A day before which nobody asks again belongs to what was not a whole yes.
    return day if said in Answer.NOT_WHOLE else None


def _text(key):
    # Which words they said yes or no to: kept, so that just these can be shown again.
    words = wording(key)
    return words.version, words.language


def _refuse(answer, said, refused, grants):
    # About oneself one says no to who tells whom, which is each of the lines between the two.
    refused = {key for key in grants if key.rpartition(":")[0] in refused} if answer.about_self else refused
    keys = grants if said == Answer.Said.NO else refused if said == Answer.Said.PARTLY else ()
    for key in keys:
        if key in grants:
            Refusal(answer=answer, grant=grants[key], unit_id=answer.unit_id).save()


def _words(actor, case, text, moment):
    # A record of the own unit and of a kind that no line can name: it never leaves the unit that asked.
    if not text.strip():
        return None
    record = Record(
        case=case, unit_id=actor.unit, author_id=actor.membership, kind=Kind.ANSWER, text=text.strip(),
        happened_at=moment, written_at=moment,
    )  # fmt: skip
    record.save()
    return record


def _stage(case, something_open, needed):
    if case.stage not in (Case.Stage.OWN, Case.Stage.CONSENT):
        return
    waiting = any(answer.said == Answer.Said.WAITING for answer in needed)
    case.stage = Case.Stage.MEETING if something_open else Case.Stage.CONSENT if waiting else Case.Stage.OWN
    case.save(update_fields=["stage"])


@action(may=policies.may_record_answer, says=_("Skriv in ett svar som ni har väntat på."))
def record_answer(
    actor,
    *,
    answer,
    said,
    refused,
    words,
    despite_no="",
    ask_again_on=None,
    text="",
    interpreted_to="",
    form="",
    witness="",
):
    """Record the answer of somebody who had not answered, and open what everybody has now said yes to.

    `refused` holds the keys of the lines (`consent.terms.Line.key`) that a partly yes leaves out; `despite_no` is why
    the unit goes on although a child between 12 and 14 says no, `ask_again_on` the family's day before which nobody
    asks again (practice.md 3.2, 3.8), `text` the key of the words that were answered (consent.wording). Who answers for
    themselves leaves out pairs (`Line.pair`), in `form` and before `witness` of their own (decision 0024).
    """
    moment = now()
    consent = answer.consent
    answer.said, answer.answered_at = said, moment
    answer.words = _words(actor, consent.case, words, moment)
    answer.despite_no = _despite(answer.relative_id, said, despite_no)
    answer.ask_again_on = _again(said, ask_again_on)
    answer.text_version, answer.text_language = _text(text)
    answer.interpreted_to, answer.form, answer.witness = interpreted_to.strip(), form, witness
    answer.save(
        update_fields=[
            "said", "answered_at", "words", "despite_no", "ask_again_on", "text_version", "text_language",
            "interpreted_to", "form", "witness",
        ]
    )  # fmt: skip
    refuses = said == Answer.Said.NO and not answer.about_self
    step = ProtectionQuestion.Step.REFUSAL if refuses else ProtectionQuestion.Step.CONSENT
    put_question(actor, consent.case, step, moment)
    grants = {f"{g.from_unit_id}:{g.to_unit_id}:{g.kind}": g for g in consent.grants.all()}
    _refuse(answer, said, refused, grants)
    _answered_after_all(actor, answer, grants, refused, moment)
    waiting = consent.answers.filter(is_needed=True, said=Answer.Said.WAITING, decisions=None).exists()
    opened = open_agreed(consent, moment)
    if opened or not waiting:
        _stage(consent.case, bool(opened), [])
    return answer


def _answered_after_all(actor, answer, grants, refused, moment):
    # Somebody whose answer was set aside turns up: what they say no to closes again.
    if not answer.decisions.exists() or answer.said == Answer.Said.YES:
        return
    for key, grant in grants.items():
        if grant.starts_at and (answer.said == Answer.Said.NO or key in refused):
            grant.ends_at = moment
            grant.save(update_fields=["ends_at"])


@action(may=policies.may_withdraw, says=_("Skriv in att familjen tar tillbaka sitt ja, helt eller till en del."))
def withdraw(actor, *, consent, about_unit, kind, told_by, by_one=False, answer=None):
    """Close every line of the consent that the family has taken back, in this second and for everybody.

    `about_unit` None and `kind` "" mean the whole consent. What has been read stays read; nothing is destroyed. With
    `by_one` one of several has taken back, `answer` is whose it is where that is known: what it closes stays closed
    until who leads has weighed it (domain.md 4.4).
    """
    moment = now()
    put_question(actor, consent.case, ProtectionQuestion.Step.WITHDRAWAL, moment)  # the act may close the own door
    withdrawal = Withdrawal(
        consent=consent, case_id=consent.case_id, about_unit=about_unit, kind=kind, told_by=told_by, unit_id=actor.unit,
        by_one=by_one, answer=answer, withdrawn_at=moment, withdrawn_by_id=actor.membership,
    )  # fmt: skip
    withdrawal.save()
    return withdrawal


@action(may=policies.may_rely_on, says=_("Läs samtycket och luta er mot det för det ni själva berättar."))
def rely_on(actor, *, consent):
    """Let the lines from the own unit hold: each releasing unit answers for what it releases (practice.md 3.6)."""
    relied_on(actor, consent.grants.filter(from_unit=actor.unit, relied_at=None), now())
    return consent


@action(may=policies.may_take_back_own, says=_("Skriv in att någon tar tillbaka sitt ja till det som rör dem själva."))
def take_back_own(actor, *, answer):
    """Keep that somebody who answers for themselves has taken back their yes: nothing about the child closes by it."""
    moment = now()
    put_question(actor, answer.consent.case, ProtectionQuestion.Step.WITHDRAWAL, moment)
    answer.taken_back_at, answer.taken_back_by_id = moment, actor.membership
    answer.save(update_fields=["taken_back_at", "taken_back_by"])
    return answer
