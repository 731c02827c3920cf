using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Interrupts a programme.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.pause")]
public sealed record PauseSupportProgrammeCommand(Guid Id, int Version) : ICommand<SupportProgrammeDto>;

internal sealed class PauseSupportProgrammeHandler(SupportProgrammeLoading loading) : ICommandHandler<PauseSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(PauseSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, SupportProgrammeAction.Pause, (programme, today) => programme.Pause(today), cancellationToken);
}
