"""Which days do people work? Neither weekends, nor the holidays of lag (1989:1253), nor the eves that count as such."""

from datetime import date, timedelta

# The same day every year; the last three are the eves that semesterlagen 3 a § counts as Sundays, with midsommarafton.
FIXED = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 25), (12, 26), (12, 24), (12, 31)}
# Days from Easter Sunday: long Friday, Easter Monday, Ascension Day. (Easter and Whitsun are Sundays.)
FROM_EASTER = (-2, 1, 39)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Nature 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    ell = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * ell) // 451
    month, day = divmod(h + ell - 7 * m + 114, 31)
    return date(year, month, day + 1)


def is_workday(day: date) -> bool:
    """Whether people work: a weekday that is no holiday. Midsommarafton is the Friday from 19 to 25 June."""
    if day.isoweekday() > 5 or (day.month, day.day) in FIXED:
        return False
    if (day - easter(day.year)).days in FROM_EASTER:
        return False
    return not (day.month == 6 and day.isoweekday() == 5 and 19 <= day.day <= 25)


def workday_after(day: date, number: int) -> date:
    """The so-manyeth working day after this day, which is itself not counted."""
    while number:
        day += timedelta(days=1)
        number -= is_workday(day)
    return day
