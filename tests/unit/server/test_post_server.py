"""Which mail server letters leave by: what the settings may say, TLS and login, and what `rond post` tells."""

import shutil
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from sync_server.command import main
from sync_server.office import Office
from sync_server.post.mail_server import NoMailServer, mail_server
from sync_server.post.mail_settings import (
    NO_MAIL,
    PUBLIC_URL,
    SENDER,
    SMTP_URL,
    MailSettings,
    WrongMailSettings,
    is_address,
    mail_settings,
)
from sync_server.serve import run
from tests.mail import PASSWORD, USER, Mailbox, mailbox
from tests.unit.post_town import MONDAY, PostTown, settings_for

REST = {SENDER: "Rond <rond@example.se>", PUBLIC_URL: "https://rond.example.se/"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://mail.example.se", ("mail.example.se", 587, "smtp", "", "", True)),
        ("smtp://u:p%40s%2F@mail.example.se:2525", ("mail.example.se", 2525, "smtp", "u", "p@s/", True)),
        ("smtps://mail.example.se", ("mail.example.se", 465, "smtps", "", "", False)),
        ("smtp+plain://relay", ("relay", 25, "smtp+plain", "", "", False)),
        ("smtp://localhost:1025", ("localhost", 1025, "smtp", "", "", False)),
    ],
)
def test_an_address_says_server_port_security_and_who_we_are(url: str, expected: tuple):
    mail = mail_settings({SMTP_URL: url, **REST})
    assert (mail.host, mail.port, mail.security, mail.user, mail.password, mail.needs_starttls) == expected
    assert (mail.domain, mail.public_url) == ("example.se", "https://rond.example.se")


def test_without_a_server_no_letter_leaves():
    assert mail_settings({}) == NO_MAIL
    assert not NO_MAIL.is_on


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({SMTP_URL: "mail.example.se:587"}, "ROND_SMTP_URL is not an address such as smtp://user:password@"),
        ({SMTP_URL: "http://u:hemligt@mail.example.se"}, "ROND_SMTP_URL is not an address such as"),
        ({SMTP_URL: "smtp://mail.example.se:99999"}, "ROND_SMTP_URL is not an address such as"),
        ({SMTP_URL: "smtp://u:hemligt%C3%B6@m", **REST}, "ROND_SMTP_URL has letters outside ASCII"),
        ({SMTP_URL: "smtp://m", PUBLIC_URL: REST[PUBLIC_URL]}, "ROND_MAIL_FROM is ''; with ROND_SMTP_URL it has to"),
        ({SMTP_URL: "smtp://m", SENDER: "Rond", PUBLIC_URL: "https://x"}, "ROND_MAIL_FROM is 'Rond'"),
        ({SMTP_URL: "smtp://m", SENDER: REST[SENDER]}, "ROND_PUBLIC_URL is ''; letters link to it, such as https://"),
    ],
)
def test_settings_that_make_no_sense_are_named_with_what_would_be_right(environment: dict[str, str], told: str):
    with pytest.raises(WrongMailSettings) as wrong:
        mail_settings(environment)
    assert told in str(wrong.value)
    assert "hemligt" not in str(wrong.value)


def test_a_server_with_such_settings_does_not_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys):
    monkeypatch.setenv(SMTP_URL, "nonsense")
    assert run(port=0, data=tmp_path, quiet=True) == 1
    assert "Rond cannot send letters: ROND_SMTP_URL is not an address" in capsys.readouterr().err


def test_the_password_is_never_shown():
    assert "hemligt" not in repr(MailSettings(host="m", password="hemligt"))


@pytest.mark.parametrize(
    ("text", "usable"),
    [
        ("anna@example.se", True),
        ("", False),
        ("anna", False),
        ("@example.se", False),
        ("anna@", False),
        ("anna@example.se, bo@example.se", False),
        ("Anna <anna@example.se>", False),
        ("anna@example.se\r\nBcc: bo@example.se", False),
        ("åsa@example.se", False),
    ],
)
def test_what_is_an_address_that_every_mail_server_takes(text: str, usable: bool):
    assert is_address(text) is usable


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def context(authority: trustme.CA) -> ssl.SSLContext:
    held = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(held)
    return held


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


def lets_in(mail: MailSettings) -> bool:
    with mail_server(mail) as server:
        return server.noop()[0] == 250


@pytest.mark.usefixtures("trusted")
def test_letters_go_over_starttls_and_over_tls_from_the_first_word(context: ssl.SSLContext):
    with mailbox(tls=context) as box:
        assert lets_in(settings_for(box, host="localhost", security="smtp"))
    with mailbox(tls=context, implicit=True) as box:
        assert lets_in(settings_for(box, host="localhost", security="smtps"))


def test_a_server_whose_certificate_nobody_vouches_for_gets_nothing(context: ssl.SSLContext):
    with mailbox(tls=context) as box, pytest.raises(NoMailServer, match="does not let us in"):
        lets_in(settings_for(box, host="localhost"))


def test_another_machine_without_starttls_gets_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sync_server.post.mail_settings.THIS_MACHINE", ())
    with mailbox() as box, pytest.raises(NoMailServer, match="STARTTLS"):
        lets_in(settings_for(box))


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_who_has_the_password_is_let_in_and_nobody_else():
    with mailbox(login=True) as box:
        assert lets_in(settings_for(box, user=USER, password=PASSWORD))
        with pytest.raises(NoMailServer, match="does not let us in") as refused:
            lets_in(settings_for(box, user=USER, password="gissning"))
        assert "gissning" not in str(refused.value)
        assert box.signed_in == 1


# --- rond post -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def server() -> Iterator[Mailbox]:
    with mailbox() as box:
        yield box


@pytest.fixture
def database_url(prepared_sqlite: Path, tmp_path: Path) -> str:
    shutil.copyfile(prepared_sqlite, tmp_path / "rond.sqlite")
    return f"sqlite:///{tmp_path / 'rond.sqlite'}"


def test_rond_post_tells_what_failed_and_why_and_sends_it_once_more(
    office: Office, server: Mailbox, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
):
    town = PostTown(office, server)
    town.keeps(town.task())
    server.says["RCPT"] = ["550 nobody here"]
    town.carries()
    monkeypatch.setenv(SMTP_URL, f"smtp://127.0.0.1:{server.port}")
    for name, value in REST.items():
        monkeypatch.setenv(name, value)
    assert main(["post", "--data-dir", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert "1  failed   were refused for good" in said
    assert "failed: new_task to property-manager-centre, 1 attempt: 550 nobody here" in said
    assert f"127.0.0.1:{server.port} lets us in; letters come from Rond <rond@example.se>." in said
    assert main(["post", "--retry", "--data-dir", str(tmp_path)]) == 0
    assert "1 letters are in line again." in capsys.readouterr().out
    town.carries(MONDAY)
    assert server.readers() == ["caretaker-north", "property-manager-centre"]


def test_rond_post_says_what_is_missing(office: Office, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    assert main(["post", "--data-dir", str(tmp_path / "elsewhere")]) == 1
    assert "start 'rond serve' there first" in capsys.readouterr().err
    assert main(["post", "--data-dir", str(tmp_path)]) == 0
    assert "No letter leaves: ROND_SMTP_URL is not set" in capsys.readouterr().out
    monkeypatch.setenv(SMTP_URL, "smtp://127.0.0.1:1")
    for name, value in REST.items():
        monkeypatch.setenv(name, value)
    assert main(["post", "--data-dir", str(tmp_path)]) == 1
    assert "No letter leaves now: 127.0.0.1:1 does not answer" in capsys.readouterr().err
    monkeypatch.setenv(SMTP_URL, "nonsense")
    assert main(["post", "--data-dir", str(tmp_path)]) == 2
