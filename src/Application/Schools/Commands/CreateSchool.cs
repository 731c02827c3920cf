using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Schools.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Schools.Commands;

[Requires(Permissions.SchoolsWrite), Audited("school.create")]
public sealed record CreateSchoolCommand(string Name, SchoolKind Kind, string? Urn, string? LaEstab, SchoolPhase? Phase) : ICommand<SchoolDto>;

internal sealed class CreateSchoolValidator : AbstractValidator<CreateSchoolCommand>
{
    public CreateSchoolValidator()
    {
        RuleFor(s => s.Name).NotEmpty().MaximumLength(School.NameMax);
        RuleFor(s => s.Urn).Matches(School.UrnPattern).MaximumLength(6);
        RuleFor(s => s.LaEstab).Matches(School.LaEstabPattern).MaximumLength(7);
    }
}

internal sealed class CreateSchoolHandler(IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
    : ICommandHandler<CreateSchoolCommand, SchoolDto>
{
    public Task<Result<SchoolDto>> Handle(CreateSchoolCommand request, CancellationToken cancellationToken)
    {
        // A new school lies within the reach of the whole trust only.
        if (!caller.ReachOf(Permissions.SchoolsWrite).WholeTrust)
        {
            return Task.FromResult<Result<SchoolDto>>(CommonErrors.InsufficientScope);
        }

        var details = new SchoolDetails(request.Name, request.Kind, request.Urn, request.LaEstab, request.Phase);
        var school = School.Open(caller.TrustId, details, clock.GetUtcNow());
        db.Set<School>().Add(school);
        return Task.FromResult<Result<SchoolDto>>(answers.Map<SchoolDto>(school));
    }
}
