"""The API described for people, as one plain page without scripts, made from the OpenAPI description."""

import base64
import hashlib
import html
import typing
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from domain.events import Act
from sync_server.sync.border import SyncBody

REF = "#/components/schemas/{model}"
OPENAPI_SYNC = {
    "requestBody": {
        "required": True,
        "content": {"application/json": {"schema": {"$ref": REF.format(model="SyncRequest")}}},
    }
}

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1c1b1f }
h2 { margin-top: 2.5rem; font-size: 1.1rem } code, pre { font: 14px/1.45 ui-monospace, monospace }
pre { background: #f4f2f7; padding: 1rem; overflow: auto; border-radius: 8px } table { border-collapse: collapse }
td { padding: .2rem 1rem .2rem 0; vertical-align: top }
"""


def with_sync_schemas(description: dict[str, Any]) -> dict[str, Any]:
    """Add what /sync takes, which it reads by itself, and what the body of each act holds."""
    schemas = description.setdefault("components", {}).setdefault("schemas", {})
    _, sync = models_json_schema([(SyncBody, "validation")], ref_template=REF)
    schemas.update({_named(name): schema for name, schema in sync["$defs"].items()})
    for act in typing.get_args(Act):
        schema = TypeAdapter(act).json_schema(ref_template=REF)
        schemas.update(schema.pop("$defs", {}))
        schemas[act.__name__] = schema
    return description


def _named(model: str) -> str:
    return "SyncRequest" if model == SyncBody.__name__ else model


def api_page(description: dict[str, Any]) -> tuple[str, str]:
    """The page, and the content policy that it needs."""
    info = description["info"]
    parts = [f"<h1>{html.escape(info['title'])}: API</h1>"]
    parts.append('<p>Everything here is also in <a href="openapi.json">openapi.json</a>, for programs.</p>')
    for path, verbs in description["paths"].items():
        for verb, operation in verbs.items():
            parts.append(_operation(verb.upper(), path, operation))
    parts.append("<h1>Shapes</h1>")
    for name, schema in sorted(description["components"]["schemas"].items()):
        parts.append(_shape(name, schema))
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Rond: API</title><style>{_STYLE}</style>'
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    return page + "".join(parts), f"default-src 'none'; style-src 'sha256-{digest}'"


def _operation(verb: str, path: str, operation: dict[str, Any]) -> str:
    taken = "".join(
        f"<tr><td>{parameter['in']}<td><code>{html.escape(parameter['name'])}</code>"
        f"<td>{html.escape(parameter.get('description', ''))}"
        for parameter in operation.get("parameters", [])
    )
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    takes = f"<p>Takes {_link(body)}</p>" if body else ""
    gives = "".join(
        f"<tr><td>{status}<td>{html.escape(answer['description'])}"
        f"<td>{_link(answer.get('content', {}).get('application/json', {}).get('schema', {}))}"
        for status, answer in operation["responses"].items()
    )
    said = html.escape(operation.get("description", ""))
    return f"<h2><code>{verb} {html.escape(path)}</code></h2><p>{said}</p>{takes}<table>{taken}{gives}</table>"


def _link(schema: dict[str, Any]) -> str:
    name = schema.get("$ref", "").rpartition("/")[2]
    return f'<a href="#{html.escape(name)}">{html.escape(name)}</a>' if name else ""


def _shape(name: str, schema: dict[str, Any]) -> str:
    fields = "".join(
        f"<tr><td><code>{html.escape(field)}</code><td>{_kind(described)}"
        for field, described in schema.get("properties", {}).items()
    )
    said = html.escape(schema.get("description", ""))
    return f'<h2 id="{html.escape(name)}"><code>{html.escape(name)}</code></h2><p>{said}</p><table>{fields}</table>'


def _kind(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        return _link(schema)
    if "anyOf" in schema:
        return " or ".join(_kind(choice) for choice in schema["anyOf"])
    if schema.get("type") == "array":
        return f"list of {_kind(schema.get('items', {}))}"
    return html.escape(str(schema.get("type", "anything")))
