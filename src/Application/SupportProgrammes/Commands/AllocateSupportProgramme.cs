using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;

namespace PupilSupport.Application.SupportProgrammes.Commands;

/// <summary>Gives a programme its first practitioner.</summary>
[Requires(Permissions.SupportProgrammesWriteAll), Audited("support_programme.allocate")]
public sealed record AllocateSupportProgrammeCommand(Guid Id, int Version, Guid PractitionerId) : ICommand<SupportProgrammeDto>;

internal sealed class AllocateSupportProgrammeHandler(SupportProgrammeLoading loading, SupportProgrammePlanning planning, SupportProgrammeNotices notices)
    : ICommandHandler<AllocateSupportProgrammeCommand, SupportProgrammeDto>
{
    public Task<Result<SupportProgrammeDto>> Handle(AllocateSupportProgrammeCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, SupportProgrammeAction.Allocate, p => AllocateAsync(p, new(request.PractitionerId), cancellationToken), cancellationToken);

    private async Task<Result> AllocateAsync(SupportProgramme programme, StaffId practitioner, CancellationToken ct)
    {
        var works = await planning.WorksAsync(programme.SchoolId, practitioner, ct);
        var allocated = works.IsSuccess ? programme.Allocate(practitioner, planning.Today) : works;
        if (allocated.IsSuccess)
        {
            notices.Allocated(programme);
        }

        return allocated;
    }
}
