using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Schools;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Pupils.Commands;

[Requires(Permissions.PupilsWrite), Audited("pupil.create")]
public sealed record CreatePupilCommand(
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
    IReadOnlyList<ExternalIdDto> ExternalIds) : ICommand<PupilDto>, IPupilIdentity;

internal sealed class CreatePupilValidator : AbstractValidator<CreatePupilCommand>
{
    public CreatePupilValidator()
    {
        PupilRules.Identity(this);
        RuleFor(p => p.SenNeeds).MaxItems(Pupil.MaxNeeds);
        RuleFor(p => p.ExternalIds).MaxItems(ExternalIdDirectory.MaxPerRecord);
        RuleForEach(p => p.ExternalIds).ChildRules(e =>
        {
            e.RuleFor(x => x.System).ExternalSystem();
            e.RuleFor(x => x.Value).ExternalValue();
        });
    }
}

internal sealed class CreatePupilHandler(PupilRegistrar registrar, SchoolScope schools, ExternalIdDirectory externalIds, PupilAnswers answers)
    : ICommandHandler<CreatePupilCommand, PupilDto>
{
    public async Task<Result<PupilDto>> Handle(CreatePupilCommand request, CancellationToken cancellationToken)
    {
        if (!await schools.IncludesAsync(request.SchoolId, Permissions.PupilsWrite, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var pupil = await registrar.RegisterAsync(request, new SchoolId(request.SchoolId), request.AdmittedOn, request.SenProvision, request.SenNeeds, cancellationToken);
        if (!pupil.IsSuccess)
        {
            return pupil.Error;
        }

        foreach (var name in request.ExternalIds.Distinct())
        {
            externalIds.Give(ExternalIdKind.Pupil, pupil.Value.Id.Value, name.System, name.Value);
        }

        return await answers.OfAsync(pupil.Value, cancellationToken);
    }
}
