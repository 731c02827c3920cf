using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Assessments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Assessments.Commands;

/// <summary>Records an assessment as a draft.</summary>
[Requires(Permissions.AssessmentsWrite), Audited("assessment.record")]
public sealed record RecordAssessmentCommand : AssessmentDraft, ICommand<AssessmentDto>
{
    [SetsRequiredMembers]
    public RecordAssessmentCommand(AssessmentDraft draft) : base(draft) { }
}

internal sealed class RecordAssessmentHandler(
    IAppDbContext db, AssessmentAccess access, AssessmentMaking making, AssessmentAnswers answers, InstrumentCatalogue instruments, PupilScope pupils, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordAssessmentCommand, AssessmentDto>
{
    public async Task<Result<AssessmentDto>> Handle(RecordAssessmentCommand request, CancellationToken cancellationToken)
    {
        var (person, school, now) = (access.Person(), new SchoolId(request.SchoolId), clock.GetUtcNow());
        var pupil = await pupils.LoadAsync(request.PupilId, Permissions.AssessmentsWrite, cancellationToken);
        if (!person.IsSuccess || pupil is null)
        {
            return person.Error ?? CommonErrors.UnknownReference.At("/pupilId");
        }

        if (!access.MayAt(Permissions.AssessmentsWrite, school) || !Attends(pupil, school, LondonTime.DateOf(now)))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (await instruments.FindAsync(request.Instrument, request.NormVersion, cancellationToken) is not { } instrument)
        {
            return AssessmentErrors.UnknownInstrument.At("/normVersion");
        }

        var respondent = request.Respondent ?? instrument.Respondents[0];
        var content = await making.ContentAsync(request, instrument, school, pupil.Id, respondent, null, cancellationToken);
        var subject = new AssessmentSubject(school, pupil.Id, pupil.DateOfBirth, instrument, respondent, person.Value);
        var made = content.IsSuccess ? Assessment.Draft(caller.TrustId, subject, content.Value, now) : content.Error;
        if (!made.IsSuccess)
        {
            return made.Error;
        }

        db.Set<Assessment>().Add(made.Value);
        return await answers.OfAsync(made.Value, cancellationToken);
    }

    private static bool Attends(Pupil pupil, SchoolId school, DateOnly today) =>
        pupil.SchoolId == school || pupil.Enrolments.Any(e => e.SchoolId == school && e.StatusOn(today) != EnrolmentStatus.Ended);
}
