using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Staff.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Staff.Commands;

[Requires(Permissions.StaffWrite), Audited("staff_member.put")]
public sealed record PutStaffByExternalIdCommand(
    string System,
    string Value,
    string GivenName,
    string FamilyName,
    string? PreferredGivenName,
    string? PreferredFamilyName,
    string? Email,
    Guid SchoolId,
    string JobRole,
    DateOnly? StartsOn,
    int? ExpectedVersion,
    bool CreateOnly) : ICommand<Upserted<StaffDto>>, IStaffFields;

internal sealed class PutStaffByExternalIdValidator : AbstractValidator<PutStaffByExternalIdCommand>
{
    public PutStaffByExternalIdValidator()
    {
        RuleFor(s => s.System).ExternalSystem();
        RuleFor(s => s.Value).ExternalValue();
        StaffRules.Fields(this);
        RuleFor(s => s.JobRole).NotEmpty().MaximumLength(StaffAssignment.JobRoleMax);
    }
}

internal sealed class PutStaffByExternalIdHandler(
    IAppDbContext db, StaffScope scope, SchoolScope schools, ExternalIdDirectory externalIds, ICaller caller, TimeProvider clock)
    : ICommandHandler<PutStaffByExternalIdCommand, Upserted<StaffDto>>
{
    public async Task<Result<Upserted<StaffDto>>> Handle(PutStaffByExternalIdCommand request, CancellationToken cancellationToken)
    {
        if (!await schools.IncludesAsync(request.SchoolId, Permissions.StaffWrite, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var known = await externalIds.FindAsync(ExternalIdKind.Staff, request.System, request.Value, cancellationToken);
        var staff = known is { } id ? await LoadAsync(id, request, cancellationToken) : Register(request);
        if (!staff.IsSuccess)
        {
            return staff.Error;
        }

        return SeeToAssignment(staff.Value, request) is { } refused
            ? refused
            : new Upserted<StaffDto>(await scope.AnswerAsync(staff.Value, cancellationToken), known is null);
    }

    private Result<StaffMember> Register(PutStaffByExternalIdCommand request)
    {
        if (request.ExpectedVersion is not null)
        {
            return CommonErrors.PreconditionFailed;
        }

        var staff = StaffMember.Register(caller.TrustId, request.ToDetails(), clock.GetUtcNow());
        db.Set<StaffMember>().Add(staff);
        externalIds.Give(ExternalIdKind.Staff, staff.Id.Value, request.System, request.Value);
        return staff;
    }

    private async Task<Result<StaffMember>> LoadAsync(Guid id, PutStaffByExternalIdCommand request, CancellationToken ct)
    {
        if (await scope.LoadAsync(id, Permissions.StaffWrite, ct) is not { } staff)
        {
            return CommonErrors.NotFound;
        }

        if (staff.Check(request.CreateOnly ? 0 : request.ExpectedVersion).Error is { } refused)
        {
            return refused;
        }

        staff.Revise(request.ToDetails());
        return staff;
    }

    /// <summary>The job at that school, unless the person has it already.</summary>
    private Error? SeeToAssignment(StaffMember staff, PutStaffByExternalIdCommand request)
    {
        var (school, now) = (new SchoolId(request.SchoolId), clock.GetUtcNow());
        var today = LondonTime.DateOf(now);
        return staff.Assignments.Any(a => a.SchoolId == school && a.JobRole == request.JobRole && (a.EndsOn is null || a.EndsOn >= today))
            ? null
            : staff.Assign(school, request.JobRole, request.StartsOn ?? today, null, now).Error;
    }
}
