using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.SupportSessions.Commands;

[Requires(Permissions.SupportSessionsWrite), Audited("support_session.start")]
public sealed record StartSupportSessionCommand(Guid Id, int Version) : ICommand<SupportSessionDto>;

internal sealed class StartSupportSessionHandler(SupportSessionLoading loading) : ICommandHandler<StartSupportSessionCommand, SupportSessionDto>
{
    public Task<Result<SupportSessionDto>> Handle(StartSupportSessionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeServingAsync(request.Id, request.Version, hasTakenPlace: false, (session, policy, now) => session.Start(policy, now), cancellationToken);
}
