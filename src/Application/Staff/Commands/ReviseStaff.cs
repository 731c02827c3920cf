using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Staff.Commands;

[Requires(Permissions.StaffWrite), Audited("staff_member.revise")]
public sealed record ReviseStaffCommand(Guid StaffId, IPatch<StaffEdit> Patch, int ExpectedVersion) : ICommand<StaffDto>;

internal sealed class ReviseStaffHandler(StaffScope scope) : ICommandHandler<ReviseStaffCommand, StaffDto>
{
    public async Task<Result<StaffDto>> Handle(ReviseStaffCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadAsync(request.StaffId, Permissions.StaffWrite, cancellationToken) is not { } staff)
        {
            return CommonErrors.NotFound;
        }

        if (staff.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var edited = request.Patch.ApplyTo(StaffEdit.Of(staff));
        if (!edited.IsSuccess)
        {
            return edited.Error;
        }

        staff.Revise(edited.Value.ToDetails());
        return await scope.AnswerAsync(staff, cancellationToken);
    }
}
