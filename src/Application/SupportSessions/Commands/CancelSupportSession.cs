using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Takes back a plan; its slot is free again.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.cancel")]
public sealed record CancelSupportSessionCommand(Guid Id, int Version, string Reason) : ICommand<SupportSessionDto>, IReasoned;

internal sealed class CancelSupportSessionHandler(SupportSessionLoading loading) : ICommandHandler<CancelSupportSessionCommand, SupportSessionDto>
{
    public Task<Result<SupportSessionDto>> Handle(CancelSupportSessionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (session, _) => session.Cancel(request.Reason), cancellationToken);
}
