"""Law 5 on nodes: the entry reader makes the nodes of the YAML reader, or leaves them to it.

`is_owned` compares them field by field, offsets included.
"""

from constructs import ACCEPTED, REFUSED, blocks
from entry_reader import document, is_owned
from entry_texts import DOCUMENTS, EITHER, LEFT, LEFT_AT_THE_TOP, LEFT_DOCUMENTS, OWNED
from loops import each


@each("block", OWNED.values())
def test_nodes_are_those_of_the_yaml_reader(block: str) -> None:
    assert is_owned(document(block))
    assert is_owned("\ufeff" + document(block).replace("\n", "\r\n"))
    assert is_owned(f"---  \n{block}\n... \n")


@each("text", DOCUMENTS.values())
def test_nodes_of_a_document_are_those_of_the_yaml_reader(text: str) -> None:
    assert is_owned(text)


@each("text", LEFT_DOCUMENTS.values())
def test_other_documents_are_left_to_the_yaml_reader(text: str) -> None:
    assert not is_owned(text)


@each("block", EITHER.values())
def test_nodes_are_never_others_than_those_of_the_yaml_reader(block: str) -> None:
    assert is_owned(document(block)) in (True, False)


@each("block", [*LEFT.values(), *LEFT_AT_THE_TOP.values()])
def test_other_front_matter_is_left_to_the_yaml_reader(block: str) -> None:
    assert not is_owned(document(block))


@each("block", LEFT.values())
def test_other_values_in_a_mapping_are_left_to_the_yaml_reader(block: str) -> None:
    lines = block.replace("\n", "\n  ")
    assert not is_owned(document(f"title: Tide\nmore:\n  {lines}"))


def test_constructs_that_nobody_rejects_are_mostly_owned() -> None:
    texts = [document(block) for construct in ACCEPTED.values() for block in blocks(construct)]
    assert sum(map(is_owned, texts)) >= 784


@each("construct", REFUSED.values())
def test_no_construct_that_is_rejected_is_owned(construct: str) -> None:
    assert not any(is_owned(document(block)) for block in blocks(construct))
