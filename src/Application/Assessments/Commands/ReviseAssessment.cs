using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Changes a draft.</summary>
[Requires(Permissions.AssessmentsWrite), Audited("assessment.revise")]
public sealed record ReviseAssessmentCommand(Guid Id, int Version, IPatch<AssessmentEdit> Patch) : ICommand<AssessmentDto>;

internal sealed class ReviseAssessmentHandler(
    AssessmentLoading loading, AssessmentMaking making, AssessmentAnswers answers, InstrumentCatalogue instruments, TimeProvider clock)
    : ICommandHandler<ReviseAssessmentCommand, AssessmentDto>
{
    public async Task<Result<AssessmentDto>> Handle(ReviseAssessmentCommand request, CancellationToken cancellationToken)
    {
        var loaded = await loading.LoadAsync(request.Id, request.Version, AssessmentAction.Revise, cancellationToken);
        if (!loaded.IsSuccess)
        {
            return loaded.Error;
        }

        var assessment = loaded.Value;
        var instrument = (await instruments.FindAsync(assessment.Instrument, assessment.NormVersion, cancellationToken))!;
        var edit = request.Patch.ApplyTo(AssessmentEdit.Of(assessment));
        if (!edit.IsSuccess)
        {
            return edit.Error;
        }

        var content = await making.ContentAsync(edit.Value, instrument, assessment.SchoolId, assessment.PupilId, assessment.Respondent, assessment.Id, cancellationToken);
        return (content.Error ?? assessment.Revise(content.Value, instrument, clock.GetUtcNow()).Error) is { } refused
            ? refused
            : await answers.OfAsync(assessment, cancellationToken);
    }
}
