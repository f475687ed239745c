"""How the log is reviewed: drawn once a month, signed line by line."""

from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.utils.timezone import localdate, now
from django.utils.translation import gettext_lazy as _

from access.action import action
from access.models import Draw, Reply, Sample, Signoff
from agencies import policies
from agencies.days import month_of

# A visit is what one person did in one case on one day; it is drawn by its first line, with every risk that one of its
# lines carries. The lot depends on the month and the agency alone, so who draws twice draws the same.
DRAWN = """
WITH lines AS MATERIALIZED (SELECT * FROM law.drawable WHERE at >= %(begins)s AND at < %(ends)s),
visits AS (
  SELECT worker, unit, case_id, day, (array_agg(line_id ORDER BY at, line_id))[1] AS line, min(at) AS at
    FROM lines GROUP BY worker, unit, case_id, day),
lots AS (
  SELECT line, 'LOT' AS reason FROM visits
  UNION
  SELECT v.line, reason FROM visits v JOIN lines l USING (worker, unit, case_id, day), unnest(l.reasons) AS reason),
places AS (
  SELECT line, reason, row_number() OVER (PARTITION BY reason ORDER BY md5(line::text || %(lot)s), line)
    <= CASE reason WHEN 'LOT' THEN %(by_lot)s WHEN 'EMERGENCY' THEN 1000000 ELSE %(by_risk)s END AS is_drawn
    FROM lots)
SELECT v.line, v.worker, v.unit, v.case_id, v.at,
       array_agg(p.reason ORDER BY p.reason) FILTER (WHERE p.is_drawn OR p.reason <> 'LOT')
  FROM visits v JOIN places p USING (line)
 GROUP BY v.line, v.worker, v.unit, v.case_id, v.at HAVING bool_or(p.is_drawn) ORDER BY v.at, v.line
"""


@action(may=policies.may_draw_samples, says=_("Dra de rader i loggen som loggranskaren ska titta på."))
def draw_samples(actor, *, agency, month):
    """Draw an agency's visits of a month: some by lot, and some for each risk; every emergency opening."""
    begins, ends = month_of(month)
    moment, due_on = now(), localdate() + timedelta(days=settings.LOG_REVIEW_DAYS)
    draw = Draw(agency=actor.agency, month=month, drawn_at=moment, due_on=due_on)
    draw.save()
    asked = {"begins": begins, "ends": ends, "lot": f"{actor.agency} {month}"}
    asked |= {"by_lot": settings.LOG_REVIEW_BY_LOT, "by_risk": settings.LOG_REVIEW_BY_RISK}
    with connection.cursor() as cursor:
        cursor.execute(DRAWN, asked)
        for line, worker, unit, case, at, reasons in cursor.fetchall():
            sample = Sample(draw=draw, agency=actor.agency, line=line, worker=worker, unit=unit, case=case, at=at)
            sample.reasons = reasons
            sample.save()
    return draw


@action(may=policies.may_sign_sample, says=_("Granska ett stickprov ur loggen."))
def sign_sample(actor, *, sample, outcome, remark):
    """Say what a sample was found to be, with a remark; it stands as it is written."""
    signed = Signoff(sample=sample, agency=actor.agency, outcome=outcome, remark=remark.strip())
    signed.signed_at, signed.signed_by = now(), actor.membership
    signed.save()
    return signed


@action(may=policies.may_reply_to_reviewer, says=_("Svara loggranskaren om ett besök som en kollega har gjort."))
def reply_to_reviewer(actor, *, sample, words):
    """Answer in words what a reviewer has passed on about somebody in one's unit; it stands as it is written."""
    reply = Reply(sample=sample, agency=actor.agency, unit=actor.unit, words=words.strip())
    reply.replied_at, reply.replied_by = now(), actor.membership
    reply.save()
    return reply
