using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Agrees with a colleague's assessment.</summary>
[Requires(Permissions.AssessmentsModerate), Audited("assessment.moderate")]
public sealed record ModerateAssessmentCommand(Guid Id, int Version, string? Note) : ICommand<AssessmentDto>;

internal sealed class ModerateAssessmentHandler(AssessmentLoading loading, AssessmentAccess access, TimeProvider clock) : ICommandHandler<ModerateAssessmentCommand, AssessmentDto>
{
    public async Task<Result<AssessmentDto>> Handle(ModerateAssessmentCommand request, CancellationToken cancellationToken) =>
        access.Person() is { IsSuccess: true, Value: var person }
            ? await loading.ChangeAsync(request.Id, request.Version, AssessmentAction.Moderate, a => a.Moderate(person, request.Note, clock.GetUtcNow()), cancellationToken)
            : CommonErrors.InsufficientScope;
}
