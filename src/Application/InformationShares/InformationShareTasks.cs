using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.InformationShares;

/// <summary>What has happened is recorded even when its basis is not whole; the safeguarding lead is asked to complete it.</summary>
internal sealed class InformationShareTasks(ITasks tasks, TimeProvider clock)
{
    private const int SchoolDays = 2;

    public async Task RecordedAsync(InformationShare share, CancellationToken ct)
    {
        if (InformationShare.FindingsOf(share.Decision, share.Basis, share.Label).Count == 0)
        {
            return;
        }

        await tasks.OpenAsync(
            new CausedTask
            {
                Kind = WorkTaskKind.CompleteLawfulBasis,
                SchoolId = share.SchoolId,
                Source = TaskSourceLink.To(share),
                PupilId = share.PupilId,
                Label = share.Label,
                Team = Role.Dsl,
                From = LondonTime.DateOf(clock.GetUtcNow()),
                SchoolDays = SchoolDays,
                Priority = WorkTaskPriority.High,
            },
            ct);
    }
}
