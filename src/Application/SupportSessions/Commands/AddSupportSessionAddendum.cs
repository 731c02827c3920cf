using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportSessions.Commands;

/// <summary>Adds to a completed session without changing what was written: the only way once the note has closed.</summary>
[Requires(Permissions.SupportSessionsWrite), Audited("support_session.add_addendum")]
public sealed record AddSupportSessionAddendumCommand(Guid Id, int Version, string Text) : ICommand<SupportSessionDto>;

internal sealed class AddSupportSessionAddendumHandler(SupportSessionLoading loading, ICaller caller)
    : ICommandHandler<AddSupportSessionAddendumCommand, SupportSessionDto>
{
    public Task<Result<SupportSessionDto>> Handle(AddSupportSessionAddendumCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, (session, _, now) => session.AddAddendum(request.Text, caller.StaffId, now), cancellationToken);
}
