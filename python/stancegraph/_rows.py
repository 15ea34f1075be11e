"""The rows of answers. Their fields are those of `-O json`.

Made by generate.py from what the commands declare; do not edit.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class CountRow:
    """A row of `stats`."""

    #: What is counted: `entities`, `statements`, a polarity, a verb, a kind.
    measure: str
    #: The polarity, verb or kind; empty for totals.
    name: str | None
    #: How many.
    count: int


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A row of `stats`."""

    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str
    #: Statements.
    statements: int
    #: Of these, those that are surely in the view.
    definite: int
    #: Of these, those only possibly in the view.
    possible: int
    #: Statements by polarity.
    positive: int
    #: Statements by polarity.
    negative: int
    #: Statements by polarity.
    neutral: int
    #: Statements by polarity.
    mixed: int
    #: Statements that end a stance.
    ends: int
    #: Definite statements by polarity.
    definite_positive: int
    #: Definite statements by polarity.
    definite_negative: int
    #: Definite statements by polarity.
    definite_neutral: int
    #: Definite statements by polarity.
    definite_mixed: int
    #: Definite statements that end a stance.
    definite_ends: int


@dataclass(frozen=True, slots=True)
class ValueRow:
    """A row of `stats`."""

    #: The name of the attribute.
    attribute: str
    #: The value; `None` for those who have none.
    value: str | None
    #: Statements.
    statements: int
    #: Of these, those that are surely in the view.
    definite: int
    #: Of these, those only possibly in the view.
    possible: int
    #: Statements by polarity.
    positive: int
    #: Statements by polarity.
    negative: int
    #: Statements by polarity.
    neutral: int
    #: Statements by polarity.
    mixed: int
    #: Statements that end a stance.
    ends: int
    #: Definite statements by polarity.
    definite_positive: int
    #: Definite statements by polarity.
    definite_negative: int
    #: Definite statements by polarity.
    definite_neutral: int
    #: Definite statements by polarity.
    definite_mixed: int
    #: Definite statements that end a stance.
    definite_ends: int


@dataclass(frozen=True, slots=True)
class StatsPeriodRow:
    """A row of `stats`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: Statements.
    statements: int
    #: Of these, those that are surely inside the period.
    definite: int
    #: Of these, those only possibly inside the period.
    possible: int
    #: Ordered pairs with a statement.
    pairs: int
    #: Entities that the statements name.
    entities: int
    #: Sources that the statements name.
    sources: int
    #: Statements by polarity.
    positive: int
    #: Statements by polarity.
    negative: int
    #: Statements by polarity.
    neutral: int
    #: Statements by polarity.
    mixed: int
    #: Statements that end a stance.
    ends: int
    #: Definite statements by polarity.
    definite_positive: int
    #: Definite statements by polarity.
    definite_negative: int
    #: Definite statements by polarity.
    definite_neutral: int
    #: Definite statements by polarity.
    definite_mixed: int
    #: Definite statements that end a stance.
    definite_ends: int


@dataclass(frozen=True, slots=True)
class ActivityPeriodRow:
    """A row of `stats`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str
    #: Statements.
    statements: int
    #: Of these, those that are surely in the view.
    definite: int
    #: Of these, those only possibly in the view.
    possible: int
    #: Statements by polarity.
    positive: int
    #: Statements by polarity.
    negative: int
    #: Statements by polarity.
    neutral: int
    #: Statements by polarity.
    mixed: int
    #: Statements that end a stance.
    ends: int
    #: Definite statements by polarity.
    definite_positive: int
    #: Definite statements by polarity.
    definite_negative: int
    #: Definite statements by polarity.
    definite_neutral: int
    #: Definite statements by polarity.
    definite_mixed: int
    #: Definite statements that end a stance.
    definite_ends: int


@dataclass(frozen=True, slots=True)
class ValuePeriodRow:
    """A row of `stats`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The name of the attribute.
    attribute: str
    #: The value; `None` for those who have none.
    value: str | None
    #: Statements.
    statements: int
    #: Of these, those that are surely in the view.
    definite: int
    #: Of these, those only possibly in the view.
    possible: int
    #: Statements by polarity.
    positive: int
    #: Statements by polarity.
    negative: int
    #: Statements by polarity.
    neutral: int
    #: Statements by polarity.
    mixed: int
    #: Statements that end a stance.
    ends: int
    #: Definite statements by polarity.
    definite_positive: int
    #: Definite statements by polarity.
    definite_negative: int
    #: Definite statements by polarity.
    definite_neutral: int
    #: Definite statements by polarity.
    definite_mixed: int
    #: Definite statements that end a stance.
    definite_ends: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """A row of `entities`."""

    #: Its id.
    entity: str
    #: Its name.
    entity_name: str
    #: Its kind.
    kind: Literal["person", "politician", "party", "organization", "outlet", "country", "group", "topic", "event", "work"]
    #: Other names.
    aliases: list[str]
    #: Its Wikidata item.
    wikidata: str | None
    #: What else is known of it, by name; absent when nothing is.
    attributes: dict[str, str] | None
    #: How many of the view's statements it holds.
    held: int
    #: How many of the view's statements are towards it.
    received: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of `statements`."""

    #: Its id.
    statement: str
    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The verb.
    verb: str
    #: The verb's polarity, or `ends`.
    polarity: Literal["positive", "negative", "neutral", "mixed", "ends"]
    #: The strength of the verb.
    strength: float
    #: The date, as written.
    date: str
    #: The earliest day that the date may denote.
    earliest: dt.date | None
    #: The latest day that the date may denote.
    latest: dt.date | None
    #: `definite` or `possible` in the view.
    certainty: Literal["possible", "definite"]
    #: The source's id.
    source: str
    #: The quote, verbatim.
    quote: str | None
    #: The ids of its topics.
    about: list[str]
    #: The names of its topics.
    about_names: list[str]
    #: The id of the entity that claims it of the holder; only claims have this field.
    claimed_by: str | None
    #: The name of that entity.
    claimed_by_name: str | None


@dataclass(frozen=True, slots=True)
class TieRow:
    """A row of `show`."""

    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The standing polarity.
    polarity: Literal["positive", "negative", "neutral", "mixed"]
    #: The verb of the strongest deciding statement.
    verb: str
    #: Its strength.
    strength: float
    #: Its date, as written.
    date: str
    #: `definite` or `possible`.
    certainty: Literal["possible", "definite"]
    #: The pair's statements, deciding ones first.
    statements: list[str]
    #: The source of the strongest deciding statement.
    source: str
    #: Its quote.
    quote: str | None


@dataclass(frozen=True, slots=True)
class TiesPeriodRow:
    """A row of `who`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The number of standing ties.
    count: int
    #: Of these, the definite ones.
    definite: int
    #: Of these, the possible ones.
    possible: int
    #: Of these, by polarity.
    positive: int
    #: Of these, by polarity.
    negative: int
    #: Of these, by polarity.
    neutral: int
    #: Of these, by polarity.
    mixed: int
    #: How many standing ties are mixed and not among them.
    mixed_left_out: int
    #: The statements that decide them.
    statements: list[str]


@dataclass(frozen=True, slots=True)
class ShiftFrom:
    """The leading statement before the shift."""

    #: The polarity.
    polarity: Literal["positive", "negative", "neutral", "mixed", "ends"]
    #: The verb.
    verb: str
    #: The date, as written.
    date: str
    #: The statement's id.
    statement: str
    #: The source's id.
    source: str
    #: The quote, verbatim.
    quote: str | None


@dataclass(frozen=True, slots=True)
class ShiftTo:
    """The leading statement after the shift."""

    #: The polarity.
    polarity: Literal["positive", "negative", "neutral", "mixed", "ends"]
    #: The verb.
    verb: str
    #: The date, as written.
    date: str
    #: The statement's id.
    statement: str
    #: The source's id.
    source: str
    #: The quote, verbatim.
    quote: str | None


@dataclass(frozen=True, slots=True)
class ShiftThrough:
    """What was passed over between the two."""

    #: What each moment shows: `mixed`, or `ends` when its statements only end a stance.
    polarities: list[str]
    #: The date of each, as written.
    dates: list[str]
    #: The ids of the statements of each.
    statements: list[list[str]]


@dataclass(frozen=True, slots=True)
class ShiftGapDays:
    """The days between the two statements."""

    #: The least possible number.
    least: int | None
    #: The greatest possible number.
    greatest: int | None


@dataclass(frozen=True, slots=True)
class ShiftRow:
    """A row of `shifts`."""

    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The leading statement before the shift.
    from_: ShiftFrom
    #: The leading statement after the shift.
    to: ShiftTo
    #: What was passed over between the two.
    through: ShiftThrough
    #: `definite` or `possible`.
    certainty: Literal["possible", "definite"]
    #: The days between the two statements.
    gap_days: ShiftGapDays


@dataclass(frozen=True, slots=True)
class ShiftPeriodRow:
    """A row of `shifts`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: Shifts.
    shifts: int
    #: Of these, the definite ones.
    definite: int
    #: Of these, those that are only possible.
    possible: int
    #: The pairs with shifts.
    pairs: int
    #: The holders of these pairs.
    holders: int
    #: Shifts to positive.
    to_positive: int
    #: Shifts to negative.
    to_negative: int


@dataclass(frozen=True, slots=True)
class SwitchFrom:
    """The side that the holder left."""

    #: The id of the leading statement's target.
    target: str
    #: Its name.
    target_name: str
    #: The ids of all targets of the moment.
    targets: list[str]
    #: Their names.
    target_names: list[str]
    #: The verb.
    verb: str
    #: The date, as written.
    date: str
    #: The statement's id.
    statement: str
    #: The source's id.
    source: str
    #: The quote, verbatim.
    quote: str | None


@dataclass(frozen=True, slots=True)
class SwitchTo:
    """The side to which the holder went over."""

    #: The id of the leading statement's target.
    target: str
    #: Its name.
    target_name: str
    #: The ids of all targets of the moment.
    targets: list[str]
    #: Their names.
    target_names: list[str]
    #: The verb.
    verb: str
    #: The date, as written.
    date: str
    #: The statement's id.
    statement: str
    #: The source's id.
    source: str
    #: The quote, verbatim.
    quote: str | None


@dataclass(frozen=True, slots=True)
class SwitchGapDays:
    """The days between the two statements."""

    #: The least possible number.
    least: int | None
    #: The greatest possible number.
    greatest: int | None


@dataclass(frozen=True, slots=True)
class SwitchRow:
    """A row of `switches`."""

    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The side that the holder left.
    from_: SwitchFrom
    #: The side to which the holder went over.
    to: SwitchTo
    #: `definite` or `possible`.
    certainty: Literal["possible", "definite"]
    #: The days between the two statements.
    gap_days: SwitchGapDays


@dataclass(frozen=True, slots=True)
class SwitchPeriodRow:
    """A row of `switches`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: Switches.
    switches: int
    #: Of these, the definite ones.
    definite: int
    #: Of these, those that are only possible.
    possible: int
    #: Who made them.
    holders: int


@dataclass(frozen=True, slots=True)
class DiffBefore:
    """The tie before."""

    #: The polarity of the tie.
    polarity: Literal["positive", "negative", "neutral", "mixed"]
    #: The verb of its strongest deciding statement.
    verb: str
    #: The strength of that verb.
    strength: float
    #: The id of that statement.
    statement: str


@dataclass(frozen=True, slots=True)
class DiffAfter:
    """The tie after."""

    #: The polarity of the tie.
    polarity: Literal["positive", "negative", "neutral", "mixed"]
    #: The verb of its strongest deciding statement.
    verb: str
    #: The strength of that verb.
    strength: float
    #: The id of that statement.
    statement: str


@dataclass(frozen=True, slots=True)
class DiffRow:
    """A row of `diff`."""

    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The kind of change.
    change: Literal["new", "ended", "reversed", "hardened", "softened"]
    #: The tie before.
    before: DiffBefore | None
    #: The tie after.
    after: DiffAfter | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """A row of `path`."""

    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The standing polarity.
    polarity: Literal["positive", "negative", "neutral", "mixed"]
    #: The verb of the strongest deciding statement.
    verb: str
    #: Its date, as written.
    date: str
    #: Its id.
    statement: str


@dataclass(frozen=True, slots=True)
class CommonRow:
    """A row of `common`."""

    #: The target's id.
    target: str
    #: Its name.
    target_name: str
    #: The polarity of the first entity's tie.
    a_polarity: Literal["positive", "negative", "neutral", "mixed"]
    #: The polarity of the second entity's tie.
    b_polarity: Literal["positive", "negative", "neutral", "mixed"]
    #: `agree`, `disagree` or `unclear`.
    agreement: Literal["agree", "disagree", "unclear"]
    #: The strongest statement that decides the first tie.
    a_statement: str
    #: The strongest statement that decides the second tie.
    b_statement: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A row of `why`."""

    #: Its id.
    statement: str
    #: The holder's id.
    holder: str
    #: The holder's name.
    holder_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The verb.
    verb: str
    #: The verb's polarity, or `ends`.
    polarity: Literal["positive", "negative", "neutral", "mixed", "ends"]
    #: The strength of the verb.
    strength: float
    #: The date, as written.
    date: str
    #: The earliest day that the date may denote.
    earliest: dt.date | None
    #: The latest day that the date may denote.
    latest: dt.date | None
    #: `definite` or `possible` in the view.
    certainty: Literal["possible", "definite"]
    #: The source's id.
    source: str
    #: The quote, verbatim.
    quote: str | None
    #: The ids of its topics.
    about: list[str]
    #: The names of its topics.
    about_names: list[str]
    #: The id of the entity that claims it of the holder; only claims have this field.
    claimed_by: str | None
    #: The name of that entity.
    claimed_by_name: str | None
    #: Whether it decides the tie.
    deciding: bool
    #: Whether a later statement supersedes it.
    superseded: bool


@dataclass(frozen=True, slots=True)
class VerbRow:
    """A row of `verbs`."""

    #: The verb.
    verb: str
    #: Its polarity, or `ends`.
    polarity: Literal["positive", "negative", "neutral", "mixed", "ends"]
    #: Its strength.
    strength: float
    #: What it means, where its word does not say it.
    meaning: str | None
    #: Everyday words that lead to it.
    words: list[str]


@dataclass(frozen=True, slots=True)
class TriangleRow:
    """A row of `balance`."""

    #: The entity with the smallest id.
    a: str
    #: Its name.
    a_name: str
    #: The entity with the second id.
    b: str
    #: Its name.
    b_name: str
    #: The entity with the greatest id.
    c: str
    #: Its name.
    c_name: str
    #: The signs between a and b, a and c, b and c.
    signs: str
    #: The statements that decide them.
    statements: list[str]


@dataclass(frozen=True, slots=True)
class CensusTriads:
    """Triangles by type."""

    #: All positive.
    ppp: int
    #: Two foes with a common friend.
    ppm: int
    #: Two friends with a common foe.
    pmm: int
    #: All negative.
    mmm: int


@dataclass(frozen=True, slots=True)
class CensusRow:
    """A row of `balance`."""

    #: Entities that a signed pair reaches.
    nodes: int
    #: Signed pairs.
    edges: int
    #: Of these, the positive ones.
    positive: int
    #: Of these, the negative ones.
    negative: int
    #: Pairs left out because their ties differ in sign, or are mixed.
    ambivalent: int
    #: Triangles by type.
    triads: CensusTriads
    #: The share of balanced triangles (Cartwright & Harary).
    strong: float | None
    #: The same with `---` (Davis).
    weak: float | None


@dataclass(frozen=True, slots=True)
class BalancePeriodTriads:
    """Triangles by type."""

    #: All positive.
    ppp: int
    #: Two foes with a common friend.
    ppm: int
    #: Two friends with a common foe.
    pmm: int
    #: All negative.
    mmm: int


@dataclass(frozen=True, slots=True)
class BalancePeriodFrustrationEdges:
    """The edges that the best split frustrates."""

    #: The entity with the smaller id.
    a: str
    #: Its name.
    a_name: str
    #: The entity with the greater id.
    b: str
    #: Its name.
    b_name: str
    #: The sign of its ties.
    polarity: Literal["positive", "negative"]
    #: Its weight: one, or the strength of the strongest deciding statement.
    weight: float
    #: The statements that decide them.
    statements: list[str]


@dataclass(frozen=True, slots=True)
class BalancePeriodFrustration:
    """The frustration index."""

    #: A lower bound of the index.
    lower: float
    #: An upper bound of the index: that of the best split found.
    upper: float
    #: Whether both bounds are equal, so that the index is proved.
    exact: bool
    #: 1 − 2L/m, with L = `upper`.
    normalized: float | None
    #: The edges that the best split frustrates.
    edges: list[BalancePeriodFrustrationEdges]


@dataclass(frozen=True, slots=True)
class BalancePeriodOutcomes:
    """The least and the greatest values that they can make of it; `None` where there are too many outcomes."""

    #: The least value; `None` where it is never defined.
    strong_least: float | None
    #: The greatest value.
    strong_greatest: float | None
    #: The least value; `None` where it is never defined.
    weak_least: float | None
    #: The greatest value.
    weak_greatest: float | None
    #: The least value; `None` where it is never defined.
    frustration_least: float | None
    #: The greatest value.
    frustration_greatest: float | None
    #: The least value; `None` where it is never defined.
    normalized_least: float | None
    #: The greatest value.
    normalized_greatest: float | None


@dataclass(frozen=True, slots=True)
class BalancePeriodRow:
    """A row of `balance`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: Entities that a signed pair reaches.
    nodes: int
    #: Signed pairs.
    edges: int
    #: Of these, the positive ones.
    positive: int
    #: Of these, the negative ones.
    negative: int
    #: Pairs left out because their ties differ in sign, or are mixed.
    ambivalent: int
    #: Triangles by type.
    triads: BalancePeriodTriads
    #: The share of balanced triangles (Cartwright & Harary).
    strong: float | None
    #: The same with `---` (Davis).
    weak: float | None
    #: The frustration index.
    frustration: BalancePeriodFrustration
    #: The number of possible statements that could change it.
    possible: int
    #: The least and the greatest values that they can make of it; `None` where there are too many outcomes.
    outcomes: BalancePeriodOutcomes | None


@dataclass(frozen=True, slots=True)
class CensusPeriodTriads:
    """Triangles by type."""

    #: All positive.
    ppp: int
    #: Two foes with a common friend.
    ppm: int
    #: Two friends with a common foe.
    pmm: int
    #: All negative.
    mmm: int


@dataclass(frozen=True, slots=True)
class CensusPeriodOutcomes:
    """The least and the greatest values that they can make of it; `None` where there are too many outcomes."""

    #: The least value; `None` where it is never defined.
    strong_least: float | None
    #: The greatest value.
    strong_greatest: float | None
    #: The least value; `None` where it is never defined.
    weak_least: float | None
    #: The greatest value.
    weak_greatest: float | None


@dataclass(frozen=True, slots=True)
class CensusPeriodRow:
    """A row of `balance`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: Entities that a signed pair reaches.
    nodes: int
    #: Signed pairs.
    edges: int
    #: Of these, the positive ones.
    positive: int
    #: Of these, the negative ones.
    negative: int
    #: Pairs left out because their ties differ in sign, or are mixed.
    ambivalent: int
    #: Triangles by type.
    triads: CensusPeriodTriads
    #: The share of balanced triangles (Cartwright & Harary).
    strong: float | None
    #: The same with `---` (Davis).
    weak: float | None
    #: The number of possible statements that could change it.
    possible: int
    #: The least and the greatest values that they can make of it; `None` where there are too many outcomes.
    outcomes: CensusPeriodOutcomes | None


@dataclass(frozen=True, slots=True)
class CampRow:
    """A row of `camps`."""

    #: The number of the connected part, from 1 on: camps of two parts are not compared.
    part: int
    #: The number of the camp within the part, from 1 on.
    camp: int
    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str


@dataclass(frozen=True, slots=True)
class CampsPeriodElsewhere:
    """The entities of which it is known that such a partition puts them into another camp."""

    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str


@dataclass(frozen=True, slots=True)
class CampsPeriodEdges:
    """The pairs that the value counts."""

    #: The entity with the smaller id.
    a: str
    #: Its name.
    a_name: str
    #: The entity with the greater id.
    b: str
    #: Its name.
    b_name: str
    #: The sign of its ties.
    polarity: Literal["positive", "negative"]
    #: Its weight: one, or the strength of the strongest deciding statement.
    weight: float
    #: The statements that decide them.
    statements: list[str]


@dataclass(frozen=True, slots=True)
class CampsPeriodCamps:
    """The camps, by part and number."""

    #: The number of the connected part, the same in every period.
    part: int
    #: The number of the camp within the part, the same in every period.
    camp: int
    #: The ids of its entities.
    entities: list[str]
    #: Their names.
    entity_names: list[str]


@dataclass(frozen=True, slots=True)
class CampsPeriodRow:
    """A row of `camps`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The greatest number of camps in a part.
    k: int
    #: How many connected parts there are.
    parts: int
    #: Foes within camps and friends across, or their weight.
    value: float
    #: No partition of the parts into as many camps as were allowed has less.
    lower: float
    #: Whether the value is proved to be the least.
    exact: bool
    #: Whether there is none; `None` when that is not known.
    unique: bool | None
    #: The entities of which it is known that such a partition puts them into another camp.
    elsewhere: list[CampsPeriodElsewhere]
    #: The pairs that the value counts.
    edges: list[CampsPeriodEdges]
    #: The camps, by part and number.
    camps: list[CampsPeriodCamps]
    #: The number of possible statements that could change them.
    possible: int


@dataclass(frozen=True, slots=True)
class OneModeRow:
    """A row of `network`."""

    #: The smaller id.
    a: str
    #: Its entity's name.
    a_name: str
    #: The greater id.
    b: str
    #: Its entity's name.
    b_name: str
    #: The weight, normalized.
    weight: float
    #: The ids of the statements behind it, in order of time; `None` where they are not listed.
    statements: list[str] | None


@dataclass(frozen=True, slots=True)
class TwoModeRow:
    """A row of `network`."""

    #: The actor's id.
    actor: str
    #: The actor's name.
    actor_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The weight, normalized.
    weight: float
    #: The ids of the statements behind it, in order of time; `None` where they are not listed.
    statements: list[str] | None


@dataclass(frozen=True, slots=True)
class OneModePeriodRow:
    """A row of `network`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The smaller id.
    a: str
    #: Its entity's name.
    a_name: str
    #: The greater id.
    b: str
    #: Its entity's name.
    b_name: str
    #: The weight, normalized.
    weight: float
    #: The ids of the statements behind it, in order of time; `None` where they are not listed.
    statements: list[str] | None
    #: The number of possible statements of the period that could change the rows of the period.
    possible: int


@dataclass(frozen=True, slots=True)
class TwoModePeriodRow:
    """A row of `network`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The actor's id.
    actor: str
    #: The actor's name.
    actor_name: str
    #: The target's id.
    target: str
    #: The target's name.
    target_name: str
    #: The weight, normalized.
    weight: float
    #: The ids of the statements behind it, in order of time; `None` where they are not listed.
    statements: list[str] | None
    #: The number of possible statements of the period that could change the rows of the period.
    possible: int


@dataclass(frozen=True, slots=True)
class PolarizationPeriodElsewhere:
    """The entities of which it is known that such a partition puts them into another camp."""

    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str


@dataclass(frozen=True, slots=True)
class PolarizationPeriodCamps:
    """The camps of each connected part."""

    #: The number of the connected part, the same in every period.
    part: int
    #: The number of the camp within the part, the same in every period.
    camp: int
    #: The ids of its entities.
    entities: list[str]
    #: Their names.
    entity_names: list[str]


@dataclass(frozen=True, slots=True)
class PolarizationPeriodOutcomes:
    """The least and the greatest values that they can make of it; `None` where there are too many outcomes."""

    #: The least value; `None` where it is never defined.
    value_least: float | None
    #: The greatest value.
    value_greatest: float | None
    #: The least value; `None` where it is never defined.
    fit_least: float | None
    #: The greatest value.
    fit_greatest: float | None
    #: The least value; `None` where it is never defined.
    conflict_share_least: float | None
    #: The greatest value.
    conflict_share_greatest: float | None


@dataclass(frozen=True, slots=True)
class PolarizationPeriodRow:
    """A row of `polarization`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The polarization by the best split found.
    value: float | None
    #: A lower bound of the polarization: that by the best split found.
    lower: float | None
    #: An upper bound of the polarization.
    upper: float | None
    #: Whether the best split found is proved to be the best, and so `value` and `fit`.
    exact: bool
    #: How well the best split found fits, from 0 to 1: a lower bound of the greatest fit.
    fit: float | None
    #: An upper bound of the greatest fit.
    fit_upper: float | None
    #: The share of conflict in congruence and conflict.
    conflict_share: float | None
    #: The number of actors that share a target with another.
    actors: int
    #: The number of statements behind it.
    statements: int
    #: Whether there is none; `None` when that is not known.
    unique: bool | None
    #: The entities of which it is known that such a partition puts them into another camp.
    elsewhere: list[PolarizationPeriodElsewhere]
    #: The camps of each connected part.
    camps: list[PolarizationPeriodCamps]
    #: Why there is no value.
    reason: str | None
    #: The statements.
    statement_ids: list[str]
    #: The number of possible statements that could change it.
    possible: int
    #: The least and the greatest values that they can make of it; `None` where there are too many outcomes.
    outcomes: PolarizationPeriodOutcomes | None


@dataclass(frozen=True, slots=True)
class RankRow:
    """A row of `rank`."""

    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str
    #: The measure that the rank is by.
    value: float | None
    #: The number of entities for it.
    positive_in: int
    #: The number of entities against it.
    negative_in: int
    #: The number of entities that it is for.
    positive_out: int
    #: The number of entities that it is against.
    negative_out: int
    #: Positive-in minus negative-in.
    net: int
    #: Positive-in divided by the sum of positive-in and negative-in.
    ratio: float | None
    #: The PN index.
    pn: float | None
    #: Its PageRank.
    pagerank: float
    #: The statements that decide its signed ties, those towards it first.
    statements: list[str]


@dataclass(frozen=True, slots=True)
class RankPeriodRow:
    """A row of `rank`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The entity's id.
    entity: str
    #: Its name.
    entity_name: str
    #: The measure that the rank is by.
    value: float | None
    #: The number of entities for it.
    positive_in: int
    #: The number of entities against it.
    negative_in: int
    #: The number of entities that it is for.
    positive_out: int
    #: The number of entities that it is against.
    negative_out: int
    #: Positive-in minus negative-in.
    net: int
    #: Positive-in divided by the sum of positive-in and negative-in.
    ratio: float | None
    #: The PN index.
    pn: float | None
    #: Its PageRank.
    pagerank: float
    #: The statements that decide its signed ties, those towards it first.
    statements: list[str]
    #: The number of possible statements of the period that could change the rows of the period.
    possible: int


@dataclass(frozen=True, slots=True)
class MotifRow:
    """A row of `motifs`."""

    #: The motif.
    motif: Literal["retaliation", "reconciliation", "falling-out", "pile-on", "defence", "triangle-balanced", "triangle-unbalanced"]
    #: The number of definite instances.
    definite: int
    #: The number of possible instances.
    possible: int


@dataclass(frozen=True, slots=True)
class MotifInstanceGapDays:
    """The days between the two."""

    #: The least possible number.
    least: int | None
    #: The greatest possible number.
    greatest: int | None


@dataclass(frozen=True, slots=True)
class MotifInstanceRow:
    """A row of `motifs`."""

    #: The motif.
    motif: Literal["retaliation", "reconciliation", "falling-out", "pile-on", "defence", "triangle-balanced", "triangle-unbalanced"]
    #: `definite` or `possible`.
    certainty: Literal["possible", "definite"]
    #: The ids of its statements, in order.
    statements: list[str]
    #: The id of the motif's first entity.
    a: str | None
    #: Its name.
    a_name: str | None
    #: The id of the motif's second entity.
    b: str | None
    #: Its name.
    b_name: str | None
    #: The id of the motif's third entity, if it has one.
    c: str | None
    #: Its name.
    c_name: str | None
    #: The date of the first statement, as written.
    first: str | None
    #: The date of the last statement, as written.
    last: str | None
    #: The days between the two.
    gap_days: MotifInstanceGapDays


@dataclass(frozen=True, slots=True)
class MotifPeriodRow:
    """A row of `motifs`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The motif.
    motif: Literal["retaliation", "reconciliation", "falling-out", "pile-on", "defence", "triangle-balanced", "triangle-unbalanced"]
    #: The number of definite instances.
    definite: int
    #: The number of possible instances.
    possible: int


@dataclass(frozen=True, slots=True)
class MotifInstancePeriodGapDays:
    """The days between the two."""

    #: The least possible number.
    least: int | None
    #: The greatest possible number.
    greatest: int | None


@dataclass(frozen=True, slots=True)
class MotifInstancePeriodRow:
    """A row of `motifs`."""

    #: The first day of the period.
    begin: dt.date | None
    #: The day after its last.
    end: dt.date | None
    #: The motif.
    motif: Literal["retaliation", "reconciliation", "falling-out", "pile-on", "defence", "triangle-balanced", "triangle-unbalanced"]
    #: `definite` or `possible`.
    certainty: Literal["possible", "definite"]
    #: The ids of its statements, in order.
    statements: list[str]
    #: The id of the motif's first entity.
    a: str | None
    #: Its name.
    a_name: str | None
    #: The id of the motif's second entity.
    b: str | None
    #: Its name.
    b_name: str | None
    #: The id of the motif's third entity, if it has one.
    c: str | None
    #: Its name.
    c_name: str | None
    #: The date of the first statement, as written.
    first: str | None
    #: The date of the last statement, as written.
    last: str | None
    #: The days between the two.
    gap_days: MotifInstancePeriodGapDays


@dataclass(frozen=True, slots=True)
class DiagnosticRow:
    """A row of `check`."""

    #: `error` or `warning`.
    severity: Literal["error", "warning"]
    #: The kind of finding.
    code: Literal["unreadable", "not-utf8", "syntax", "unknown-section", "unknown-field", "duplicate-field", "missing-field", "bad-value", "bad-id", "bad-date", "duplicate-id", "unknown-entity", "unknown-source", "unknown-statement", "unknown-verb", "unknown-time-zone", "time-zones-differ", "reply-cycle", "early-reply", "no-date", "date-after-publication", "until-before-on", "self-stance", "role-ends-before-start", "supersedes-cycle", "unused-entity", "unused-source", "repeated-quote", "early-correction", "early-recording", "coders-differ", "quote-differs", "quote-stitched", "quote-missing", "quote-without-text"]
    #: The message.
    message: str
    #: The file's path, as it was given.
    file: str
    #: The line, from 1.
    line: int
    #: The column in characters, from 1.
    column: int
    #: The line of the end, from 1.
    end_line: int
    #: The column of the end, exclusive.
    end_column: int
    #: How to correct it.
    help: str | None
