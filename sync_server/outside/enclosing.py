"""What goes around a letter to somebody outside: its footer, and the papers of the tasks that it tells of."""

from collections.abc import Sequence

from sync_server.content.municipality import Municipality
from sync_server.outside import words
from sync_server.outside.paper import Picture, paper
from sync_server.post.contents import Item
from sync_server.post.paper import Frame

TO_OUTSIDE = Frame(words.FOOTER, words.ANSWER_HERE)


def papers_with(
    items: Sequence[Item], municipality: Municipality, address: str, picture: Picture, language: str
) -> dict[str, bytes]:
    """The PDF files, one a task, by name; `address` is where the server is found."""
    sheets = {item.path: item.enclosed for item in items if item.enclosed}
    return {
        f"rond-{sheet.number}.pdf": paper(sheet, municipality, address + path, picture, language)
        for path, sheet in sheets.items()
    }
