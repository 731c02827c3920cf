using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Breaks a programme off, or drops one that never began.</summary>
[Requires(Permissions.SupportProgrammesWrite), Audited("support_programme.withdraw")]
public sealed record WithdrawSupportProgrammeCommand(Guid Id, int Version, string Reason) : ICommand<SupportProgrammeDto>, IReasoned;

internal sealed class WithdrawSupportProgrammeHandler(SupportProgrammeLoading loading, SupportProgrammePlanning planning, SupportProgrammeSessions sessions) : ICommandHandler<WithdrawSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(WithdrawSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, SupportProgrammeAction.Withdraw, programme => WithdrawAsync(programme, request.Reason, cancellationToken), cancellationToken);

    private async Task<Result> WithdrawAsync(SupportProgramme programme, string reason, CancellationToken ct)
    {
        var withdrawn = programme.Withdraw(reason, planning.Today);
        if (withdrawn.IsSuccess)
        {
            await sessions.CancelAsync(programme, reason, ct);
        }

        return withdrawn;
    }
}
