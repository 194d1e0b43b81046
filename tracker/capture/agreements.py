"""What the meeting agreed: listed points first, else those in its sentences."""

from tracker.capture.agreed_lists import listed_points
from tracker.capture.agreed_sentences import spoken_points
from tracker.capture.layout import Block, Sentence
from tracker.capture.organisations import Organisations
from tracker.capture.source import Source


def find_agreements(
    source: Source,
    prose: str,
    blocks: list[Block],
    sentences: list[Sentence],
    organisations: Organisations,
) -> list[tuple[int, int]]:
    """The spans of what was agreed, in order."""
    return listed_points(source, prose, blocks) or spoken_points(
        source, prose, blocks, sentences, organisations
    )
