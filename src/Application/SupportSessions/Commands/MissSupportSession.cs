using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Records that a planned session did not take place, and whose cause it was.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.miss")]
public sealed record MissSupportSessionCommand(Guid Id, int Version, MissReason Reason) : ICommand<SupportSessionDto>, IReasoned
{
    string IReasoned.Reason => EnumCodes<MissReason>.Format(Reason);
}

internal sealed class MissSupportSessionHandler(SupportSessionLoading loading, SupportSessionTasks tasks)
    : ICommandHandler<MissSupportSessionCommand, SupportSessionDto>
{
    public async Task<Result<SupportSessionDto>> Handle(MissSupportSessionCommand request, CancellationToken cancellationToken)
    {
        SupportSession? missed = null;
        var answer = await loading.ChangeAsync(
            request.Id, request.Version, (session, policy, _) => (missed = session).Miss(request.Reason, policy), cancellationToken);
        if (answer.IsSuccess && missed!.CatchUpOwed)
        {
            await tasks.OpenCatchUpAsync(missed, cancellationToken);
        }

        return answer;
    }
}
