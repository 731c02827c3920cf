using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Hands an assessment in: its scores count, and a colleague is asked to look at it.</summary>
[Requires(Permissions.AssessmentsWrite), Audited("assessment.submit")]
public sealed record SubmitAssessmentCommand(Guid Id, int Version) : ICommand<AssessmentDto>;

internal sealed class SubmitAssessmentHandler(
    AssessmentLoading loading, AssessmentTasks tasks, AssessmentAnswers answers, InstrumentCatalogue instruments, TimeProvider clock)
    : ICommandHandler<SubmitAssessmentCommand, AssessmentDto>
{
    public async Task<Result<AssessmentDto>> Handle(SubmitAssessmentCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, AssessmentAction.Submit, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var assessment = loaded.Value;
        var instrument = (await instruments.FindAsync(assessment.Instrument, assessment.NormVersion, cancellationToken))!;
        if (assessment.Submit(instrument, clock.GetUtcNow()) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        await tasks.SubmittedAsync(assessment, instrument, cancellationToken);
        return await answers.OfAsync(assessment, cancellationToken);
    }
}
