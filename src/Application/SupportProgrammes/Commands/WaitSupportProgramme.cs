using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Puts a proposed programme on the waiting list.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.wait")]
public sealed record WaitSupportProgrammeCommand(Guid Id, int Version) : ICommand<SupportProgrammeDto>;

internal sealed class WaitSupportProgrammeHandler(SupportProgrammeLoading loading, SupportProgrammePlanning planning)
    : ICommandHandler<WaitSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(WaitSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, SupportProgrammeAction.Wait,
            async programme => programme.Wait(await planning.DayAsync(programme.SchoolId, cancellationToken)), cancellationToken);
}
