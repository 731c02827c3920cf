using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Staff.Commands;

[Requires(Permissions.StaffWrite), Audited("staff_member.end_assignment")]
public sealed record EndAssignmentCommand(Guid StaffId, Guid AssignmentId, DateOnly EndsOn, int ExpectedVersion) : ICommand<StaffDto>;

internal sealed class EndAssignmentHandler(StaffScope scope, ICaller caller) : ICommandHandler<EndAssignmentCommand, StaffDto>
{
    public async Task<Result<StaffDto>> Handle(EndAssignmentCommand request, CancellationToken cancellationToken)
    {
        var staff = await scope.LoadAsync(request.StaffId, Permissions.StaffWrite, cancellationToken);
        var assignment = staff?.Assignments.SingleOrDefault(a => a.Id.Value == request.AssignmentId);
        if (staff is null || assignment is null || !caller.ReachOf(Permissions.StaffWrite).Includes(assignment.SchoolId))
        {
            return CommonErrors.NotFound;
        }

        if (staff.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var ended = staff.EndAssignment(assignment.Id, request.EndsOn);
        return ended.IsSuccess ? await scope.AnswerAsync(staff, cancellationToken) : ended.Error;
    }
}
