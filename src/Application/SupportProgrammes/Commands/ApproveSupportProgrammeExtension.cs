using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Allows a programme more sessions than the policy does.</summary>
[Requires(Permissions.SupportProgrammesApprove), Audited("support_programme.approve_extension")]
public sealed record ApproveSupportProgrammeExtensionCommand(Guid Id, int Version, int Sessions, string Reason) : ICommand<SupportProgrammeDto>, IReasoned;

internal sealed class ApproveSupportProgrammeExtensionHandler(SupportProgrammeLoading loading, SupportProgrammePlanning planning, ICaller caller, TimeProvider clock)
    : ICommandHandler<ApproveSupportProgrammeExtensionCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(ApproveSupportProgrammeExtensionCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, SupportProgrammeAction.ApproveExtension, p => ApproveAsync(p, request, cancellationToken), cancellationToken);

    private async Task<Result> ApproveAsync(SupportProgramme programme, ApproveSupportProgrammeExtensionCommand request, CancellationToken ct) =>
        caller.StaffId is { } by
            ? programme.ApproveExtension(request.Sessions, request.Reason, by, (await planning.DayAsync(programme.SchoolId, ct)).Policy, clock.GetUtcNow())
            : CommonErrors.InsufficientScope;
}
