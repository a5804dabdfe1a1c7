"""What the screens say, Swedish first: `t("home.title", "sv")`. One table per room, each key with both languages."""

from typing import Any

from app.words import (
    acts,
    answers,
    care,
    case_papers,
    cases,
    desk,
    desk_acts,
    desk_lists,
    entrance,
    findings,
    followup,
    lists,
    lone,
    notifications,
    public_desk,
    report,
    risk,
    rounds,
    scan,
    signing,
    statistics,
    walking,
)

TEXTS: dict[str, tuple[str, str]] = {
    **entrance.TEXTS,
    **acts.TEXTS,
    **rounds.TEXTS,
    **findings.TEXTS,
    **desk.TEXTS,
    **desk_acts.TEXTS,
    **desk_lists.TEXTS,
    **care.TEXTS,
    **cases.TEXTS,
    **case_papers.TEXTS,
    **followup.TEXTS,
    **risk.TEXTS,
    **notifications.TEXTS,
    **report.TEXTS,
    **public_desk.TEXTS,
    **lists.TEXTS,
    **lone.TEXTS,
    **scan.TEXTS,
    **answers.TEXTS,
    **signing.TEXTS,
    **statistics.TEXTS,
    **walking.TEXTS,
}


def t(key: str, language: str, **values: Any) -> str:
    """The text in "sv" or "en". Where `n` is 1 and there is a text "<key>.one", that one. Raises KeyError."""
    if values.get("n") == 1 and f"{key}.one" in TEXTS:
        key = f"{key}.one"
    text = TEXTS[key][1 if language == "en" else 0]
    return text.format(**values) if values else text
