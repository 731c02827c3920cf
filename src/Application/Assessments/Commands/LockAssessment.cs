using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Makes a moderated assessment stand for good.</summary>
[Requires(Permissions.AssessmentsModerate), Audited("assessment.lock")]
public sealed record LockAssessmentCommand(Guid Id, int Version) : ICommand<AssessmentDto>;

internal sealed class LockAssessmentHandler(AssessmentLoading loading, TimeProvider clock) : ICommandHandler<LockAssessmentCommand, AssessmentDto>
{
    public Task<Result<AssessmentDto>> Handle(LockAssessmentCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, AssessmentAction.Lock, a => a.Lock(clock.GetUtcNow()), cancellationToken);
}
