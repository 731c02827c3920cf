using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Supervision;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>Sessions as this caller sees them, with what the caller may do next.</summary>
internal sealed class SupportSessionAnswers(IAnswers answers, SupportSessionAccess access, ElsaSupervision supervision, IPolicies policies, TimeProvider clock)
{
    /// <summary>A session that this command made or changed: the caller sees all of it.</summary>
    public async Task<SupportSessionDto> OfAsync(SupportSession session, CancellationToken ct) => (await ToldAsync([answers.Map<SupportSessionDto>(session)], ct))[0];

    /// <summary>Sessions that were read, without the parts of pupils whom the caller does not reach.</summary>
    public async Task<IReadOnlyList<SupportSessionDto>> OfReadAsync(IReadOnlyList<SupportSessionDto> sessions, CancellationToken ct)
    {
        var partly = sessions.Where(s => !access.SeesEveryPart(new(s.SchoolId), Practitioners(s))).Select(s => s.Id).ToHashSet();
        var reached = await access.ReachedAsync(sessions.Where(s => partly.Contains(s.Id)).SelectMany(s => s.Participants).Select(p => p.PupilId), ct);
        return await ToldAsync([.. sessions.Select(s => partly.Contains(s.Id) ? Only(s, p => reached.Contains(p.PupilId)) : s)], ct);
    }

    /// <summary>Sessions in one pupil's record, which never tells of another.</summary>
    public Task<IReadOnlyList<SupportSessionDto>> OfPupilAsync(IReadOnlyList<SupportSessionDto> sessions, Guid pupil, CancellationToken ct) =>
        ToldAsync([.. sessions.Select(s => Only(s, p => p.PupilId == pupil))], ct);

    private async Task<IReadOnlyList<SupportSessionDto>> ToldAsync(SupportSessionDto[] sessions, CancellationToken ct)
    {
        var all = await policies.AllAsync<SupportSessionPolicy>(ct);
        var overdue = await supervision.OverdueAsync(sessions.Where(IsElsa).Select(Work), ct);
        return [.. sessions.Select(s => WithActions(s, all) with { Warnings = ElsaSupervision.Warnings(IsElsa(s) && overdue.Contains(Work(s))) })];
    }

    private ElsaWork Work(SupportSessionDto session) => supervision.Work(session.PractitionerId, session.SchoolId, LondonTime.DateOf(session.StartsAt));

    /// <summary>Whether it was given as ELSA, or is to be.</summary>
    private static bool IsElsa(SupportSessionDto session) => session.Type == SupportSessionType.Elsa && SupportSessionRules.HoldsSlot(session.Status);

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
