"""Forms as others make them: what each becomes as a checklist, and which cells are told to be lost."""

from pathlib import Path

import pytest

from tests.unit.xlsform_tables import imported

Shell = pytest.CaptureFixture[str]

PLAYGROUND = """
survey
| type                 | name   | sv               | en                 | required | hint sv      | hint en   |
| date                 | day    | Dag              | Day                | yes      |              |           |
| begin_group          | ground | Underlag         | Ground             |          |              |           |
| select_one yes_no    | clean  | Är sanden ren?   | Is the sand clean? | yes      | Gräv lite    | Dig a bit |
| integer              | depth  | Hur djup är den? | How deep is it?    |          | I centimeter | In cm     |
| select_multiple junk | found  | Vad låg där?     | What lay there?    |          |              |           |
| end_group            |        |                  |                    |          |              |           |
| text                 | remark | Övrigt           | Other              |          |              |           |
choices
| list   | name   | sv    | en     |
| yes_no | yes    | Ja    | Yes    |
| yes_no | no     | Nej   | No     |
| junk   | glass  | Glas  | Glass  |
| junk   | needle | Kanyl | Needle |
"""


def test_groups_are_sections_and_what_stands_outside_of_them_has_its_own(tmp_path: Path, capsys: Shell):
    form = imported(PLAYGROUND, tmp_path, capsys)
    assert (form.code, form.warnings) == (0, [])
    assert [section["id"] for section in form.content["sections"]] == ["general", "ground", "general_2"]
    assert form.points["clean"] == {
        "id": "clean",
        "type": "yes_no",
        "text": {"sv": "Är sanden ren?", "en": "Is the sand clean?"},
        "guidance": {"sv": "Gräv lite", "en": "Dig a bit"},
    }
    assert form.points["depth"] | {"text": "", "guidance": ""} == {
        **{"id": "depth", "type": "number", "text": "", "guidance": "", "decimals": 0, "required": False}
    }
    assert [choice["id"] for choice in form.points["found"]["choices"]] == ["glass", "needle"]
    assert (form.content["id"], form.content["version"]) == ("own-form", "7")


def test_the_file_is_written_like_our_own(tmp_path: Path, capsys: Shell):
    text = imported(PLAYGROUND, tmp_path, capsys).text
    assert text.startswith("# From the XLSForm form.xlsx.\n# Not carried over, or not as it was:\n# - settings!")
    assert "\nid: own-form\nversion: '7'\ntitle:\n  sv: Egen form\n  en: Egen form\ndomain: general\n" in text
    assert "    - {id: glass, sv: Glas, en: Glass}\n" in text
    assert "    text:\n      sv: Är sanden ren?\n      en: Is the sand clean?\n" in text


SKIPPING = """
survey
| type                | name  | sv        | en       | relevant                                           |
| select_one kind     | kind  | Vad?      | What?    |                                                    |
| select_multiple who | who   | Vilka?    | Who?     | ${kind} = 'fire'                                   |
| integer             | count | Hur många | How many | selected(${who}, 'pupil') and ${kind} != 'other'   |
| text                | why   | Varför?   | Why?     | ${count} > 3 or not(selected(${kind}, 'fire'))     |
| text                | name  | Namn?     | Name?    | ${why} != '' and (${kind}='fire' or ${kind}='gas') |
| date                | after | När?      | When?    | ${kind} = 'fire' or ${kind} = 'gas'                |
| begin group         | more  | Mer       | More     | ${count} >= 1                                      |
| select_one kind     | again | Igen?     | Again?   | 2 < ${count}                                       |
| select_one kind     | never | Aldrig?   | Never?   |                                                    |
| end group           |       |           |          |                                                    |
choices
| list | name  | sv     | en    |
| kind | fire  | Brand  | Fire  |
| kind | gas   | Gas    | Gas   |
| kind | other | Annat  | Other |
| who  | pupil | Elev   | Pupil |
| who  | staff | Lärare | Staff |
"""


def test_relevant_is_show_if_and_a_group_s_holds_for_all_in_it(tmp_path: Path, capsys: Shell):
    form = imported(SKIPPING, tmp_path, capsys)
    assert (form.code, form.warnings) == (0, [])
    fire = {"point": "kind", "op": "eq", "value": "fire"}
    assert {name: point.get("show_if") for name, point in form.points.items()} == {
        "kind": None,
        "who": {"all": [fire]},
        "count": {
            "all": [
                {"point": "who", "op": "in", "value": ["pupil"]},
                {"not": {"point": "kind", "op": "eq", "value": "other"}},
            ]
        },
        "why": {"any": [{"point": "count", "op": "gt", "value": 3}, {"not": fire}]},
        "name": {"all": [{"point": "why", "op": "answered"}, {"point": "kind", "op": "in", "value": ["fire", "gas"]}]},
        "after": {"any": [{"point": "kind", "op": "in", "value": ["fire", "gas"]}]},
        "again": {"all": [{"point": "count", "op": "gte", "value": 1}, {"point": "count", "op": "gt", "value": 2}]},
        "never": {"all": [{"point": "count", "op": "gte", "value": 1}]},
    }


LIMITS = r"""
survey
| type     | name  | sv       | en      | constraint                   | constraint_message |
| decimal  | volt  | Spänning | Voltage | . >= 0 and . <= 48.5         |                    |
| integer  | age   | Ålder    | Age     | . > 0 and . < 150            | Nej!               |
| text     | short | Kort     | Short   | string-length(.) <= 20       |                    |
| text     | code  | Kod      | Code    | regex(., '^[A-Z]{2}[0-9]+$') |                    |
| text     | long  | Långt    | Long    | 5 <= string-length(.)        |                    |
| date     | born  | Född     | Born    | . <= today()                 |                    |
| dateTime | begun | Började  | Begun   | .<=now()                     |                    |
| dateTime | ended | Slutade  | Ended   | . > ${begun} and . <= now()  |                    |
"""


def test_a_constraint_is_a_limit_that_refuses(tmp_path: Path, capsys: Shell):
    form = imported(LIMITS, tmp_path, capsys)
    kept = {"hard_min", "hard_max", "max_length", "pattern", "not_future", "after", "before"}
    assert form.code == 0
    assert {name: {k: v for k, v in point.items() if k in kept} for name, point in form.points.items()} == {
        "volt": {"hard_min": 0, "hard_max": 48.5},
        "age": {"hard_min": 1, "hard_max": 149},
        "short": {"max_length": 20},
        "code": {"pattern": "^[A-Z]{2}[0-9]+$"},
        "long": {"pattern": r"^[\s\S]{5,}$"},
        "born": {"not_future": True},
        "begun": {"not_future": True},
        "ended": {"after": "begun", "not_future": True},
    }


def test_a_limit_s_own_message_and_strictness_are_told_where_they_are_lost(tmp_path: Path, capsys: Shell):
    assert imported(LIMITS, tmp_path, capsys).warnings == [
        "survey!F3 (constraint_message): warning: Rond says itself what does not fit; put important words in the hint",
        "survey!E5, E6 (constraint): warning: whoever writes it wrong is shown an example; add 'example:' in the YAML",
        "survey!E9 (constraint): warning: Rond lets the two moments be the same, too; nothing to do",
    ]


RISK = """
survey
| type            | name       | sv          | en          | relevant     | calculation                            |
| begin_repeat    | risk       | Risk        | Risk        |              |                                        |
| text            | event      | Händelse    | Event       |              |                                        |
| select_one five | impact     | Konsekvens  | Consequence |              |                                        |
| select_one five | likelihood | Sannolikhet | Probability |              |                                        |
| calculate       | score      |             |             |              | number(${impact}) * int(${likelihood}) |
| text            | measure    | Åtgärd      | Measure     | ${score}>=6  |                                        |
| text            | boss       | Chef        | Boss        | ${impact}>=4 |                                        |
| end_repeat      |            |             |             |              |                                        |
choices
| list | name | sv  | en    |
| five | 1    | Ett | One   |
| five | 3    | Tre | Three |
| five | 5    | Fem | Five  |
"""


def test_a_product_of_two_ratings_is_the_risk_score(tmp_path: Path, capsys: Shell):
    form = imported(RISK, tmp_path, capsys)
    assert form.code == 0
    assert {name: point.get("risk_axis") for name, point in form.points.items() if "risk_axis" in point} == {
        "impact": "consequence",
        "likelihood": "probability",
    }
    assert form.points["measure"]["show_if"] == {"any": [{"computed": "risk_score", "op": "gte", "value": 6}]}
    assert form.points["boss"]["show_if"] == {"any": [{"point": "impact", "op": "in", "value": ["5"]}]}
    assert form.content["sections"][0]["repeat"] == {"min": 1}
    assert form.warnings == [
        "survey!A2 (type): warning: a repeated section is filled in at least once; nothing to do",
    ]


KINDS = """
survey
| type                      | name   | sv      | en     | appearance | parameters           | default |
| note                      | hello  | Hej     | Hello  |            |                      |         |
| text                      | story  | Vad?    | What?  | multiline  |                      |         |
| image                     | photo  | Bild    | Photo  |            |                      |         |
| image                     | sign   | Namn    | Sign   | signature  |                      |         |
| geopoint                  | where  | Var?    | Where? |            |                      |         |
| range                     | grade  | Betyg   | Grade  |            | start=1 end=7 step=2 |         |
| time                      | hour   | Klockan | Time   |            |                      |         |
| barcode                   | tag    | Märke   | Tag    |            |                      |         |
| acknowledge               | read   | Läst?   | Read?  |            |                      |         |
| select_one where or_other | place  | Plats   | Place  | minimal    |                      | attic   |
| date                      | day    | Dag     | Day    |            |                      | today() |
| integer                   | number | Antal   | Count  |            |                      | 3       |
| select_one state          | state  | Skick   | State  |            |                      |         |
choices
| list  | name      | sv          | en             |
| where | attic     | Vind        | Attic          |
| where | cellar    | Källare     | Cellar         |
| state | ok        | OK          | OK             |
| state | deviation | Avvikelse   | Deviation      |
| state | na        | Ej aktuellt | Not applicable |
"""


def test_every_type_that_rond_can_ask_for_becomes_its_own(tmp_path: Path, capsys: Shell):
    form = imported(KINDS, tmp_path, capsys)
    assert form.code == 0
    assert {name: point["type"] for name, point in form.points.items()} == {
        **{"hello": "info", "story": "long_text", "photo": "photo", "sign": "signature", "where": "location"},
        **{"grade": "number", "hour": "text", "tag": "object_ref", "read": "choice", "place": "choice"},
        **{"place_other": "text", "day": "date", "number": "number", "state": "ok_dev_na"},
    }
    assert (form.points["grade"]["hard_min"], form.points["grade"]["hard_max"]) == (1, 7)
    assert form.points["place_other"]["show_if"] == {"all": [{"point": "place", "op": "eq", "value": "other"}]}
    assert [form.points[name].get("default") for name in ("place", "number", "day")] == ["attic", 3, None]
    assert form.points["day"]["prefill"] == "now"
    assert [line.partition(":")[0] for line in form.warnings] == [
        *("survey!A6 (type)", "survey!F7 (parameters)", "survey!A8 (type)", "survey!A9 (type)", "survey!A10 (type)"),
        "survey!E11 (appearance)",
    ]


METADATA = """
survey
| type     | name   | sv     | en    | disabled | media::image | body::accuracyThreshold |
| start    | start  |        |       |          |              |                         |
| end      | end    |        |       |          |              |                         |
| deviceid | device |        |       |          |              |                         |
| hidden   | secret |        |       |          |              |                         |
| text     | old    | Gammal | Old   | yes      |              |                         |
| text     | new    | Ny     | New   |          | door.png     |                         |
| geopoint | place  | Plats  | Place |          |              | 10                      |
settings
| form_title | form_id | version | style |
| Mätning    | measure | 3       | pages |
"""


def test_what_rond_notes_itself_and_what_is_only_looks_is_told_and_left_out(tmp_path: Path, capsys: Shell):
    form = imported(METADATA, tmp_path, capsys)
    assert (form.code, list(form.points)) == (0, ["new", "place"])
    assert [line.partition("; ")[0] for line in form.warnings] == [
        "survey!A2 (type): warning: start: Rond notes who answers, when and on which device by itself",
        "survey!A3 (type): warning: end: Rond notes who answers, when and on which device by itself",
        "survey!A4 (type): warning: deviceid: Rond notes who answers, when and on which device by itself",
        "survey!A5 (type): warning: hidden: there are no hidden answers",
        "survey!E6 (disabled): warning: the row is switched off and left out",
        "survey!F7 (media::image): warning: a picture in a question is not shown",
        "survey!G8 (body::accuracyThreshold): warning: is a column that Rond does not have for such a row",
        "survey!A8 (type): warning: geopoint is asked for as a place, and coordinates only with consent",
        "settings!D2 (style): warning: Rond has no such setting",
    ]


NESTED = """
survey
| type         | name  | sv     | en      | repeat_count |
| begin_group  | outer | Ytter  | Outer   |              |
| text         | a     | A      | A       |              |
| begin_group  | inner | Inner  | Inner   |              |
| text         | b     | B      | B       |              |
| end_group    |       |        |         |              |
| text         | c     | C      | C       |              |
| end_group    |       |        |         |              |
| begin_repeat | visit | Besök  | Visit   | 3            |
| begin_group  | part  | Del    | Part    |              |
| text         | d     | D      | D       |              |
| end_group    |       |        |         |              |
| text         | e     | E      | E       |              |
| end_repeat   |       |        |         |              |
| begin_group  | last  | Sist   | Last    |              |
| text         | a     | A igen | A again |              |
| end_group    |       |        |         |              |
"""


def test_groups_in_groups_lie_beside_each_other_in_the_same_order(tmp_path: Path, capsys: Shell):
    form = imported(NESTED, tmp_path, capsys)
    assert {section["id"]: [point["id"] for point in section["points"]] for section in form.content["sections"]} == {
        **{"outer": ["a"], "inner": ["b"], "outer_2": ["c"], "visit": ["d", "e"], "last": ["last_a"]},
    }
    assert form.content["sections"][3]["repeat"] == {"min": 3, "max": 3}
    assert [line.partition(":")[0] for line in form.warnings] == [
        *("survey!A4 (type)", "survey!A10 (type)", "survey!B16 (name)"),
    ]


ENGLISH = """
survey
| type            | name  | label      | hint      | guidance_hint |
| select_one good | state | How is it? | Look well | Also behind   |
choices
| list_name | name | label |
| good      | a    | Good  |
| good      | b    | Bad   |
settings
| form_title | form_id | version | default_language |
| Check      | check   | 1       | English (en)     |
"""


def test_a_form_in_one_language_is_taken_only_when_that_is_asked_for(tmp_path: Path, capsys: Shell):
    refused = imported(ENGLISH, tmp_path, capsys)
    assert (refused.code, refused.content) == (1, {})
    assert (
        "survey!C2 (label): has no text in Swedish; write it in a column label::Svenska (sv), "
        "or import with --language-fallback" in refused.said
    )
    taken = imported(ENGLISH, tmp_path, capsys, "--language-fallback")
    assert taken.code == 0
    assert taken.points["state"]["text"] == {"sv": "How is it?", "en": "How is it?"}
    assert taken.points["state"]["guidance"]["en"] == "Look well Also behind"
    assert (
        "choices!C2, C3 (label): warning: has no text in Swedish; the text there is stands in; translate it"
        in taken.warnings
    )


FRENCH = """
survey
| type | name | label::Français (fr) | sv    | en    |
| text | a    | Bonjour              | Hej   | Hello |
| text | b    | Au revoir            | Hejdå |       |
"""


def test_a_third_language_is_told_and_a_missing_translation_names_its_cell(tmp_path: Path, capsys: Shell):
    form = imported(FRENCH, tmp_path, capsys)
    assert form.code == 1
    assert form.said.splitlines() == [
        "survey!E3 (label::English (en)): has no text in English; write it in a column label::English (en), "
        "or import with --language-fallback",
        "survey!C2, C3 (label::Français (fr)): warning: Rond does not have this language; "
        "Swedish and English are carried over",
        *[line for line in form.said.splitlines() if line.startswith("settings!")],
    ]


OURS = """
survey
| type                 | name | sv          | en       | rond_severity | rond_component | rond_photo   | rond_min |
| select_one ok_dev_na | door | Går den upp | Opens it | critical      | FIR.EGR.DOR    | on_deviation |          |
| decimal              | volt | Spänning    | Voltage  |               |                |              | 24       |
choices
| list      | name      | sv          | en             |
| ok_dev_na | ok        | OK          | OK             |
| ok_dev_na | deviation | Avvikelse   | Deviation      |
| ok_dev_na | na        | Ej aktuellt | Not applicable |
settings
| form_title | form_id | version | rond_kind | rond_interval | rond_performed_by     | rond_title              |
| Dörrar     | doors   | 2       | round     | P1M           | [fire_inspector_user] | {sv: Dörrar, en: Doors} |
"""


def test_columns_of_ours_say_what_xlsform_cannot(tmp_path: Path, capsys: Shell):
    form = imported(OURS, tmp_path, capsys)
    assert (form.code, form.said.count("warning")) == (0, 0)
    assert (form.content["interval"], form.content["title"]["en"]) == ("P1M", "Doors")
    assert form.points["door"]["component"] == "FIR.EGR.DOR"
    assert form.points["volt"]["min"] == 24


def test_a_word_that_the_municipality_does_not_have_is_told_with_its_cell(tmp_path: Path, capsys: Shell):
    wrong = OURS.replace("critical ", "kritisk  ").replace("| P1M ", "| often ")
    form = imported(wrong, tmp_path, capsys)
    assert (form.code, form.content) == (1, {})
    assert "survey!E2 (rond_severity): severity: 'kritisk' is not a known severity" in form.said
    assert "settings (interval): interval: 'often' is not a duration" in form.said
