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

internal sealed class MissSupportSessionHandler(SupportSessionLoading loading) : ICommandHandler<MissSupportSessionCommand, SupportSessionDto>
{
    public Task<Result<SupportSessionDto>> Handle(MissSupportSessionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (session, policy, _) => session.Miss(request.Reason, policy), cancellationToken);
}
