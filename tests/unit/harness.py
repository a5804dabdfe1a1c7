"""Flet without a screen: a real session and renderer, and a client made of lists: a whole journey takes moments.

Every message is packed as it would be for the wire: packing also takes the snapshots that the next difference is made
from. An exception in a handler or an effect fails the test that caused it.
"""

import asyncio
import dataclasses
from collections.abc import Callable, Iterator
from typing import Any, Self

import flet as ft
import msgpack
from flet.components.component import Component
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.connection import Connection
from flet.messaging.protocol import MessageAction, configure_encode_object_for_msgpack
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

_ENCODE = configure_encode_object_for_msgpack(BaseControl)
_SAID = ("value", "label", "title", "subtitle", "content", "text")


class Screens(Connection):
    """`async with Screens(main, route="/tasks") as seen:` runs `main(page)` and shows what a person would see.

    `answers` are those of the client to method calls: {"take_picture": b"..."} or functions of the arguments.
    """

    def __init__(
        self,
        main: Callable[[ft.Page], Any],
        *,
        route: str = "/",
        width: int = 390,
        answers: dict[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.main = main
        self.props = {"route": route, "platform": "android", "web": True, "width": width, "height": 844}
        self.answers, self.errors = answers or {}, []

    async def __aenter__(self) -> Self:
        self.pubsubhub, self.page_url, self.loop = PubSubHub(), "http://test/", asyncio.get_running_loop()
        self.session = Session(self)
        self.page = self.session.page
        self.session.apply_page_patch(self.props)
        msgpack.packb(self.session.get_page_patch(), default=_ENCODE)
        _context_page.set(self.page)  # pyright: ignore[reportArgumentType]
        context.reset_auto_update()
        if asyncio.iscoroutine(started := self.main(self.page)):
            await started
        await self.session.after_event(self.page)
        await self.settle()
        return self

    async def __aexit__(self, *failed: object) -> None:
        self.session.close()
        await asyncio.sleep(0)
        if failed[0] is None:
            assert not self.errors, f"the session failed:\n{self.errors[0]}"

    def send_message(self, message: Any) -> None:
        msgpack.packb([message.action, message.body], default=_ENCODE)
        if message.action == MessageAction.INVOKE_METHOD:
            self.loop.create_task(self._answer(message.body))
        elif message.action == MessageAction.SESSION_CRASHED:
            self.errors.append(message.body.message)

    async def _answer(self, call: Any) -> None:
        answer = self.answers.get(call.name)
        said = answer(call.args) if callable(answer) else answer
        self.session.handle_invoke_method_results(call.control_id, call.call_id, said, None)
        if call.name == "push_route":
            await self.go(call.args["route"])

    # --- what a person does ------------------------------------------------------------------------------------------

    async def go(self, route: str) -> None:
        await self.fire(self.page, "route_change", {"route": route}, route=route)

    async def back(self) -> None:
        await self.fire(self.page, "view_pop", {"route": self.views()[-1].route})

    async def tap(self, identifier: str) -> None:
        """Touch what carries this test id."""
        control = self.inside(identifier)
        assert not getattr(control, "disabled", False), f"{identifier} is disabled; on screen: {self.texts()}"
        await self.fire(control, "click")

    async def type(self, identifier: str, text: str) -> None:
        """Type into a field, one letter after the other, as a keyboard does."""
        for end in range(1, len(text) + 1):
            await self.fire(self.inside(identifier), "change", text[:end], value=text[:end])

    async def fire(self, control: Any, event: str, data: Any = None, **written: Any) -> None:
        """An event from the client; `written` is what it writes into the control first."""
        if written:
            self.session.apply_patch(control._i, written)
        await self.session.dispatch_event(control._i, event, data)
        await self.settle()

    async def settle(self, quiet: int = 6) -> None:
        """Until nothing waits to be drawn any more."""
        held, calm = self.session, 0
        while calm < quiet:
            busy = (
                held._Session__pending_updates  # pyright: ignore[reportAttributeAccessIssue]
                or held._Session__pending_effects  # pyright: ignore[reportAttributeAccessIssue]
                or held._Session__updates_ready.is_set()  # pyright: ignore[reportAttributeAccessIssue]
            )
            calm = 0 if busy else calm + 1
            await asyncio.sleep(0)

    # --- what a person sees ------------------------------------------------------------------------------------------

    def views(self) -> list[ft.View]:
        held = _drawn(self.page.views)
        return [_drawn(view) for view in (held if isinstance(held, list) else [held])]

    def walk(self, root: Any = None) -> Iterator[Any]:
        top = [self.views()[-1], self.page._dialogs, self.page._overlay] if root is None else root
        return _walk(top, set())

    def texts(self) -> list[str]:
        """Everything written on the page on top and its dialogs."""
        return [words for control in self.walk() for words in _texts(control)]

    def says(self, words: str) -> bool:
        return any(words in text for text in self.texts())

    def every(self, kind: Any = BaseControl, **facts: Any) -> list[Any]:
        """The controls of a kind with these values."""
        kinds = [control for control in self.walk() if isinstance(control, kind)]
        return [c for c in kinds if all(getattr(c, name, None) == value for name, value in facts.items())]

    def ids(self) -> list[str]:
        return [control.identifier for control in self.every(ft.Semantics) if control.identifier]

    def inside(self, identifier: str) -> Any:
        """The control that carries the test id."""
        found = self.every(ft.Semantics, identifier=identifier)
        assert len(found) == 1, f"{len(found)} controls are named {identifier}; on screen: {self.ids()} {self.texts()}"
        return _drawn(found[0].content)


def _drawn(control: Any) -> Any:
    return _drawn(control._b) if isinstance(control, Component) else control


def _texts(control: Any) -> list[str]:
    held = (getattr(control, name, None) for name in _SAID)
    return [words for words in held if isinstance(words, str)]


def _walk(thing: Any, seen: set[int]) -> Iterator[Any]:
    thing = _drawn(thing)
    if isinstance(thing, (list, tuple)):
        for item in thing:
            yield from _walk(item, seen)
    elif dataclasses.is_dataclass(thing) and not isinstance(thing, type) and id(thing) not in seen:
        if not getattr(thing, "visible", True) or getattr(thing, "open", True) is False:
            return
        seen.add(id(thing))
        if isinstance(thing, BaseControl):
            yield thing
        for field in dataclasses.fields(thing):
            if not field.metadata.get("skip") and field.name != "_parent":
                yield from _walk(getattr(thing, field.name, None), seen)
