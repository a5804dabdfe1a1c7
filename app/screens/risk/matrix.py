"""The matrix drawn: five by five, each cell with its score and its band's letter, each risk as a numbered ring.

A filled ring is the risk as it is, an open one as it will be after the measure. Nothing is said by colour alone, and
what is drawn is said in words to those who do not see it.
"""

from collections.abc import Sequence

import flet as ft

from app.screens.guard import part
from app.screens.parts import card, column, named, quiet
from app.screens.surroundings import Voice, use_phone
from app.state.risk import matrix
from domain.risk.matrix import STEPS, Band, Matrix
from domain.risk.register import LEVEL_LETTERS, LEVEL_WORDS
from domain.risk.risks import Risk

INK = "#1a1a1a"
# The same in light and dark, each at least 7:1 against the ink.
COLOURS = {"green": "#9fd8a4", "yellow": "#f6e27a", "orange": "#f7b977", "red": "#f5a3a0"}
PLAIN = "#d8d8d8"
RING_PX = 24
MARK_PX = 22


@part
def RiskMatrix(risks: tuple[Risk, ...]) -> ft.Control:
    phone, t = use_phone()
    drawn = matrix(phone.documents)
    if not drawn.bands:
        return ft.Container()
    rows = [_row(drawn, consequence, risks, t) for consequence in reversed(STEPS)]
    across = [ft.Container(width=MARK_PX), *(_mark(str(step), expand=True) for step in STEPS)]
    grid = column([*rows, ft.Row(across, spacing=3)], 3)
    inside = column(
        [
            _axis("assess.consequence", ft.Icons.ARROW_UPWARD, t),
            named("risk-matrix", grid, label=spoken(risks, drawn, t), exclude_semantics=True, container=True),
            _axis("assess.probability", ft.Icons.ARROW_FORWARD, t, ft.MainAxisAlignment.END),
            *_legend(drawn, risks, t),
        ],
        6,
    )
    return card(inside, padding=12)


def _axis(key: str, icon: ft.IconData, t: Voice, side: ft.MainAxisAlignment = ft.MainAxisAlignment.START) -> ft.Control:
    words = ft.Text(t(key), size=14, weight=ft.FontWeight.W_600)
    return ft.Row([words, ft.Icon(icon, size=16)], alignment=side, spacing=4, wrap=True)


def spoken(risks: Sequence[Risk], drawn: Matrix, t: Voice) -> str:
    """The drawing as text, risk by risk."""
    said = [t("assess.matrix")]
    for risk in risks:
        if risk.before:
            said.append(_said("assess.spoken", risk.before, drawn, t, n=risk.number))
        if risk.after:
            said.append(t("assess.then", words=_said("assess.scored", risk.after, drawn, t)))
    return ". ".join(said if len(said) > 1 else [*said, t("assess.no_risks")])


def _said(key: str, at: tuple[int, int], drawn: Matrix, t: Voice, **more: int) -> str:
    p, c = at
    return t(key, p=p, c=c, score=p * c, band=band_words(drawn.band(p, c), t), **more).rstrip(", ")


def scored(at: tuple[int, int], drawn: Matrix, t: Voice) -> str:
    """ "3 × 4 = 12, hög"."""
    return _said("assess.scored", at, drawn, t)


def band_words(band: Band | None, t: Voice) -> str:
    return t.say(LEVEL_WORDS[band.level]) if band else ""


def swatch(band: Band | None, words: str) -> ft.Control:
    """A band in its colour, with its letter and name."""
    inside = ft.Text(words, size=14, weight=ft.FontWeight.W_600, color=INK)
    back = COLOURS.get(band.colour, PLAIN) if band else PLAIN
    return ft.Container(inside, bgcolor=back, border_radius=8, padding=ft.Padding.symmetric(vertical=3, horizontal=8))


def letter(band: Band | None, t: Voice) -> str:
    return t.say(LEVEL_LETTERS[band.level]) if band else ""


def _row(drawn: Matrix, consequence: int, risks: Sequence[Risk], t: Voice) -> ft.Control:
    cells = [_cell(drawn, probability, consequence, risks, t) for probability in STEPS]
    return ft.Row(
        [_mark(str(consequence)), *cells],
        spacing=3,
        intrinsic_height=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _mark(words: str, *, expand: bool = False) -> ft.Control:
    text = ft.Text(words, size=15, weight=ft.FontWeight.W_700, text_align=ft.TextAlign.CENTER)
    return ft.Container(
        text, width=None if expand else MARK_PX, expand=1 if expand else None, alignment=ft.Alignment.CENTER
    )


def _cell(drawn: Matrix, probability: int, consequence: int, risks: Sequence[Risk], t: Voice) -> ft.Control:
    band, here = drawn.band(probability, consequence), (probability, consequence)
    rings = [_ring(risk.number, filled=True) for risk in risks if risk.before == here]
    rings += [_ring(risk.number, filled=False) for risk in risks if risk.after == here]
    words = ft.Text(f"{probability * consequence} {letter(band, t)}", size=12, color=INK)
    # Room for a ring, and no height of its own: with large words the score takes two lines.
    below = ft.Row(rings, wrap=True, spacing=2, run_spacing=2) if rings else ft.Container(height=RING_PX)
    return ft.Container(
        ft.Column([words, below], spacing=3, tight=True),
        expand=1,
        bgcolor=COLOURS.get(band.colour, PLAIN) if band else PLAIN,
        border_radius=6,
        padding=4,
    )


def _ring(number: int, *, filled: bool) -> ft.Control:
    """It grows with the text in it."""
    ink, back = ("#ffffff", INK) if filled else (INK, "#ffffff")
    return ft.Container(
        ft.Text(str(number), size=13, weight=ft.FontWeight.W_700, color=ink),
        bgcolor=back,
        border=ft.Border.all(2, INK),
        border_radius=16,
        padding=ft.Padding.symmetric(vertical=1, horizontal=6),
    )


def _legend(drawn: Matrix, risks: Sequence[Risk], t: Voice) -> list[ft.Control]:
    bands = [
        ft.Row(
            [
                swatch(band, f"{letter(band, t)} {band.least}–{band.most}"),
                ft.Container(quiet(f"{band_words(band, t).capitalize()}: {t.say(band.act)}", 14), expand=True),
            ],
            spacing=8,
        )
        for band in drawn.bands
    ]
    rings = ", ".join([t("assess.before"), *([t("assess.after")] if any(risk.after for risk in risks) else [])])
    return [quiet(rings.capitalize(), 14), *bands]


@part
def Anchors() -> ft.Control:
    """By what one knows the steps of both scales; unfolded by whoever wants to read them."""
    phone, t = use_phone()
    shown, set_shown = ft.use_state(False)
    drawn = matrix(phone.documents)
    head = ft.Row(
        [
            ft.Text(t("assess.anchors"), size=16, weight=ft.FontWeight.W_600, expand=True),
            ft.Icon(ft.Icons.EXPAND_LESS if shown else ft.Icons.EXPAND_MORE),
        ]
    )
    press = ft.Container(head, ink=True, border_radius=12, padding=8, on_click=lambda _: set_shown(not shown))
    opened = named("anchors", press, button=True, expanded=shown)
    return card(column([opened, *(_scales(drawn, t) if shown else [])], 6), padding=8)


def _scales(drawn: Matrix, t: Voice) -> list[ft.Control]:
    lines: list[ft.Control] = []
    for title, scale in (("assess.probability", drawn.probability), ("assess.consequence", drawn.consequence)):
        lines.append(ft.Text(t(title), size=15, weight=ft.FontWeight.W_600))
        for anchor in scale:
            guides = "; ".join(t.say(guide) for guide in anchor.guides)
            lines.append(quiet(f"{anchor.step} {t.say(anchor.name)}: {guides}", 14))
    return [ft.Container(column(lines, 4), padding=8)]
