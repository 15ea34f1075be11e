"""The questions, as methods.

Made by generate.py from what the commands declare; do not edit.
"""

from __future__ import annotations

import datetime as dt
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal, Union, overload

if TYPE_CHECKING:
    import numpy
    import pandas

    from ._answer import Answer
    from ._rows import (
        ActivityPeriodRow,
        ActivityRow,
        BalancePeriodRow,
        CampRow,
        CampsPeriodRow,
        CensusPeriodRow,
        CensusRow,
        CommonRow,
        CountRow,
        DiffRow,
        EntityRow,
        EvidenceRow,
        MotifInstancePeriodRow,
        MotifInstanceRow,
        MotifPeriodRow,
        MotifRow,
        OneModePeriodRow,
        OneModeRow,
        PolarizationPeriodRow,
        RankPeriodRow,
        RankRow,
        ShiftPeriodRow,
        ShiftRow,
        StatementRow,
        StatsPeriodRow,
        StepRow,
        SwitchPeriodRow,
        SwitchRow,
        TieRow,
        TiesPeriodRow,
        TriangleRow,
        TwoModePeriodRow,
        TwoModeRow,
        ValuePeriodRow,
        ValueRow,
        VerbRow,
    )

    #: An id, a name or an alias; `sg.open().entities()` lists them.
    Name = str
    #: EDTF ("2018-04", "2018-04-25T18:30Z"), "yesterday", or a date; a time of day at midnight without a zone is the day.
    Date = Union[str, int, dt.date, dt.datetime, numpy.datetime64]
    #: "2018", "2018q2", "2018-04-01..2018-05-01", "since 2018-04", a begin and an end (excluded), or a period of pandas.
    Period = Union[str, int, tuple[Union[Date, None], Union[Date, None]], pandas.Period, pandas.Interval[Any]]


class Commands:
    """The questions of the command line, with its flags as keyword arguments."""

    def _ask(self, command: str, positionals: list[Any], flags: dict[str, Any]) -> Any:
        raise NotImplementedError

    @overload
    def stats(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        by: str | None = None,
        top: int | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[ActivityRow | CountRow | ValueRow]: ...

    @overload
    def stats(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        by: str | None = None,
        top: int | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[ActivityPeriodRow | StatsPeriodRow | ValuePeriodRow]: ...

    def stats(
        self,
        *,
        today: Date | None = None,
        by: str | None = None,
        top: int | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Count entities, sources, statements and pairs, with the dates.

        .

        Claims and corrected statements are counted separately.

        Args:
            today: The date to use as today.
            by: Count the statements of each entity: as a holder, as a target, or either (entity); or of each value of
                an attribute: attr.NAME of holder or target, holder-attr.NAME, target-attr.NAME, source-attr.NAME.
            top: Only the N entities or values with the most statements, in each period.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "by": by,
            "top": top,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("stats", [], flags)

    def entities(
        self,
        query: str | None = None,
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
    ) -> Answer[EntityRow]:
        """List the entities.

        Args:
            query: Only entities whose id, name or alias contains this text.
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
        }
        return self._ask("entities", [query], flags)

    def statements(
        self,
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
    ) -> Answer[StatementRow]:
        """List every statement of the view, in order.

        Args:
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
        }
        return self._ask("statements", [], flags)

    def show(
        self,
        entity: Name,
        *,
        today: Date | None = None,
        by: Literal["ties", "agreement"] | None = None,
        kinds: str | list[str] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        budget: float | None = None,
    ) -> Answer[TieRow]:
        """Show one entity: roles, ties, shifts, camp, tense triangles.

        Args:
            entity: The entity: an id, name or alias.
            today: The date to use as today.
            by: Camps by the ties between actors, or by their agreement on the targets that they share. Default: ties.
            kinds: Find camps among entities of these kinds, separated by commas; else among actors: person,
                politician, party, organization, outlet, country, group.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            budget: The time limit for proving the frustration index of a graph, or of each graph in a series.
                Default: 1.
        """
        flags = {
            "today": today,
            "by": by,
            "kinds": kinds,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "budget": budget,
        }
        return self._ask("show", [entity], flags)

    @overload
    def who(
        self,
        target: Name,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        every: None = None,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[TieRow]: ...

    @overload
    def who(
        self,
        target: Name,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[TiesPeriodRow]: ...

    def who(
        self,
        target: Name,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """List who supports or criticizes a target.

        Args:
            target: The target: an id, name or alias.
            stances: Which stances: positive ties, negative ties, or all (neutral and mixed too).
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("who", [stances, target], flags)

    @overload
    def whom(
        self,
        holder: Name,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        every: None = None,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[TieRow]: ...

    @overload
    def whom(
        self,
        holder: Name,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[TiesPeriodRow]: ...

    def whom(
        self,
        holder: Name,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """List whom a holder supports or criticizes.

        Args:
            holder: The holder: an id, name or alias.
            stances: Which stances: positive ties, negative ties, or all (neutral and mixed too).
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("whom", [holder, stances], flags)

    @overload
    def ties(
        self,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        every: None = None,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[TieRow]: ...

    @overload
    def ties(
        self,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[TiesPeriodRow]: ...

    def ties(
        self,
        stances: Literal["supports", "criticizes", "any"] = "any",
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """List every tie of the view, by holder and target.

        Args:
            stances: Which stances: positive ties, negative ties, or all (neutral and mixed too). Default: any.
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("ties", [stances], flags)

    def timeline(
        self,
        holder: Name | None = None,
        target: Name | None = None,
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
    ) -> Answer[StatementRow]:
        """List statements in order: all, of a holder, or of a pair.

        Args:
            holder: Only statements by this holder: an id, name or alias.
            target: Only statements towards this target: an id, name or alias.
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
        }
        return self._ask("timeline", [holder, target], flags)

    @overload
    def shifts(
        self,
        entity: Name | None = None,
        *,
        every: None = None,
        today: Date | None = None,
        count: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[CountRow | ShiftRow]: ...

    @overload
    def shifts(
        self,
        entity: Name | None = None,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        count: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[ShiftPeriodRow]: ...

    def shifts(
        self,
        entity: Name | None = None,
        *,
        today: Date | None = None,
        count: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """List who changed sides, with the quotes before and after.

        Args:
            entity: Only shifts by or towards this entity: an id, name or alias.
            today: The date to use as today.
            count: Count the shifts instead of listing them.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "count": count,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("shifts", [entity], flags)

    @overload
    def switches(
        self,
        entity: Name | None = None,
        *,
        every: None = None,
        today: Date | None = None,
        among: str | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[SwitchRow]: ...

    @overload
    def switches(
        self,
        entity: Name | None = None,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        among: str | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[SwitchPeriodRow]: ...

    def switches(
        self,
        entity: Name | None = None,
        *,
        today: Date | None = None,
        among: str | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """List who went over from one target to another, with both quotes.

        .

        A switch goes from what a holder said for one target, or several at once, to what they said for another next:
        from the endorsement of one candidate to that of a rival.

        Args:
            entity: Only switches by, from or to this entity: an id, name or alias.
            today: The date to use as today.
            among: Compare the targets that pass a filter, such as 'member:democratic-party' or 'entity:trump or
                entity:clinton', instead of those of one kind.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "among": among,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("switches", [entity], flags)

    def diff(
        self,
        from_: Date,
        to: Date,
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
    ) -> Answer[DiffRow]:
        """Compare two days: new, ended, reversed and changed ties.

        .

        A tie that keeps its sign but not its strength has hardened or softened.

        Args:
            from_: The first date: the ties at its end.
            to: The second date: the ties at its end.
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
        }
        return self._ask("diff", [from_, to], flags)

    def path(
        self,
        a: Name,
        b: Name,
        *,
        today: Date | None = None,
        undirected: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
    ) -> Answer[StepRow]:
        """Find the path of fewest ties between two entities.

        Args:
            a: Where the path begins: an id, name or alias.
            b: Where it ends: an id, name or alias.
            today: The date to use as today.
            undirected: Follow ties in both directions, not only from holder to target.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
        """
        flags = {
            "today": today,
            "undirected": undirected,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
        }
        return self._ask("path", [a, b], flags)

    def common(
        self,
        a: Name,
        b: Name,
        *,
        today: Date | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
    ) -> Answer[CommonRow]:
        """Compare two entities: targets where they agree or disagree.

        Args:
            a: An entity: an id, name or alias.
            b: An entity: an id, name or alias.
            today: The date to use as today.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
        """
        flags = {
            "today": today,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
        }
        return self._ask("common", [a, b], flags)

    def why(
        self,
        holder: Name,
        target: Name,
        *,
        today: Date | None = None,
        by: Literal["ties", "agreement"] | None = None,
        kinds: str | list[str] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        budget: float | None = None,
    ) -> Answer[EvidenceRow]:
        """Show the evidence behind a tie, deciding statements first.

        Args:
            holder: The holder: an id, name or alias.
            target: The target: an id, name or alias.
            today: The date to use as today.
            by: Camps by the ties between actors, or by their agreement on the targets that they share. Default: ties.
            kinds: Find camps among entities of these kinds, separated by commas; else among actors: person,
                politician, party, organization, outlet, country, group.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            budget: The time limit for proving the frustration index of a graph, or of each graph in a series.
                Default: 1.
        """
        flags = {
            "today": today,
            "by": by,
            "kinds": kinds,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "budget": budget,
        }
        return self._ask("why", [holder, target], flags)

    def verbs(
        self,
        *word: str,
        today: Date | None = None,
    ) -> Answer[VerbRow]:
        """List the verbs, or find those for an everyday word.

        .

        Of each verb: its sign, its strength, what it means, and everyday words that lead to it. The vocabulary is
        that of the corpus if one is named or there is a ./data, else the shipped one.

        Args:
            word: A verb, a part of one, or everyday words.
            today: The date to use as today.
        """
        flags = {
            "today": today,
        }
        return self._ask("verbs", [list(word)], flags)

    @overload
    def balance(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        weighted: bool | None = None,
        all_triangles: bool | None = None,
        census: bool | None = None,
        budget: float | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[CensusRow | TriangleRow]: ...

    @overload
    def balance(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        weighted: bool | None = None,
        all_triangles: bool | None = None,
        census: bool | None = None,
        budget: float | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[BalancePeriodRow | CensusPeriodRow]: ...

    def balance(
        self,
        *,
        today: Date | None = None,
        weighted: bool | None = None,
        all_triangles: bool | None = None,
        census: bool | None = None,
        budget: float | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Measure structural balance: triangles and the frustration index.

        .

        Lists the unbalanced triangles, such as two foes with a common friend, strongest first, and the ties behind
        the frustration index.

        Args:
            today: The date to use as today.
            weighted: Weight ties by their strength.
            all_triangles: List every triangle, also balanced ones.
            census: Only count the triangles by type, without the frustration index or a list.
            budget: The time limit for proving the frustration index of a graph, or of each graph in a series.
                Default: 10.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "weighted": weighted,
            "all-triangles": all_triangles,
            "census": census,
            "budget": budget,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("balance", [], flags)

    @overload
    def camps(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        k: int | Literal["auto"] | None = None,
        seed: int | None = None,
        by: Literal["ties", "agreement"] | None = None,
        budget: float | None = None,
        kinds: str | list[str] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[CampRow]: ...

    @overload
    def camps(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        k: int | Literal["auto"] | None = None,
        seed: int | None = None,
        by: Literal["ties", "agreement"] | None = None,
        budget: float | None = None,
        kinds: str | list[str] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[CampsPeriodRow]: ...

    def camps(
        self,
        *,
        today: Date | None = None,
        k: int | Literal["auto"] | None = None,
        seed: int | None = None,
        by: Literal["ties", "agreement"] | None = None,
        budget: float | None = None,
        kinds: str | list[str] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Find the camps of actors that the fewest ties contradict.

        .

        Two camps are an optimal split. For other numbers, the answer is the best partition that a seeded search
        finds. It says whether it is proved optimal, whether other camps fit as well, and who could stand elsewhere.
        Entities that no chain of ties connects are not compared: camps are numbered within each connected part. In a
        series a camp keeps its number while most of its members stay.

        Args:
            today: The date to use as today.
            k: The number of camps, or `auto` for the number that fits best. Default: 2.
            seed: The seed of the search; where k is not 2, another seed may find another partition. Default: 0.
            by: Camps by the ties between actors, or by their agreement on the targets that they share. Default: ties.
            budget: The time limit for proving the frustration index of a graph, or of each graph in a series.
                Default: 10.
            kinds: Find camps among entities of these kinds, separated by commas; else among actors: person,
                politician, party, organization, outlet, country, group.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "k": k,
            "seed": seed,
            "by": by,
            "budget": budget,
            "kinds": kinds,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("camps", [], flags)

    @overload
    def network(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        mode: Literal["onemode", "twomode", "targets"] | None = None,
        aggregate: Literal["congruence", "conflict", "subtract", "ignore", "combine"] | None = None,
        normalize: Literal["no", "average", "jaccard", "cosine", "activity", "prominence"] | None = None,
        min_weight: float | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        kinds: str | list[str] | None = None,
        memory: str | None = None,
        evidence: bool | None = None,
        zeros: bool | None = None,
        of: Name | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[OneModeRow | TwoModeRow]: ...

    @overload
    def network(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        mode: Literal["onemode", "twomode", "targets"] | None = None,
        aggregate: Literal["congruence", "conflict", "subtract", "ignore", "combine"] | None = None,
        normalize: Literal["no", "average", "jaccard", "cosine", "activity", "prominence"] | None = None,
        min_weight: float | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        kinds: str | list[str] | None = None,
        memory: str | None = None,
        evidence: bool | None = None,
        zeros: bool | None = None,
        of: Name | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[OneModePeriodRow | TwoModePeriodRow]: ...

    def network(
        self,
        *,
        today: Date | None = None,
        mode: Literal["onemode", "twomode", "targets"] | None = None,
        aggregate: Literal["congruence", "conflict", "subtract", "ignore", "combine"] | None = None,
        normalize: Literal["no", "average", "jaccard", "cosine", "activity", "prominence"] | None = None,
        min_weight: float | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        kinds: str | list[str] | None = None,
        memory: str | None = None,
        evidence: bool | None = None,
        zeros: bool | None = None,
        of: Name | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Build the discourse network: who agrees with whom, on what.

        Args:
            today: The date to use as today.
            mode: The nodes: actors, actors and targets, or targets. Default: onemode.
            aggregate: What an edge counts. One mode: congruence, conflict, subtract, ignore; two modes: ignore,
                subtract, combine. Default: subtract.
            normalize: How to normalize it. One mode: no, average, jaccard, cosine; two modes: no, activity,
                prominence. Default: no.
            min_weight: Only edges of at least this absolute weight. Default: 0.
            duplicates: The scope in which equal statements of an actor on a target count once. Default: include.
            kinds: Only targets of these kinds, separated by commas.
            memory: How much memory the edges may take (500M, 4G); else half of what is free.
            evidence: List the statements behind each edge, by their ids.
            zeros: List the edges whose weight comes to 0, too.
            of: Only edges of this entity: an id, name or alias.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "mode": mode,
            "aggregate": aggregate,
            "normalize": normalize,
            "min-weight": min_weight,
            "duplicates": duplicates,
            "kinds": kinds,
            "memory": memory,
            "evidence": evidence,
            "zeros": zeros,
            "of": of,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("network", [], flags)

    @overload
    def polarization(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        kinds: str | list[str] | None = None,
        memory: str | None = None,
        budget: float | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[CampRow]: ...

    @overload
    def polarization(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        kinds: str | list[str] | None = None,
        memory: str | None = None,
        budget: float | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[PolarizationPeriodRow]: ...

    def polarization(
        self,
        *,
        today: Date | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        kinds: str | list[str] | None = None,
        memory: str | None = None,
        budget: float | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Measure how far the debate falls into two camps, from 0 to 1.

        .

        Two actors agree when their statements on the same target have the same polarity, and disagree when they have
        opposite ones. Camps agree within and disagree across. Polarization is 0 where nobody disagrees, and 1 where
        two camps fit perfectly and at least half of what actors share is conflict.

        Args:
            today: The date to use as today.
            duplicates: The scope in which equal statements of an actor on a target count once. Default: include.
            kinds: Only targets of these kinds, separated by commas.
            memory: How much memory the edges may take (500M, 4G); else half of what is free.
            budget: The time limit for proving the frustration index of a graph, or of each graph in a series.
                Default: 10.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "duplicates": duplicates,
            "kinds": kinds,
            "memory": memory,
            "budget": budget,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("polarization", [], flags)

    @overload
    def rank(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        by: Literal["positive-in", "negative-in", "positive-out", "negative-out", "net", "ratio", "pn", "pagerank"] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[RankRow]: ...

    @overload
    def rank(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        by: Literal["positive-in", "negative-in", "positive-out", "negative-out", "net", "ratio", "pn", "pagerank"] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[RankPeriodRow]: ...

    def rank(
        self,
        *,
        today: Date | None = None,
        by: Literal["positive-in", "negative-in", "positive-out", "negative-out", "net", "ratio", "pn", "pagerank"] | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Rank entities by their signed ties.

        Args:
            today: The date to use as today.
            by: The measure to rank by; the degrees are always shown. Default: net.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "by": by,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("rank", [], flags)

    @overload
    def motifs(
        self,
        *,
        every: None = None,
        today: Date | None = None,
        within: int | None = None,
        list: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[MotifInstanceRow | MotifRow]: ...

    @overload
    def motifs(
        self,
        *,
        every: Literal["day", "week", "month", "quarter", "year"],
        today: Date | None = None,
        within: int | None = None,
        list: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Answer[MotifInstancePeriodRow | MotifPeriodRow]: ...

    def motifs(
        self,
        *,
        today: Date | None = None,
        within: int | None = None,
        list: bool | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
    ) -> Any:
        """Count motifs of two or three statements, such as retaliation.

        .

        Retaliation is a − b, then b − a; reconciliation a − b, then a + b; falling-out a + b, then a − b; pile-on a −
        c and b − c; defence a − b, then c + b; a triangle any two of three, balanced or not. A motif is possible when
        its statements fall on one day or their dates overlap, else definite.

        Args:
            today: The date to use as today.
            within: The greatest number of days from the first statement to the last. Default: 30.
            list: List the motifs with their statements instead of counting them.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
        """
        flags = {
            "today": today,
            "within": within,
            "list": list,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
        }
        return self._ask("motifs", [], flags)

    def export(
        self,
        format: Literal["dot", "svg", "png", "graphml", "gexf", "csv", "csv-nodes", "csv-statements", "chart", "html", "jsonl", "mermaid", "cypher", "matrix", "dl", "json-ld", "parquet", "parquet-entities", "parquet-sources"],
        *,
        output: str | PathLike[str] | None = None,
        today: Date | None = None,
        focus: Name | None = None,
        depth: int | None = None,
        isolates: bool | None = None,
        title: str | None = None,
        standfirst: str | None = None,
        byline: str | None = None,
        source_line: str | None = None,
        credit: str | None = None,
        notes: str | None = None,
        licence: str | None = None,
        language: Literal["en", "de", "fr", "es"] | None = None,
        cluster: Literal["camps"] | None = None,
        color_by: str | None = None,
        layout: Literal["graphviz", "forces"] | None = None,
        show: Literal["statements", "balance", "polarization", "triangles", "lanes"] | None = None,
        network: Literal["onemode", "twomode", "targets"] | None = None,
        k: int | Literal["auto"] | None = None,
        seed: int | None = None,
        by: Literal["ties", "agreement"] | None = None,
        budget: float | None = None,
        aggregate: Literal["congruence", "conflict", "subtract", "ignore", "combine"] | None = None,
        normalize: Literal["no", "average", "jaccard", "cosine", "activity", "prominence"] | None = None,
        min_weight: float | None = None,
        evidence: bool | None = None,
        zeros: bool | None = None,
        duplicates: Literal["include", "document", "day", "week", "month", "year", "range"] | None = None,
        memory: str | None = None,
        begin: Date | None = None,
        end: Date | None = None,
        period: Period | None = None,
        as_of: Date | None = None,
        known_by: Date | None = None,
        where: str | None = None,
        definite: bool | None = None,
        claims: bool | None = None,
        resolve: Literal["latest", "sum"] | None = None,
        every: Literal["day", "week", "month", "quarter", "year"] | None = None,
        rolling: int | None = None,
        expanding: bool | None = None,
        kinds: str | list[str] | None = None,
    ) -> bytes:
        """Export the view as a picture, a page, a graph or a table.

        .

        With `every`, writes one file for each period: `-o 'story-%Y-%m-%d.dot'` names each by its first day. A page
        (`html`) is always one file, with charts of these periods.

        Args:
            format: The format to write.
            output: Write the answer to a file, atomically; `-` is standard output.
            today: The date to use as today.
            focus: Only the ties around this entity: an id, name or alias.
            depth: How many ties away from the focus to go. Default: 1.
            isolates: Also show entities without a tie.
            title: The title.
            standfirst: On a page: what the story is, in a sentence or two under the title.
            byline: On a page: who made it.
            source_line: On a page: where the data come from.
            credit: On a page: who is thanked, or owns the picture.
            notes: On a page: how it was made, and what it leaves open.
            licence: On a page: under which terms it may be used.
            language: On a page or a picture: the language of its words, dates and numbers; English unless story.ron
                says another.
            cluster: Draw the entities in boxes, one for each camp, and highlight the ties that contradict them.
            color_by: Draw entities in colours by an attribute, with a legend: attr.NAME. For dot, svg, png and
                mermaid.
            layout: What lays out svg and png; Graphviz for up to 150 lines, else forces.
            show: What a chart shows; by default statements.
            network: Export the discourse network between actors, from actors to targets, or between targets.
            k: The number of camps, or `auto` for the number that fits best. Default: 2.
            seed: The seed of the search; where k is not 2, another seed may find another partition. Default: 0.
            by: Camps by the ties between actors, or by their agreement on the targets that they share. Default: ties.
            budget: The time limit for proving the frustration index of a graph, or of each graph in a series.
                Default: 10.
            aggregate: What an edge counts. One mode: congruence, conflict, subtract, ignore; two modes: ignore,
                subtract, combine. Default: subtract.
            normalize: How to normalize it. One mode: no, average, jaccard, cosine; two modes: no, activity,
                prominence. Default: no.
            min_weight: Only edges of at least this absolute weight. Default: 0.
            evidence: List the statements behind each edge, by their ids.
            zeros: List the edges whose weight comes to 0, too.
            duplicates: The scope in which equal statements of an actor on a target count once. Default: include.
            memory: How much memory the edges may take (500M, 4G); else half of what is free.
            begin: Statements said on or after this date.
            end: Statements said before this date.
            period: Statements said in this period: 2018, 2018-04, 2018q2, yesterday, 2018-04-01..2018-05-01,
                2018q1..2018q3, "since 2018-04", "until 2018-05".
            as_of: Statements said up to the end of this date.
            known_by: Only statements recorded by this date, without later corrections.
            where: Only statements that pass a filter, such as 'holder-kind:politician not about:maga'.
            definite: Leave out statements that are only possibly in the view.
            claims: Count claims: what somebody else says of a holder.
            resolve: What decides a tie: the latest statements, or the sum of all. Default: latest.
            every: Answer once for each calendar period.
            rolling: Let each row cover N periods, ending with its own.
            expanding: Let each row cover everything up to the end of its period.
            kinds: With `network`, only targets of these kinds; else the kinds of entities that camps are found among.
        """
        flags = {
            "output": output,
            "today": today,
            "focus": focus,
            "depth": depth,
            "isolates": isolates,
            "title": title,
            "standfirst": standfirst,
            "byline": byline,
            "source-line": source_line,
            "credit": credit,
            "notes": notes,
            "licence": licence,
            "language": language,
            "cluster": cluster,
            "color-by": color_by,
            "layout": layout,
            "show": show,
            "network": network,
            "k": k,
            "seed": seed,
            "by": by,
            "budget": budget,
            "aggregate": aggregate,
            "normalize": normalize,
            "min-weight": min_weight,
            "evidence": evidence,
            "zeros": zeros,
            "duplicates": duplicates,
            "memory": memory,
            "begin": begin,
            "end": end,
            "period": period,
            "as-of": as_of,
            "known-by": known_by,
            "where": where,
            "definite": definite,
            "claims": claims,
            "resolve": resolve,
            "every": every,
            "rolling": rolling,
            "expanding": expanding,
            "kinds": kinds,
        }
        return self._ask("export", [format], flags)
