"""Saying no over HTTP: a status, and the reason and the way on in both languages, in the shape of a `Refusal`."""

from domain.language import Words
from domain.refusals import Refusal


class No(Exception):
    """The request is not carried out. `refusal` is what the person gets to read; `extra` goes into the answer."""

    def __init__(self, status: int, refusal: Refusal, headers: dict[str, str] | None = None, **extra: object):
        super().__init__(refusal.code)
        self.status, self.refusal, self.headers, self.extra = status, refusal, headers or {}, extra


def no(status: int, code: str, sv: str, en: str, do_sv: str, do_en: str) -> No:
    return No(status, Refusal(code, Words(sv, en), Words(do_sv, do_en)))
