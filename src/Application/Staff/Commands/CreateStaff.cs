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

[Requires(Permissions.StaffWrite), Audited("staff_member.create")]
public sealed record CreateStaffCommand(
    string GivenName,
    string FamilyName,
    string? PreferredGivenName,
    string? PreferredFamilyName,
    string? Email,
    Guid SchoolId,
    string JobRole,
    DateOnly StartsOn,
    DateOnly? EndsOn) : ICommand<StaffDto>, IStaffFields;

internal sealed class CreateStaffValidator : AbstractValidator<CreateStaffCommand>
{
    public CreateStaffValidator()
    {
        StaffRules.Fields(this);
        RuleFor(s => s.JobRole).NotEmpty().MaximumLength(StaffAssignment.JobRoleMax);
    }
}

internal sealed class CreateStaffHandler(IAppDbContext db, StaffScope scope, SchoolScope schools, ICaller caller, TimeProvider clock)
    : ICommandHandler<CreateStaffCommand, StaffDto>
{
    public async Task<Result<StaffDto>> Handle(CreateStaffCommand request, CancellationToken cancellationToken)
    {
        if (!await schools.IncludesAsync(request.SchoolId, Permissions.StaffWrite, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var now = clock.GetUtcNow();
        var staff = StaffMember.Register(caller.TrustId, request.ToDetails(), now);
        if (staff.Assign(new SchoolId(request.SchoolId), request.JobRole, request.StartsOn, request.EndsOn, now).Error is { } refused)
        {
            return refused;
        }

        db.Set<StaffMember>().Add(staff);
        return await scope.AnswerAsync(staff, cancellationToken);
    }
}
