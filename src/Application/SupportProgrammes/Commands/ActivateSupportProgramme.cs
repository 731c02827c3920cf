using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Starts a programme that waited, today.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.activate")]
public sealed record ActivateSupportProgrammeCommand(Guid Id, int Version) : ICommand<SupportProgrammeDto>;

internal sealed class ActivateSupportProgrammeHandler(SupportProgrammeLoading loading) : ICommandHandler<ActivateSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(ActivateSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, SupportProgrammeAction.Activate, (programme, today) => programme.Activate(today), cancellationToken);
}
