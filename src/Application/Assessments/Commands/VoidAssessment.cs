using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Takes an assessment back. It stays, and counts for nothing.</summary>
[Requires(Permissions.AssessmentsWrite), Audited("assessment.void")]
public sealed record VoidAssessmentCommand(Guid Id, int Version, string Reason) : ICommand<AssessmentDto>, IReasoned;

internal sealed class VoidAssessmentHandler(AssessmentLoading loading) : ICommandHandler<VoidAssessmentCommand, AssessmentDto>
{
    public Task<Result<AssessmentDto>> Handle(VoidAssessmentCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(request.Id, request.Version, AssessmentAction.Void, a => a.Void(request.Reason), cancellationToken);
}
