"""Who waits for whom: pages do not stand behind questions in SQL, nor one visitor's question behind two hundred of another."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from ocppdb.site.refusals import refusal

__all__ = ["Apart", "App", "Gate", "Message", "Receive", "Rooms", "Scope", "Send"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Gate:
    """Lets a few questions in at a time. Whoever has waited too long is asked to come back, and a question that takes too long is ended."""

    def __init__(self, places: int, *, wait: float = 5, most: float = 20) -> None:
        self._places = asyncio.Semaphore(places)
        self._wait, self._most = wait, most

    async def __call__(self, app: App, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it with 503."""
        try:
            async with asyncio.timeout(self._wait):
                await self._places.acquire()
        except TimeoutError:
            await refusal(503, "Too many questions at once", "Ask again in a few seconds.", retry=5)(scope, receive, send)
            return
        try:
            await self._timed(app, scope, receive, send)
        finally:
            self._places.release()

    async def _timed(self, app: App, scope: Scope, receive: Receive, send: Send) -> None:
        began = False

        async def noted(message: Message) -> None:
            nonlocal began
            began = True
            await send(message)

        try:
            async with asyncio.timeout(self._most):
                await app(scope, receive, noted)
        except TimeoutError:
            if began:
                raise
            words = f"It took longer than {self._most:g} seconds. Ask for less: fewer facets, fewer rows."
            await refusal(503, "The question is too long", words)(scope, receive, send)


class Apart:
    """An application on a thread of its own: while it makes a page of thousands of rows, other pages are answered."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="tables", daemon=True)
        self._thread.start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request there; what it receives and sends goes through here."""
        here = asyncio.get_running_loop()

        async def received() -> Message:
            return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_whole(receive()), here))

        async def sent(message: Message) -> None:
            await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_whole(send(message)), here))

        await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(_whole(self._app(scope, received, sent)), self._loop))

    def close(self) -> None:
        """Give up what is still asked, and end the thread."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.close()


async def _whole(answer: Awaitable[Any]) -> Any:
    return await answer


class Rooms:
    """The application of a site: what takes long in one room, the pages in another."""

    def __init__(self, pages: App, tables: App, is_long: Callable[[Scope], bool]) -> None:
        self._pages, self._tables, self._is_long = pages, tables, is_long

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request in the room that it belongs to."""
        app = self._tables if scope["type"] == "http" and self._is_long(scope) else self._pages
        await app(scope, receive, send)
