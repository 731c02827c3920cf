using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.PupilsWrite), Audited("pupil.put")]
public sealed record PutPupilByExternalIdCommand(
    string System,
    string Value,
    Guid SchoolId,
    string GivenName,
    string FamilyName,
    string? MiddleNames,
    string? PreferredGivenName,
    string? PreferredFamilyName,
    DateOnly? DateOfBirth,
    string? Upn,
    YearGroup? OutOfYear,
    SenProvision? SenProvision,
    IReadOnlyList<SenType> SenNeeds,
    DateOnly? AdmittedOn,
    int? ExpectedVersion,
    bool CreateOnly) : ICommand<Upserted<PupilDto>>, IPupilIdentity;

internal sealed class PutPupilByExternalIdValidator : AbstractValidator<PutPupilByExternalIdCommand>
{
    public PutPupilByExternalIdValidator()
    {
        RuleFor(p => p.System).ExternalSystem();
        RuleFor(p => p.Value).ExternalValue();
        PupilRules.Identity(this);
        RuleFor(p => p.SenNeeds).MaxItems(Pupil.MaxNeeds);
    }
}

internal sealed class PutPupilByExternalIdHandler(
    PupilScope scope, SchoolScope schools, PupilRegistrar registrar, ExternalIdDirectory externalIds, PupilAnswers answers, TimeProvider clock)
    : ICommandHandler<PutPupilByExternalIdCommand, Upserted<PupilDto>>
{
    public async Task<Result<Upserted<PupilDto>>> Handle(PutPupilByExternalIdCommand request, CancellationToken cancellationToken)
    {
        if (!await schools.IncludesAsync(request.SchoolId, Permissions.PupilsWrite, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var known = await externalIds.FindAsync(ExternalIdKind.Pupil, request.System, request.Value, cancellationToken);
        var pupil = known is { } id
            ? await ReviseAsync(id, request, cancellationToken)
            : await RegisterAsync(request, cancellationToken);
        return pupil.IsSuccess ? new Upserted<PupilDto>(await answers.OfAsync(pupil.Value, cancellationToken), known is null) : pupil.Error;
    }

    private async Task<Result<Pupil>> RegisterAsync(PutPupilByExternalIdCommand request, CancellationToken ct)
    {
        if (request.ExpectedVersion is not null)
        {
            return CommonErrors.PreconditionFailed;
        }

        var school = new SchoolId(request.SchoolId);
        var pupil = await registrar.RegisterAsync(request, school, request.AdmittedOn, request.SenProvision, request.SenNeeds, ct);
        if (pupil.IsSuccess)
        {
            externalIds.Give(ExternalIdKind.Pupil, pupil.Value.Id.Value, request.System, request.Value);
        }

        return pupil;
    }

    private async Task<Result<Pupil>> ReviseAsync(Guid id, PutPupilByExternalIdCommand request, CancellationToken ct)
    {
        if (await scope.LoadAsync(id, Permissions.PupilsWrite, ct) is not { } pupil)
        {
            return CommonErrors.NotFound;
        }

        if (pupil.Check(request.CreateOnly ? 0 : request.ExpectedVersion).Error is { } stale)
        {
            return stale;
        }

        var now = clock.GetUtcNow();
        var today = LondonTime.DateOf(now);
        if (pupil.Place(new SchoolId(request.SchoolId), request.AdmittedOn ?? today, today, now).Error is { } notPlaced)
        {
            return notPlaced;
        }

        var revised = await registrar.ReviseAsync(pupil, request, request.SenProvision, request.SenNeeds, ct);
        return revised.IsSuccess ? pupil : revised.Error;
    }
}
