"""The signed paper: kept by what it is, read where the consent was taken, refused when it is no paper."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from access.action import Refused
from access.actor import acting_as
from access.models import Trail
from cases.models import Case
from consent import actions
from consent.models import Scan
from consent.models.scan import LARGEST
from consent.queries import answer_of
from tests import town
from tests.accounts import signed_in
from tests.consent.test_giving import give, unit

pytestmark = pytest.mark.django_db
PDF, PNG, JPEG = b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n x", b"\xff\xd8\xff x"


def answered(**more):
    with acting_as(town.seat("welfare")) as leila:
        given = give(leila, Case.objects.get(pk=town.case("ella")), units=[unit("BVC Strandkanten")], **more)
        return given.answers.order_by("said").first().pk


@pytest.mark.parametrize(
    "content, kind, name", [(PDF, "application/pdf", "pdf"), (PNG, "image/png", "png"), (JPEG, "image/jpeg", "jpeg")]
)
def test_it_is_kept_without_its_name_and_served_as_a_file(client, content, kind, name):
    pk = answered()
    signed_in(client, "welfare")
    assert client.get(f"/answers/{pk}/scan/file/").status_code == 404

    sent = client.post(f"/answers/{pk}/scan/", {"paper": SimpleUploadedFile("Ella Öberg.exe", content)})
    got = client.get(f"/answers/{pk}/scan/file/")

    assert sent.status_code == 302 and got.content == content and got["Content-Type"] == kind
    assert got["Content-Disposition"] == f'attachment; filename="papper.{name}"'
    assert got["X-Content-Type-Options"] == "nosniff" and "no-store" in got["Cache-Control"]
    assert "Skannat papper" in client.get("/cases/K-0042/consent/").content.decode()
    with acting_as(town.seat("welfare")):
        assert Trail.objects.filter(name="consent.scan_file", case=town.case("ella")).exists()
    signed_in(client, "teacher")
    assert [client.get(f"/answers/{pk}/scan/{end}").status_code for end in ("", "file/")] == [404, 404]


@pytest.mark.parametrize(
    "content, says",
    [(b"<svg/>", "varken PDF"), (b"MZ" + PDF, "varken PDF"), (PDF + b"x" * LARGEST, "för stor"), (b"", "tom")],
)
def test_what_is_no_paper_is_refused_and_nothing_is_kept(client, content, says):
    pk = answered()
    signed_in(client, "welfare")

    sent = client.post(f"/answers/{pk}/scan/", {"paper": SimpleUploadedFile("x.pdf", content)})

    assert sent.status_code == 422 and says in sent.content.decode()
    with acting_as(town.seat("welfare")):
        assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "more, says",
    [
        ({"form": "ORAL", "witness": "Per"}, "inte på papper"),
        (
            {"answers": {"child": ("WAITING",), "Karin Öberg": ("WAITING",), "Jonas Öberg": ("WAITING",)}},
            "Skriv in svaret",
        ),
    ],
)
def test_only_a_written_answer_has_a_paper(more, says):
    pk = answered(**more)
    with acting_as(town.seat("welfare")) as leila:
        with pytest.raises(Refused, match=says):
            actions.attach_scan(leila, answer=answer_of(pk), content=PDF)
