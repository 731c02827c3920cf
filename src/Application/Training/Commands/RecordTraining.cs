using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Staff;
using PupilSupport.Application.Training.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Training;

namespace PupilSupport.Application.Training.Commands;

/// <summary>Books training, or records what has taken place.</summary>
[Requires(Permissions.TrainingRecordsWrite), Audited("training_record.record")]
public sealed record RecordTrainingCommand : TrainingDraft, ICommand<TrainingRecordDto>
{
    [SetsRequiredMembers]
    public RecordTrainingCommand(TrainingDraft draft) : base(draft) { }
}

internal sealed class RecordTrainingHandler(
    IAppDbContext db, TrainingAccess access, TrainingAnswers answers, TrainingTasks tasks, StaffScope staff, IPolicies policies, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordTrainingCommand, TrainingRecordDto>
{
    public async Task<Result<TrainingRecordDto>> Handle(RecordTrainingCommand request, CancellationToken cancellationToken)
    {
        var (school, person) = (new SchoolId(request.SchoolId), new StaffId(request.StaffId));
        if (!access.MayWriteAt(school) || !await db.Set<School>().AnyAsync(s => s.Id == school, cancellationToken))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        if (await staff.LoadAsync(request.StaffId, Permissions.TrainingRecordsWrite, cancellationToken) is not { } member)
        {
            return CommonErrors.UnknownReference.At("/staffId");
        }

        if (member.Assignments.All(a => a.SchoolId != school))
        {
            return TrainingErrors.StaffNotAtSchool.At("/staffId");
        }

        var record = await MakeAsync(request, school, person, cancellationToken);
        if (!record.IsSuccess)
        {
            return record.Error;
        }

        db.Set<TrainingRecord>().Add(record.Value);
        if (record.Value.Status == TrainingStatus.Completed)
        {
            await tasks.RenewedByAsync(record.Value, cancellationToken);
        }

        return answers.Of(record.Value);
    }

    private async Task<Result<TrainingRecord>> MakeAsync(RecordTrainingCommand request, SchoolId school, StaffId person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        switch (request)
        {
            case { BookedFor: { } day, CompletedOn: null }:
                return request switch
                {
                    { ExpiresOn: not null } => TrainingErrors.OnlyWhenCompleted.At("/expiresOn"),
                    { CertificateNumber: not null } => TrainingErrors.OnlyWhenCompleted.At("/certificateNumber"),
                    _ => TrainingRecord.Book(caller.TrustId, school, person, request.Type, new TrainingBooking(day, request.Provider, request.Note), caller.StaffId, now),
                };
            case { BookedFor: null, CompletedOn: { } day }:
                var policy = await policies.OnAsync<TrainingPolicy>(school, day, ct);
                var (about, outcome) = (new TrainingBooking(day, request.Provider, request.Note), new TrainingOutcome(day, request.ExpiresOn, request.CertificateNumber));
                return TrainingRecord.Record(caller.TrustId, school, person, request.Type, about, outcome, policy, caller.StaffId, now);
            default:
                return TrainingErrors.OneDay;
        }
    }
}
