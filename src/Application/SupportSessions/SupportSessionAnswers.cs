using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>Sessions as this caller sees them, with what the caller may do next.</summary>
internal sealed class SupportSessionAnswers(IAnswers answers, SupportSessionAccess access, TimeProvider clock)
{
    /// <summary>A session that this command made or changed.</summary>
    public SupportSessionDto Of(SupportSession session) => WithActions(answers.Map<SupportSessionDto>(session));

    public SupportSessionDto WithActions(SupportSessionDto session) => session with
    {
        AllowedActions = access.MayWrite(new(session.SchoolId), session.CoPractitionerIds.Prepend(session.PractitionerId).Select(id => new StaffId(id)))
            ? SupportSessionRules.AllowedActions(session.Status, session.CompletedAt, clock.GetUtcNow())
            : [],
    };
}
