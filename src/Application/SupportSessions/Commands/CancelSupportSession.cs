using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Takes back a plan; its slot is free again.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.cancel")]
public sealed record CancelSupportSessionCommand(Guid Id, int Version, string Reason) : ICommand<SupportSessionDto>, IReasoned;

internal sealed class CancelSupportSessionHandler(SupportSessionLoading loading, SupportSessionNotices notices)
    : ICommandHandler<CancelSupportSessionCommand, SupportSessionDto>
{
    public Task<Result<SupportSessionDto>> Handle(CancelSupportSessionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (session, _, _) => Cancel(session, request.Reason), cancellationToken);

    private Result Cancel(SupportSession session, string reason)
    {
        var cancelled = session.Cancel(reason);
        if (cancelled.IsSuccess)
        {
            notices.Cancelled(session);
        }

        return cancelled;
    }
}
