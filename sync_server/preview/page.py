"""The pages about a preview: plain HTML without scripts, in Swedish or English, everything that was sent escaped."""

import base64
import hashlib
import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from domain.checklists.checklist import Checklist, Point, Section
from domain.language import Words
from domain.places import Building
from sync_server.content import Municipality
from sync_server.preview import words
from sync_server.preview.check import WORKBOOK_BYTES, YAML_BYTES, Checked
from sync_server.preview.example import example_building

LANGUAGES, THEMES = ("sv", "en"), ("light", "dark")
STYLE = """
:root { color-scheme: light } :root.dark { color-scheme: dark; background: #191c1b }
body { font: 17px/1.55 system-ui, sans-serif; max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25 } h2 { font-size: 1.15rem; margin-top: 2rem }
a, button { color: #00695c } nav a { margin-right: 1rem }
label { display: block; font-weight: 600; margin: 1rem 0 .3rem }
input, textarea { font: inherit; width: 100%; box-sizing: border-box; padding: .6rem }
textarea { font: 14px/1.45 ui-monospace, monospace; min-height: 9rem }
button { font: inherit; font-weight: 600; min-height: 3rem; padding: 0 1.5rem; margin-top: 1rem; border: 0;
  border-radius: 1.5rem; background: #00695c; color: #fff }
ul.lines { font: 15px/1.5 ui-monospace, monospace; padding-left: 1.2rem; overflow-wrap: anywhere }
.band { background: #ffe08a; color: #241a00; padding: .7rem 1rem; border-radius: .6rem; font-weight: 600 }
.both { display: flex; flex-wrap: wrap; gap: 2rem; align-items: flex-start }
iframe { width: 390px; max-width: 100%; height: min(844px, 92vh); border: 10px solid #2b2f2e; border-radius: 2rem }
.phone { position: sticky; top: 1rem; flex: none; max-width: 100% }
.points { flex: 1 1 28rem; min-width: 0; overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: 15px }
th, td { text-align: left; vertical-align: top; padding: .5rem .7rem .5rem 0; border-bottom: 1px solid #8884 }
th[scope=rowgroup] { padding-top: 1.4rem } small { opacity: .8 } td p { margin: 0 0 .3rem }
.dark a { color: #7ad6c6 }
"""
TEXTS = {
    "title": Words("Förhandsvisa en checklista", "Preview a checklist"),
    "intro": Words(
        "Se checklistan som en telefon visar den, innan den tas i bruk. Ingen behöver vara inloggad, inget skickas "
        "till någon och filen tas bort efter en timme.",
        "See the checklist as a phone shows it, before it is taken into use. Nobody has to be signed in, nothing is "
        "sent to anybody, and the file is removed after an hour.",
    ),
    "file": Words("Checklistans fil (YAML eller XLSForm)", "The checklist's file (YAML or XLSForm)"),
    "sizes": Words(
        f"Högst {YAML_BYTES // 1000} kB YAML eller {WORKBOOK_BYTES // 1_000_000} MB Excel (.xlsx).",
        f"At most {YAML_BYTES // 1000} kB YAML or {WORKBOOK_BYTES // 1_000_000} MB Excel (.xlsx).",
    ),
    "text": Words("… eller klistra in YAML här", "… or paste YAML here"),
    "show": Words("Visa", "Show"),
    "again": Words("Förhandsvisa en annan fil", "Preview another file"),
    "wrong": Words("Det här behöver rättas först", "This has to be put right first"),
    "warnings": Words("Att se över", "To look over"),
    "band": Words("Förhandsvisning: inget sparas.", "Preview: nothing is kept."),
    "phone": Words("Checklistan i en telefon", "The checklist in a phone"),
    "whole": Words("Öppna i hela fönstret", "Open in the whole window"),
    "points": Words("Alla punkter", "All points"),
    "place": Words(
        "Exempelbyggnaden är påhittad: den har två av varje sort som checklistan frågar efter.",
        "The example building is made up: it has two of each kind that the checklist asks about.",
    ),
    "point": Words("Punkt", "Point"),
    "when": Words("Visas", "Shown"),
    "leads": Words("Svaren leder till", "Answers lead to"),
    "goes": Words("En avvikelse", "A deviation"),
    "gone": Words("Förhandsvisningen finns inte längre", "The preview is no longer there"),
    "gone_more": Words(
        "Den visas i en timme. Skicka filen igen, så får du en ny.", "It is shown for an hour. Send the file again."
    ),
    "light": Words("Ljust", "Light"),
    "dark": Words("Mörkt", "Dark"),
    "by": Words("Görs av", "Done by"),
}


@dataclass(frozen=True)
class Look:
    """How the page and the phone on it look: language "sv" or "en", theme "light" or "dark"."""

    language: str = "sv"
    theme: str = "light"

    def say(self, said: str | Words) -> str:
        """One of our texts or somebody else's words, escaped."""
        return html.escape((TEXTS[said] if isinstance(said, str) else said).in_language(self.language))

    @property
    def query(self) -> str:
        return f"?language={self.language}&amp;theme={self.theme}"


def look_of(language: str, theme: str) -> Look:
    """What is not known is Swedish and light."""
    return Look(language if language in LANGUAGES else LANGUAGES[0], theme if theme in THEMES else THEMES[0])


def policy(*, form: bool = False, frame: bool = False) -> str:
    """The content policy of such a page: no scripts at all, and nothing from elsewhere."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    only_here = {True: "'self'", False: "'none'"}
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; frame-src {only_here[frame]}; "
        f"form-action {only_here[form]}; base-uri 'none'; frame-ancestors 'none'"
    )


def upload_page(look: Look, problems: Checked | None = None) -> str:
    """The form, under what is wrong with the file that was sent last."""
    body = [f"<h1>{look.say('title')}</h1>"]
    if problems:
        body += [f"<h2>{look.say('wrong')}: {html.escape(problems.file)}</h2>", _lines(problems.lines)]
    body += [
        f"<p>{look.say('intro')}</p>",
        f'<form method="post" enctype="multipart/form-data" action="/preview{look.query}">',
        f'<label for="file">{look.say("file")}</label>',
        '<input id="file" name="file" type="file" accept=".yaml,.yml,.xlsx" aria-describedby="sizes">',
        f'<p id="sizes"><small>{look.say("sizes")}</small></p>',
        f'<label for="text">{look.say("text")}</label><textarea id="text" name="text" spellcheck="false"></textarea>',
        f'<button type="submit">{look.say("show")}</button></form>',
    ]
    return _page(look, look.say("title"), body, "/preview")


def gone_page(look: Look) -> str:
    body = [f"<h1>{look.say('gone')}</h1><p>{look.say('gone_more')}</p>", _again(look)]
    return _page(look, look.say("gone"), body, "/preview")


def problems_page(look: Look, name: str, problems: Checked) -> str:
    """A file on this machine that is not in order: read again at every reload."""
    title = f"{look.say('wrong')}: {html.escape(problems.file)}"
    return _page(look, title, [f"<h1>{title}</h1>", _lines(problems.lines)], f"/preview/{quote(name)}")


def preview_page(
    look: Look, name: str, shown: Checked, checklist: Checklist, municipality: Municipality, today: date
) -> str:
    """The phone, and beside it what each point does."""
    title, address = look.say(checklist.title), f"/preview/{quote(name)}"
    phone = f"{address}/{look.language}-{look.theme}/"
    roles = look.say(words.walked_by(checklist, municipality))
    by = f" · {look.say('by')}: {roles}" if roles else ""
    body = [
        f"<h1>{title}</h1>",
        f'<p class="band" role="status">{look.say("band")} {look.say("place")}</p>',
        f"<p>{html.escape(shown.file)} · {html.escape(checklist.id)} {html.escape(checklist.version)}{by}</p>",
        *([f"<h2>{look.say('warnings')}</h2>", _lines(shown.lines)] if shown.lines else []),
        f'<div class="both"><div class="phone"><iframe src="{phone}" title="{look.say("phone")}"'
        f' allow="camera; geolocation"></iframe><p><a href="{phone}">{look.say("whole")}</a></p></div>',
        f'<div class="points"><h2>{look.say("points")}</h2>{_table(look, checklist, municipality, today)}</div></div>',
        _again(look),
    ]
    return _page(look, title, body, address)


def _table(look: Look, checklist: Checklist, municipality: Municipality, today: date) -> str:
    building = example_building(checklist, municipality, look.language)
    heads = "".join(f'<th scope="col">{look.say(key)}</th>' for key in ("point", "when", "leads", "goes"))
    rows = "".join(
        _section(look, section) + "".join(_row(look, point, building, municipality, today) for point in section.points)
        for section in checklist.sections
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _section(look: Look, section: Section) -> str:
    part = f" <small>({html.escape(section.part)})</small>" if section.part else ""
    return f'<tr><th colspan="4" scope="rowgroup">{look.say(section.title)}{part}</th></tr>'


def _row(look: Look, point: Point, building: Building, municipality: Municipality, today: date) -> str:
    leads = "".join(f"<p>{look.say(each)}</p>" for each in words.effects(point, municipality))
    return (
        f"<tr><td><p>{look.say(point.text)}</p><small>{html.escape(point.id)} · {html.escape(point.type)}</small></td>"
        f"<td>{look.say(words.shown_when(point))}</td><td>{leads}</td>"
        f"<td>{look.say(words.destination(point, building, municipality, today))}</td></tr>"
    )


def _lines(lines: Iterable[str]) -> str:
    return f'<ul class="lines">{"".join(f"<li>{html.escape(line)}</li>" for line in lines)}</ul>'


def _again(look: Look) -> str:
    return f'<p><a href="/preview{look.query}">{look.say("again")}</a></p>'


def _page(look: Look, title: str, body: Iterable[str], address: str) -> str:
    """`title` is escaped already; the links change language and theme at `address`."""
    other, name = ("en", "In English") if look.language == "sv" else ("sv", "På svenska")
    theme = "dark" if look.theme == "light" else "light"
    links = (
        f'<a href="{address}{Look(other, look.theme).query}" lang="{other}">{name}</a>'
        f'<a href="{address}{Look(look.language, theme).query}">{look.say(theme)}</a>'
    )
    return (
        f'<!doctype html><html lang="{look.language}" class="{look.theme}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{STYLE}</style><nav>{links}</nav><main>{''.join(body)}</main></html>"
    )
