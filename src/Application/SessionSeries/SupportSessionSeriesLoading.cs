using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SessionSeries;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SessionSeries;

/// <summary>A series with the sessions of it that a change is about, in order of time.</summary>
internal sealed record LoadedSeries(SupportSessionSeries Series, IReadOnlyList<SupportSession> Sessions);

/// <summary>From where on a change of a series holds: a day, a session, or where neither is given.</summary>
internal sealed record SeriesStart(DateOnly? Day, Guid? SessionId);

/// <summary>Loads a series to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class SupportSessionSeriesLoading(
    IAppDbContext db, IRowLocks locks, SupportSessionSeriesAccess access, SupportSessionAccess sessions, TimeProvider clock)
{
    /// <param name="start">From where on; what is already over is left alone unless a day or session says otherwise.</param>
    /// <param name="isQuestion">Whether nothing is to be changed: then nothing is locked or tracked.</param>
    public async Task<Result<LoadedSeries>> LoadAsync(Guid id, int version, SeriesStart start, bool isQuestion, CancellationToken ct)
    {
        if (!isQuestion)
        {
            await locks.LockNameAsync(SeriesMaking.Lock, ct);
        }

        var series = await LoadAsync(id, version, isQuestion, ct);
        if (!series.IsSuccess)
        {
            return series.Error;
        }

        var scheduled = await ScheduledAsync(series.Value.Id, isQuestion, ct);
        var concerned = Concerned(scheduled, start);
        if (!concerned.IsSuccess)
        {
            return concerned.Error;
        }

        return concerned.Value.All(s => sessions.MayWrite(s.SchoolId, s.Practitioners.Select(p => p.StaffId)))
            ? new LoadedSeries(series.Value, concerned.Value)
            : CommonErrors.InsufficientScope;
    }

    /// <summary>Whether one of its sessions is still scheduled besides these.</summary>
    public Task<bool> HasOthersAsync(LoadedSeries loaded, CancellationToken ct)
    {
        SupportSessionSeriesId? id = loaded.Series.Id;
        var these = loaded.Sessions.Select(s => s.Id).ToArray();
        return db.Set<SupportSession>().AnyAsync(s => s.SeriesId == id && s.Status == SupportSessionStatus.Scheduled && !these.Contains(s.Id), ct);
    }

    private async Task<Result<SupportSessionSeries>> LoadAsync(Guid id, int version, bool isQuestion, CancellationToken ct)
    {
        var seriesId = new SupportSessionSeriesId(id);
        var series = await Tracked(access.Reachable(), isQuestion).Include(s => s.Room).SingleOrDefaultAsync(s => s.Id == seriesId, ct);
        return series switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayWrite(series) => CommonErrors.InsufficientScope,
            _ when series.Check(version).Error is { } stale => stale,
            _ => series,
        };
    }

    private Task<List<SupportSession>> ScheduledAsync(SupportSessionSeriesId id, bool isQuestion, CancellationToken ct)
    {
        SupportSessionSeriesId? of = id;
        return Tracked(db.Set<SupportSession>(), isQuestion)
            .Include(s => s.Practitioners)
            .Include(s => s.Participants)
            .Include(s => s.Room)
            .Where(s => s.SeriesId == of && s.Status == SupportSessionStatus.Scheduled)
            .OrderBy(s => s.StartsAt)
            .ToListAsync(ct);
    }

    private Result<List<SupportSession>> Concerned(List<SupportSession> scheduled, SeriesStart start)
    {
        if (start is { Day: not null, SessionId: not null })
        {
            return SupportSessionSeriesErrors.TwoStarts.At("/from");
        }

        var first = start.SessionId is { } named ? scheduled.FindIndex(s => s.Id.Value == named) : 0;
        var from = start.Day is { } day ? LondonTime.StartOf(day) : start.SessionId is null ? clock.GetUtcNow() : DateTimeOffset.MinValue;
        List<SupportSession> concerned = [.. scheduled.Skip(Math.Max(0, first)).Where(s => s.StartsAt >= from)];
        return first < 0 ? CommonErrors.UnknownReference.At("/fromSessionId")
            : concerned.Count == 0 ? SupportSessionSeriesErrors.NothingAhead
            : concerned;
    }

    private static IQueryable<T> Tracked<T>(IQueryable<T> rows, bool isQuestion) where T : class => isQuestion ? rows.AsNoTracking() : rows;
}
