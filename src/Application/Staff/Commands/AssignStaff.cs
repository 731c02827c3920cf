using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff.Commands;

[Requires(Permissions.StaffWrite), Audited("staff_member.assign")]
public sealed record AssignStaffCommand(Guid StaffId, Guid SchoolId, string JobRole, DateOnly StartsOn, DateOnly? EndsOn, int? ExpectedVersion)
    : ICommand<StaffDto>;

internal sealed class AssignStaffValidator : AbstractValidator<AssignStaffCommand>
{
    public AssignStaffValidator() => RuleFor(s => s.JobRole).NotEmpty().MaximumLength(StaffAssignment.JobRoleMax);
}

internal sealed class AssignStaffHandler(StaffScope scope, SchoolScope schools, TimeProvider clock) : ICommandHandler<AssignStaffCommand, StaffDto>
{
    public async Task<Result<StaffDto>> Handle(AssignStaffCommand request, CancellationToken cancellationToken)
    {
        if (await scope.LoadAsync(request.StaffId, Permissions.StaffWrite, cancellationToken) is not { } staff)
        {
            return CommonErrors.NotFound;
        }

        if (!await schools.IncludesAsync(request.SchoolId, Permissions.StaffWrite, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (staff.Check(request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var assigned = staff.Assign(new SchoolId(request.SchoolId), request.JobRole, request.StartsOn, request.EndsOn, clock.GetUtcNow());
        return assigned.IsSuccess ? await scope.AnswerAsync(staff, cancellationToken) : assigned.Error;
    }
}
