"""Saying no, with the reason and the way on, in the words of the person who asked."""

from dataclasses import dataclass

from domain.language import Words


@dataclass(frozen=True)
class Refusal:
    """`code` is for programs and tests; `why` says what happened, `do` what to do next."""

    code: str
    why: Words
    do: Words = Words("Inget har gått förlorat. Tala med samordnaren.", "Nothing is lost. Talk to the coordinator.")
