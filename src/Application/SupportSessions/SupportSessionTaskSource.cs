using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions;

internal sealed class SupportSessionTaskSource(IAppDbContext db, SupportSessionAccess access)
    : TaskSourceOf<SupportSession, SupportSessionId>(db, access.Reachable)
{
    public override string Kind => SupportSessionRules.TaskSourceKind;

    public override string Path => "/v1/support-sessions";
}
