"""The printed protocol of a signed round: made by the server, opened by a link that ends after a while."""

import json
from urllib.parse import quote

from app.device.net import NoNetwork, Transport
from domain.language import Words

WAITS_SECONDS = 20.0
NO_SERVER = Words(
    "Protokollet görs av servern, som inte nås nu. Ronden är sparad: försök igen när du har täckning.",
    "The protocol is made by the server, which cannot be reached now. The round is saved: try again with coverage.",
)
NOT_THERE = Words(
    "Servern har inte fått den signerade ronden än. Vänta tills allt är skickat och försök igen.",
    "The server has not received the signed round yet. Wait until everything is sent and try again.",
)


async def ask_for_protocol(transport: Transport, token: str, round_id: str, language: str) -> str | Words:
    """The path of the PDF on the server, or why there is none yet."""
    path = f"/rounds/{quote(round_id, safe='')}/protocol?language={language}"
    headers = {"authorization": f"Bearer {token}"}
    try:
        answer = await transport.send("POST", path, headers=headers, body=b"", timeout=WAITS_SECONDS)
    except NoNetwork:
        return NO_SERVER
    return json.loads(answer.body)["link"] if answer.status == 200 else NOT_THERE
