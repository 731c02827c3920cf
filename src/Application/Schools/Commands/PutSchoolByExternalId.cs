using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Commands;

[Requires(Permissions.SchoolsWrite), Audited("school.put")]
public sealed record PutSchoolByExternalIdCommand(
    string System, string Value, string Name, SchoolKind Kind, string? Urn, string? LaEstab, SchoolPhase? Phase, int? ExpectedVersion, bool CreateOnly)
    : ICommand<Upserted<SchoolDto>>;

internal sealed class PutSchoolByExternalIdValidator : AbstractValidator<PutSchoolByExternalIdCommand>
{
    public PutSchoolByExternalIdValidator()
    {
        RuleFor(s => s.System).ExternalSystem();
        RuleFor(s => s.Value).ExternalValue();
        RuleFor(s => s.Name).NotEmpty().MaximumLength(School.NameMax);
        RuleFor(s => s.Urn).Matches(School.UrnPattern).MaximumLength(6);
        RuleFor(s => s.LaEstab).Matches(School.LaEstabPattern).MaximumLength(7);
    }
}

internal sealed class PutSchoolByExternalIdHandler(
    IAppDbContext db, SchoolScope scope, ICaller caller, ExternalIdDirectory externalIds, IAnswers answers, TimeProvider clock)
    : ICommandHandler<PutSchoolByExternalIdCommand, Upserted<SchoolDto>>
{
    public async Task<Result<Upserted<SchoolDto>>> Handle(PutSchoolByExternalIdCommand request, CancellationToken cancellationToken)
    {
        var known = await externalIds.FindAsync(ExternalIdKind.School, request.System, request.Value, cancellationToken);
        var school = known is { } id ? await ReviseAsync(id, request, cancellationToken) : Open(request);
        if (!school.IsSuccess)
        {
            return school.Error;
        }

        var names = await externalIds.OfAsync([school.Value.Id.Value], cancellationToken);
        var answer = answers.Map<SchoolDto>(school.Value) with { ExternalIds = [.. names[school.Value.Id.Value]] };
        return new Upserted<SchoolDto>(answer, known is null);
    }

    private Result<School> Open(PutSchoolByExternalIdCommand request)
    {
        if (!caller.ReachOf(Permissions.SchoolsWrite).WholeTrust)
        {
            return CommonErrors.InsufficientScope;
        }

        if (request.ExpectedVersion is not null)
        {
            return CommonErrors.PreconditionFailed;
        }

        var school = School.Open(caller.TrustId, Details(request), clock.GetUtcNow());
        db.Set<School>().Add(school);
        externalIds.Give(ExternalIdKind.School, school.Id.Value, request.System, request.Value);
        return school;
    }

    private async Task<Result<School>> ReviseAsync(Guid id, PutSchoolByExternalIdCommand request, CancellationToken ct)
    {
        if (await scope.LoadAsync(id, Permissions.SchoolsWrite, ct) is not { } school)
        {
            return CommonErrors.NotFound;
        }

        if (school.Check(request.CreateOnly ? 0 : request.ExpectedVersion).Error is { } refused)
        {
            return refused;
        }

        school.Revise(Details(request));
        return school;
    }

    private static SchoolDetails Details(PutSchoolByExternalIdCommand r) => new(r.Name, r.Kind, r.Urn, r.LaEstab, r.Phase);
}
