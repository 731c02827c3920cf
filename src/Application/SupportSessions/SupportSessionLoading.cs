using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>Loads a session to change it: out of reach 404, not the caller's to change 403, changed meanwhile 412.</summary>
internal sealed class SupportSessionLoading(
    SupportSessionAccess access, SupportSessionAnswers answers, SupportProgrammeServing serving, IPolicies policies, TimeProvider clock)
{
    public async Task<Result<SupportSession>> LoadAsync(Guid id, int version, CancellationToken ct)
    {
        var sessionId = new SupportSessionId(id);
        var session = await access.Reachable()
            .Include(s => s.Practitioners)
            .Include(s => s.Participants)
            .Include(s => s.Addenda)
            .Include(s => s.Room)
            .SingleOrDefaultAsync(s => s.Id == sessionId, ct);
        return session switch
        {
            null => CommonErrors.NotFound,
            _ when !access.MayWrite(session.SchoolId, session.Practitioners.Select(p => p.StaffId)) => CommonErrors.InsufficientScope,
            _ when session.Check(version).Error is { } stale => stale,
            _ => session,
        };
    }

    /// <summary>As <see cref="ChangeAsync"/>, for what makes a session take place: its programme must run, or, for what is told, have run that day.</summary>
    public async Task<Result<SupportSessionDto>> ChangeServingAsync(
        Guid id, int version, bool hasTakenPlace, Func<SupportSession, SupportSessionPolicy, DateTimeOffset, Result> change, CancellationToken ct)
    {
        SupportSession? changed = null;
        var answer = await ChangeAsync(id, version, (session, policy, now) => change(changed = session, policy, now), ct);
        return answer.IsSuccess && await serving.RefusalAsync(changed!, hasTakenPlace, ct) is { } refused ? refused : answer;
    }

    /// <summary>Loads, does the one thing, and answers with the whole session.</summary>
    public async Task<Result<SupportSessionDto>> ChangeAsync(
        Guid id, int version, Func<SupportSession, SupportSessionPolicy, DateTimeOffset, Result> change, CancellationToken ct)
    {
        var session = await LoadAsync(id, version, ct);
        if (!session.IsSuccess)
        {
            return session.Error;
        }

        var policy = await policies.OnAsync<SupportSessionPolicy>(session.Value.SchoolId, LondonTime.DateOf(session.Value.StartsAt), ct);
        return change(session.Value, policy, clock.GetUtcNow()) is { IsSuccess: false } refused ? refused.Error : await answers.OfAsync(session.Value, ct);
    }
}
