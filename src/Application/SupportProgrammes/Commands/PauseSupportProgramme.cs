using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Interrupts a programme. What is planned for it waits, or is taken back.</summary>
/// <param name="CancelReason">Why its sessions that are still to come are cancelled; null to keep them.</param>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.pause")]
public sealed record PauseSupportProgrammeCommand(Guid Id, int Version, string? CancelReason) : ICommand<SupportProgrammeDto>, IReasoned
{
    string? IReasoned.Reason => CancelReason;
}

internal sealed class PauseSupportProgrammeHandler(SupportProgrammeLoading loading, SupportProgrammePlanning planning, SupportProgrammeSessions sessions)
    : ICommandHandler<PauseSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(PauseSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, SupportProgrammeAction.Pause, programme => PauseAsync(programme, request.CancelReason, cancellationToken), cancellationToken);

    private async Task<Result> PauseAsync(SupportProgramme programme, string? reason, CancellationToken ct)
    {
        var paused = programme.Pause(planning.Today);
        if (paused.IsSuccess && reason is not null)
        {
            await sessions.CancelAsync(programme, reason, ct);
        }

        return paused;
    }
}
