"""The native transport against a real server on this machine: answers come through, failures have one name."""

import asyncio
import gzip
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from app.device.net import Answer, NoNetwork, Transport, open_transport


class Server(ThreadingHTTPServer):
    """Remembers what it was asked; /slow answers only once the test is over, /hang tells when the caller hung up."""

    daemon_threads = True
    request_queue_size = 128  # its own five are too few for many at once, and the kernel then resets some

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, str, dict[str, str], bytes]] = []
        self.asked = threading.Event()
        self.hung_up = threading.Event()
        self.over = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.requests.append((self.command, self.path, headers, body))
        match self.path:
            case "/teapot":
                self.reply(418, b"short and stout", {"X-Spout": "left"})
            case "/zipped":
                self.reply(200, gzip.compress("hissmaskinrum åäö".encode()), {"Content-Encoding": "gzip"})
            case "/broken-zip":
                self.reply(200, b"no gzip at all", {"Content-Encoding": "gzip"})
            case "/log-in-first":
                self.reply(302, b"", {"Location": "/teapot"})
            case "/cut-off":
                self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
            case "/slow":
                self.server.over.wait(20)
            case "/hang":
                self.server.asked.set()
                if self.rfile.read(1) == b"":
                    self.server.hung_up.set()
            case _:
                self.reply(200, body, {})

    do_GET = do_POST = do_PUT = answer

    def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.over.set()
        running.shutdown()
        thread.join()


def talk(url: str, story: Callable[[Transport], Awaitable[Answer]]) -> Answer:
    async def told() -> Answer:
        transport = open_transport(lambda: url)
        try:
            return await story(transport)
        finally:
            await transport.close()

    return asyncio.run(told())


def send(url: str, path: str, method: str = "GET", body: bytes | None = None, timeout: float = 20) -> Answer:
    return talk(url, lambda transport: transport.send(method, path, headers={}, body=body, timeout=timeout))


def test_a_request_arrives_as_it_was_given(server: Server) -> None:
    body = gzip.compress(b'{"cursor": 7}')
    answer = talk(
        server.url,
        lambda transport: transport.send(
            "POST",
            "/sync?scope=r1",
            headers={"Authorization": "Bearer abc", "Content-Encoding": "gzip"},
            body=body,
            timeout=20,
        ),
    )
    method, path, headers, received = server.requests[0]
    assert (method, path, received) == ("POST", "/sync?scope=r1", body)
    assert (headers["authorization"], headers["content-encoding"]) == ("Bearer abc", "gzip")
    assert (answer.status, answer.body) == (200, body)


def test_an_error_status_is_an_answer_with_lower_case_headers(server: Server) -> None:
    answer = send(server.url, "/teapot")
    assert (answer.status, answer.body, answer.headers["x-spout"]) == (418, b"short and stout", "left")


def test_a_compressed_answer_arrives_decompressed_and_no_longer_says_it_is_compressed(server: Server) -> None:
    answer = send(server.url, "/zipped")
    assert answer.body.decode() == "hissmaskinrum åäö"
    assert not {"content-encoding", "content-length"} & answer.headers.keys()


def test_a_large_body_travels_both_ways_unchanged(server: Server) -> None:
    body = bytes(range(256)) * 4096 * 5
    assert send(server.url, "/photos/x", "PUT", body).body == body


def test_an_empty_body_is_sent_as_an_empty_body(server: Server) -> None:
    send(server.url, "/empty", "POST", b"")
    assert server.requests[0][2]["content-length"] == "0"


def test_no_answer_in_time_is_a_timeout(server: Server) -> None:
    with pytest.raises(NoNetwork) as failure:
        send(server.url, "/slow", timeout=0.05)
    assert failure.value.reason == "timeout"


@pytest.mark.parametrize("path", ["/cut-off", "/broken-zip", "/log-in-first"])
def test_an_answer_that_is_not_the_servers_own_is_no_answer(server: Server, path: str) -> None:
    with pytest.raises(NoNetwork) as failure:
        send(server.url, path)
    assert failure.value.reason == "unreachable"


def test_a_refused_connection_is_unreachable() -> None:
    with socket.socket() as reserved:  # bound but not listening: nobody else can take the port meanwhile
        reserved.bind(("127.0.0.1", 0))
        with pytest.raises(NoNetwork) as failure:
            send(f"http://127.0.0.1:{reserved.getsockname()[1]}", "/")
    assert failure.value.reason == "unreachable"


def test_a_server_name_that_does_not_exist_is_unreachable() -> None:
    with pytest.raises(NoNetwork) as failure:  # RFC 6761: "invalid" never resolves
        send("http://rond.invalid", "/")
    assert failure.value.reason == "unreachable"


def test_cancelling_the_task_hangs_up_on_the_server(server: Server) -> None:
    async def story() -> None:
        transport = open_transport(lambda: server.url)
        task = asyncio.create_task(transport.send("GET", "/hang", headers={}, body=None, timeout=20))
        assert await asyncio.to_thread(server.asked.wait, 20)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await asyncio.to_thread(server.hung_up.wait, 20)
        await transport.close()

    asyncio.run(story())


def test_many_requests_at_once_each_get_their_own_answer(server: Server) -> None:
    async def story() -> list[Answer]:
        transport = open_transport(lambda: server.url)
        sent = (
            transport.send("POST", "/echo", headers={}, body=str(number).encode(), timeout=20) for number in range(20)
        )
        answers = await asyncio.gather(*sent)
        await transport.close()
        return answers

    assert [answer.body for answer in asyncio.run(story())] == [str(number).encode() for number in range(20)]
