using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Hands a colleague's assessment back as a draft.</summary>
[Requires(Permissions.AssessmentsModerate), Audited("assessment.return")]
public sealed record ReturnAssessmentCommand(Guid Id, int Version, string Reason) : ICommand<AssessmentDto>, IReasoned;

internal sealed class ReturnAssessmentHandler(AssessmentLoading loading, AssessmentAccess access) : ICommandHandler<ReturnAssessmentCommand, AssessmentDto>
{
    public async Task<Result<AssessmentDto>> Handle(ReturnAssessmentCommand request, CancellationToken cancellationToken) =>
        access.Person() is { IsSuccess: true, Value: var person }
            ? await loading.ChangeAsync(request.Id, request.Version, AssessmentAction.Return, a => a.Return(person, request.Reason), cancellationToken)
            : CommonErrors.InsufficientScope;
}
