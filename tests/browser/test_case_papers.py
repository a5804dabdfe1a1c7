"""Graffiti in a real Chromium: its case, the police's text and pictures, the insurer's package, and its end."""

import hashlib
import io
import json
import re
import zipfile
from pathlib import Path

import httpx
from PIL import Image, ImageDraw

from domain.cases.case_file import CaseFile, Cost
from domain.events import Act, PointAnswered, RoundStarted, RoundSubmitted
from domain.photos import PhotoRef
from domain.records import from_plain
from sync_server.office import utc_now
from tests.browser.conftest import OpenPhone
from tests.browser.flet_page import LONG, FletPage
from tests.browser.people import all_sent, api_phone, signed_in
from tests.browser.rond_server import RondServer
from tests.server_fixtures import TestPhone
from tests.unit.case_stories import GRAFFITI, NUMBER

CASE, FORM = "G1", "incident-damage-graffiti"
AREA = re.compile(r"Skadad yta eller antal: 4,5 m²")


def test_graffiti_goes_from_the_report_to_the_police_the_insurer_and_its_end(
    server: RondServer, phone: OpenPhone, tmp_path: Path
) -> None:
    with httpx.Client(base_url=server.origin, timeout=60) as http:
        pictures = report(api_phone(http, "reporter-b01"))
        context = phone(tmp_path / "manager")
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.origin)
        app = signed_in(context, server, "property-manager-centre")
        app.open(f"{server.origin}/cases/{CASE}", "Att lämna ut")
        app.page.screenshot(path=str(tmp_path / "case.png"))

        text = pasted(app, tmp_path)
        assert "Plats: Björkhagaskolan, Skolgård. Skolgatan 4, Ljungaholm" in text
        assert "Yta: Tegel" in text
        assert "Tagg eller avsändare: ZORK" in text
        assert AREA.search(text)
        assert "2. Närbild, med måttstock eller hand som skala, 2026-11-02 07:31" in text
        assert "medge inte ansvar" not in text
        folder = unzipped(app, "fetch-police-zip", tmp_path / "police.zip")
        assert sorted(folder) == ["data.json", "photos/01.jpg", "photos/02.jpg", "report.pdf", "text.txt"]
        assert [folder["photos/01.jpg"], folder["photos/02.jpg"]] == pictures
        assert folder["text.txt"].decode() == text

        app.press("write-number")
        app.write(app.scroll_to(app.by_id("reference")).locator("input"), NUMBER.lower())
        app.press("send-case-step")
        app.by_id("police-number").wait_for(timeout=LONG, state="attached")
        all_sent(app)

        app.page.go_back()
        costed(app, tmp_path)
        claimed(app, tmp_path)
        handled(app, api_phone(http, "property-manager-centre"))
        ended(app, server, tmp_path)

        manager = api_phone(http, "property-manager-centre")
        case = from_plain(CaseFile, manager.documents["case", CASE])
        assert (case.status, case.police_number) == ("closed", NUMBER)
        assert case.cost == Cost(12_000, None, "owner", "offender")


def report(teacher: TestPhone) -> list[bytes]:
    """The reporter's part of the form, with an overview and a close-up, sent. Returns the pictures."""
    pictures = [picture("#8a9a8f"), picture("#b5452f")]
    does(teacher, RoundStarted(CASE, "B01", FORM, "2026:1"))
    does(teacher, *(PointAnswered(CASE, point, value) for point, value in GRAFFITI.items()))
    for point, jpeg in zip(("dam-09", "dam-10"), pictures, strict=True):
        shown(teacher, point, jpeg)
    does(teacher, RoundSubmitted(CASE, "Lärare"))
    return pictures


def shown(phone: TestPhone, point: str, jpeg: bytes) -> None:
    """Answer with a photo."""
    name = hashlib.sha256(jpeg).hexdigest()
    phone.http.put(f"/photos/{name}", content=jpeg, headers=phone.bearer).raise_for_status()
    does(phone, PointAnswered(CASE, point, [name], photos=(PhotoRef(name, 640, 480, "2026-11-02T07:31:00+01:00"),)))


def does(phone: TestPhone, *acts: Act) -> None:
    outcomes = {receipt["outcome"] for act in acts for receipt in phone.sync(act)["receipts"]}
    assert outcomes == {"accepted"}, outcomes


def pasted(app: FletPage, folder: Path) -> str:
    """The police's text, read on the page and copied: what somebody would paste."""
    app.press("pack-police")
    app.by_id("police-text").wait_for(timeout=LONG, state="attached")
    app.page.screenshot(path=str(folder / "police.png"))
    app.press("copy-text")
    app.text("Texten är kopierad").first.wait_for(timeout=LONG, state="attached")
    return app.page.evaluate("() => navigator.clipboard.readText()")


def downloaded(app: FletPage, button: str, to: Path) -> bytes:
    app.scroll_to(app.by_id(button))
    with app.page.expect_download(timeout=LONG) as downloading:
        app.by_id(button).click()
    downloading.value.save_as(to)
    return to.read_bytes()


def unzipped(app: FletPage, button: str, to: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(downloaded(app, button, to))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def costed(app: FletPage, folder: Path) -> None:
    app.press("write-costs")
    app.write(app.scroll_to(app.by_id("estimated")).locator("input"), "12 000")
    app.press("payer-owner")
    app.press("recovery-offender")
    app.page.screenshot(path=str(folder / "costs.png"))
    app.press("save-case")
    app.by_id("save-case").wait_for(timeout=LONG, state="detached")
    all_sent(app)


def claimed(app: FletPage, folder: Path) -> None:
    """The insurer's package, as it stands when the number and the costs are known."""
    app.press("pack-insurer")
    app.by_id("admit-nothing").wait_for(timeout=LONG, state="attached")
    assert not app.by_id("lacking").count()
    assert downloaded(app, "fetch-insurance-pdf", folder / "claim.pdf").startswith(b"%PDF-")
    app.page.screenshot(path=str(folder / "insurer.png"))
    package = unzipped(app, "fetch-insurance-zip", folder / "claim.zip")
    fields: dict[str, str] = json.loads(package["data.json"])["fields"]
    assert (fields["police_number"], fields["estimated"]) == (NUMBER, "12 000 kr")
    app.page.go_back()


def handled(app: FletPage, manager: TestPhone) -> None:
    """What remains leads to the form; the handler's part is filled in and signed on another phone."""
    app.text("Innan ärendet kan avslutas").first.wait_for(timeout=LONG, state="attached")
    app.press("remains-form")
    app.press("next-point")
    app.text("Polisanmälan").first.wait_for(timeout=LONG, state="attached")
    answers = {"dam-16": "done", "dam-17": NUMBER, "dam-18": 12_000, "dam-19": "below", "dam-22": 11_500}
    does(manager, *(PointAnswered(CASE, point, value) for point, value in answers.items()))
    does(manager, PointAnswered(CASE, "dam-20", utc_now().isoformat()))
    shown(manager, "dam-21", picture("#8a9a8f", tag=""))
    does(manager, RoundSubmitted(CASE, "Eva Lind"))


def ended(app: FletPage, server: RondServer, folder: Path) -> None:
    app.open(f"{server.origin}/cases/{CASE}", "Inget återstår")
    app.press("close-case")
    app.by_id("closed").wait_for(timeout=LONG, state="attached")
    app.page.screenshot(path=str(folder / "closed.png"))
    all_sent(app)


def picture(colour: str, tag: str = "ZORK") -> bytes:
    out = io.BytesIO()
    wall = Image.new("RGB", (640, 480), colour)
    ImageDraw.Draw(wall).text((200, 200), tag, fill="white", font_size=90)
    wall.save(out, "JPEG")
    return out.getvalue()
