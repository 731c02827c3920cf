using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>Sessions as this caller sees them, with what the caller may do next.</summary>
internal sealed class SupportSessionAnswers(IAnswers answers, SupportSessionAccess access, IPolicies policies, TimeProvider clock)
{
    /// <summary>A session that this command made or changed: the caller sees all of it.</summary>
    public async Task<SupportSessionDto> OfAsync(SupportSession session, CancellationToken ct)
    {
        var all = await policies.AllAsync<SupportSessionPolicy>(ct);
        return WithActions(answers.Map<SupportSessionDto>(session), all);
    }

    /// <summary>Sessions that were read, without the parts of pupils whom the caller does not reach.</summary>
    public async Task<IReadOnlyList<SupportSessionDto>> OfReadAsync(IReadOnlyList<SupportSessionDto> sessions, CancellationToken ct)
    {
        var partly = sessions.Where(s => !access.SeesEveryPart(new(s.SchoolId), Practitioners(s))).Select(s => s.Id).ToHashSet();
        var reached = await access.ReachedAsync(sessions.Where(s => partly.Contains(s.Id)).SelectMany(s => s.Participants).Select(p => p.PupilId), ct);
        var all = await policies.AllAsync<SupportSessionPolicy>(ct);
        return [.. sessions.Select(s => WithActions(partly.Contains(s.Id) ? Only(s, p => reached.Contains(p.PupilId)) : s, all))];
    }

    /// <summary>Sessions in one pupil's record, which never tells of another.</summary>
    public async Task<IReadOnlyList<SupportSessionDto>> OfPupilAsync(IReadOnlyList<SupportSessionDto> sessions, Guid pupil, CancellationToken ct)
    {
        var all = await policies.AllAsync<SupportSessionPolicy>(ct);
        return [.. sessions.Select(s => WithActions(Only(s, p => p.PupilId == pupil), all))];
    }

    private SupportSessionDto WithActions(SupportSessionDto session, PolicyTable<SupportSessionPolicy> all) => session with
    {
        AllowedActions = access.MayWrite(new(session.SchoolId), Practitioners(session))
            ? SupportSessionRules.AllowedActions(
                session.Status, session.CompletedAt, all.On(new(session.SchoolId), LondonTime.DateOf(session.StartsAt)), clock.GetUtcNow())
            : [],
    };

    private static SupportSessionDto Only(SupportSessionDto session, Func<SupportSessionParticipantDto, bool> shown) =>
        session with { Participants = [.. session.Participants.Where(shown)] };

    private static IEnumerable<StaffId> Practitioners(SupportSessionDto session) =>
        session.CoPractitionerIds.Prepend(session.PractitionerId).Select(id => new StaffId(id));
}
