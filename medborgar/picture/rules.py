"""What holds in every picture, without a database: which causes are missing, and what a weighing says."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from medborgar.picture.models import Problem, Ranking


@dataclass(frozen=True)
class Grades:
    """How much something needs and how much can be done about it, 1 to 5 each, and why one thinks so."""

    need: int
    need_reason: str
    influence: int
    influence_reason: str

    @classmethod
    def of(cls, ranking: Ranking) -> "Grades":
        """What a ranking says."""
        return cls(ranking.need, ranking.need_reason, ranking.influence, ranking.influence_reason)

    @property
    def weight(self) -> int:
        """Need times influence, 1 to 25."""
        return self.need * self.influence


def without_causes(problems: Sequence[Problem], *, causes_first: bool) -> list[str]:
    """What stops a plan, in sentences: the problems to go on with that nobody has looked for the causes of.

    Nothing where the method does not put causes first. Those to go on with are the chosen ones; before any is chosen,
    all of them.
    """
    if not causes_first:
        return []
    chosen = [problem for problem in problems if problem.is_chosen] or problems
    return [
        _("Orsakerna till ”%(title)s” är inte beskrivna. Lägg till minst en, med vad den vilar på.", title=one.title)
        for one in chosen
        if not one.causes
    ]
