using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Corrects the note of a completed session, while the school's policy holds it open; the earlier note stays beside it.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.amend")]
public sealed record AmendSupportSessionCommand(Guid Id, int Version, string Note, string? Reason) : ICommand<SupportSessionDto>, IReasoned;

internal sealed class AmendSupportSessionHandler(SupportSessionLoading loading, ICaller caller) : ICommandHandler<AmendSupportSessionCommand, SupportSessionDto>
{
    public Task<Result<SupportSessionDto>> Handle(AmendSupportSessionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (session, policy, now) => session.Amend(request.Note, caller.StaffId, policy, now), cancellationToken);
}
