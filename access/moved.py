"""Where to look instead, when what was asked for is not in sight any longer but a page may say why."""

from django.http import Http404


class Moved(Http404):
    """Not here any longer: `page` is the name of the view to go to, and `of` what that page is about, if anything.

    A look is led there (access/web.py); a deed and whoever does not know of it get the same 404 as for the absent.
    """

    def __init__(self, page: str, of: object = None):
        super().__init__()
        self.page, self.of = page, of
