"""Test collections are read with care, and the figures are those of the field."""

from __future__ import annotations

import builtins
import json
from pathlib import Path

import ir_measures
import pytest

from practice.evaluation.collection import BadCollection, Judged, read_documents, read_judged
from practice.evaluation.runs import make_run, write_run
from practice.evaluation.scoring import CannotMeasure, Scores, as_json, as_text, as_tsv, measure

QUERIES = (
    '{"_id": "q1", "text": "mosque"}\n\n{"_id": "q2", "text": "vans"}\n{"_id": 3, "text": "nobody'
    ' asks"}\n'
)
BEIR = "query-id\tcorpus-id\tscore\nq1\ta\t2\nq1\tb\t0\nq2\tc d\t1\n"


def write(folder: Path, **files: str) -> dict[str, Path]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return {name: folder / name for name in files}


@pytest.mark.parametrize(
    "judgements",
    [
        BEIR,
        BEIR.partition("\n")[2],
        BEIR.replace("\n", "\r\n"),
        "\ufeff" + BEIR,
        "q1\t0\ta\t2\nq1\t0\tb\t0\nq2\tQ0\tc d\t1\n",
    ],
    ids=["headings", "none", "windows", "byte order mark", "trec"],
)
def test_judgements_in_every_form(tmp_path: Path, judgements: str) -> None:
    files = write(tmp_path, queries=QUERIES, judgements=judgements)
    found = read_judged(files["queries"], files["judgements"])
    assert found == Judged(
        {"q1": "mosque", "q2": "vans"}, {"q1": {"a": 2, "b": 0}, "q2": {"c d": 1}}, 1
    )


@pytest.mark.parametrize(
    ("queries", "judgements", "message"),
    [
        ("{}\n", BEIR, "queries:1: '_id' is missing or not text."),
        ('{"_id": "q1", "text": "a"}\nquery\n', BEIR, "queries:2: this line is not JSON."),
        ("[1]\n", BEIR, "queries:1: this line is not a JSON object."),
        ('{"_id": "q1", "text": 5}\n', BEIR, "queries:1: 'text' is missing or not text."),
        (
            QUERIES + '{"_id": "q1", "text": "b"}\n',
            BEIR,
            "queries:5: the id 'q1' is there already.",
        ),
        (
            QUERIES,
            "q1\ta\t1\nq1\tb\tgood\n",
            "judgements:2: the grade 'good' is not a whole number.",
        ),
        (QUERIES, "q1\ta\t1\nq1 b\n", "judgements:2: 2 columns; a judgement has 3"),
        (QUERIES, "q1\ta\t1\nq9\ta\t1\n", "judgements:2: the query 'q9' is not in"),
        (QUERIES, "q1\ta\t0\n", "has a relevant document"),
        ("", "", "has a relevant document"),
    ],
)
def test_broken_files_are_named_with_their_line(
    tmp_path: Path, queries: str, judgements: str, message: str
) -> None:
    files = write(tmp_path, queries=queries, judgements=judgements)
    with pytest.raises(BadCollection) as error:
        read_judged(files["queries"], files["judgements"])
    assert message in str(error.value)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadCollection, match="nowhere cannot be read: No such file"):
        read_judged(tmp_path / "nowhere", tmp_path / "nowhere")
    (tmp_path / "old").write_bytes(b"caf\xe9\n")
    with pytest.raises(BadCollection, match="old is not UTF-8 text"):
        read_judged(tmp_path / "old", tmp_path / "old")


def test_documents(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text(
        '{"_id": "a", "title": "T", "text": "t"}\n{"_id": "b", "title": null, "text": ""}\n{"_id":'
        ' "a", "text": ""}\n'
    )
    documents = read_documents(corpus)
    assert [(one.id, one.title, one.body) for one in (next(documents), next(documents))] == [
        ("a", "T", "t"),
        ("b", "", ""),
    ]
    with pytest.raises(BadCollection, match=r"corpus\.jsonl:3: the id 'a' is there already"):
        next(documents)


def test_a_run_keeps_the_order_of_equal_scores_and_is_read_back(tmp_path: Path) -> None:
    ranking = [("z", 2.00001), ("a", 2.0), ("m", 2.0), ("b", 1.0)]
    run = make_run({"q1": "mosque", "q2": "vans"}, lambda text: ranking if text == "mosque" else [])
    assert run == {"q1": {"z": 2.0, "a": 1.9999, "m": 1.9998, "b": 1.0}, "q2": {}}
    write_run(run, tmp_path / "run")
    assert (tmp_path / "run").read_text().splitlines()[1] == "q1 Q0 a 2 1.9999 practice"
    judgements = {"q1": {"m": 1}}
    read_back = list(ir_measures.read_trec_run(str(tmp_path / "run")))
    assert ir_measures.calc_aggregate([ir_measures.RR], judgements, read_back)[
        ir_measures.RR
    ] == pytest.approx(1 / 3)


def test_a_run_file_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(BadCollection, match="cannot hold the id 'c d'"):
        write_run({"q1": {"c d": 1.0}}, tmp_path / "run")
    with pytest.raises(BadCollection, match="cannot be written"):
        write_run({"q1": {"c": 1.0}}, tmp_path)


def test_figures() -> None:
    run = {"q1": {"x": 3.0, "a": 2.0, "b": 1.0}, "q2": {}, "q3": {"d": 1.0}}
    scores = measure(run, {"q1": {"a": 2, "b": 1, "y": 1}, "q2": {"c": 1}, "q3": {"d": 3}})
    best = 2 + 1 / 1.5849625007 + 1 / 2
    first = pytest.approx(((2 / 1.5849625007 + 1 / 2) / best, 1 / 2, 2 / 3))
    assert scores == Scores(
        ("nDCG@10", "RR", "R@100"), {"q1": first, "q2": (0.0, 0.0, 0.0), "q3": (1.0, 1.0, 1.0)}
    )
    assert as_tsv(scores).splitlines() == [
        "query\tnDCG@10\tRR\tR@100",
        "q1\t0.563\t0.500\t0.667",
        "q2\t0.000\t0.000\t0.000",
        "q3\t1.000\t1.000\t1.000",
        "all\t0.521\t0.500\t0.556",
    ]
    assert as_text(scores).splitlines()[-1] == "all      0.521    0.500    0.556"
    told = json.loads(as_json(scores))
    assert told["queries"]["q3"] == {"nDCG@10": 1.0, "RR": 1.0, "R@100": 1.0}
    assert told["overall"]["RR"] == 0.5


def test_without_the_library_the_message_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = builtins.__import__

    def without(name: str, *args: object) -> object:
        if name == "ir_measures":
            raise ImportError(name)
        return real(name, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(CannotMeasure, match=r"pip install '\.\[evaluate\]'"):
        measure({}, {})
