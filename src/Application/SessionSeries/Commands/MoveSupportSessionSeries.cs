using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries.Commands;

/// <summary>Gives the sessions of a series that are still to come another day, time, length or room; all of them or none.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session_series.move")]
public sealed record MoveSupportSessionSeriesCommand : SupportSessionSeriesMove, ICommand<MovedSeriesDto>
{
    [SetsRequiredMembers]
    public MoveSupportSessionSeriesCommand(Guid id, int version, SupportSessionSeriesMove move) : base(move) => (Id, Version) = (id, version);

    public Guid Id { get; }
    public int Version { get; }
}

internal sealed class MoveSupportSessionSeriesHandler(
    SupportSessionSeriesLoading loading, SeriesMoving moving, SeriesClashes clashes, IRowLocks locks, SchoolCalendars calendars,
    SupportSessionSeriesNotices notices, SupportSessionTasks tasks, SupportSessionSeriesAnswers answers, TimeProvider clock)
    : ICommandHandler<MoveSupportSessionSeriesCommand, MovedSeriesDto>
{
    /// <summary>What judges slots row by row, while the sessions pass through each other's.</summary>
    private static readonly string[] Slots = ["support_sessions_room_busy", "support_session_practitioners_busy", "support_session_participants_busy"];

    public async Task<Result<MovedSeriesDto>> Handle(MoveSupportSessionSeriesCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, new SeriesStart(request.From, request.FromSessionId), request.Preview, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var planned = await moving.PlanAsync(loaded.Value, request, cancellationToken);
        if (!planned.IsSuccess)
        {
            return planned.Error;
        }

        var visible = await clashes.VisibleAsync(planned.Value.Sessions.Select(s => s.Draft), cancellationToken);
        var blocked = planned.Value.Sessions.Where(s => s.Draft.Clashes.Any).Select(s => (s.Draft, 0)).ToList();
        if (blocked.Count > 0 && !request.Preview)
        {
            return SeriesClashes.Refusal(blocked, visible);
        }

        return await MoveAsync(loaded.Value, planned.Value, visible, request.Preview, cancellationToken);
    }

    private async Task<Result<MovedSeriesDto>> MoveAsync(
        LoadedSeries loaded, SeriesMovePlan plan, IReadOnlySet<SupportSessionId> visible, bool isPreview, CancellationToken ct)
    {
        var (series, before) = (loaded.Series, loaded.Sessions.Select(s => (Session: s, Slot: SessionSlot.Of(s))).ToList());
        if (!isPreview)
        {
            await locks.DeferAsync(Slots, ct);
        }

        if (Apply(loaded, plan) is { } refused)
        {
            return refused;
        }

        if (!isPreview)
        {
            var first = loaded.Sessions.Select(s => s.StartsAt).Concat(before.Select(b => b.Slot.StartsAt)).Min();
            notices.Tell(series, NoticeKind.SupportSessionSeriesMoved, first, before.SelectMany(b => b.Slot.Practitioners));
            await tasks.RevisedAsync(before, ct);
        }

        return new MovedSeriesDto
        {
            Series = isPreview ? answers.OfPreview(series) : answers.Of(series),
            Sessions = [.. plan.Sessions.Select(s => SeriesMaking.AnswerOf(s.Draft, s.Session.Id, visible))],
            Skipped = SeriesMaking.Skipped(calendars, series.SchoolId, plan.Skipped),
        };
    }

    /// <summary>In a preview nothing of it is tracked, so that nothing of it is saved.</summary>
    private Error? Apply(LoadedSeries loaded, SeriesMovePlan plan)
    {
        var now = clock.GetUtcNow();
        foreach (var moved in plan.Sessions)
        {
            if (moved.Session.Revise(moved.Plan, moved.Day, now) is { IsSuccess: false } refused)
            {
                return (refused.Error with { Faults = [] }).With("startsAt", moved.Plan.StartsAt);
            }
        }

        return loaded.Series.MoveTo(plan.Slot).Error;
    }
}
