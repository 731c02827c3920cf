using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision;

/// <summary>Records as this caller sees them: what was said only to those who took part, with what the caller may do next.</summary>
internal sealed class StaffRecordAnswers(IAnswers answers, SupervisionAccess supervision, CoachingAccess coaching)
{
    public SupervisionRecordDto Of(SupervisionRecord record) => OfRead(answers.Map<SupervisionRecordDto>(record));

    public CoachingRecordDto Of(CoachingRecord record) => OfRead(answers.Map<CoachingRecordDto>(record));

    public SupervisionRecordDto OfRead(SupervisionRecordDto record)
    {
        var told = record with { AllowedActions = Actions(supervision.MayVoid(new SchoolId(record.SchoolId), record.RecordedById), record.VoidedAt) };
        return supervision.ReadsContent([.. record.SuperviseeIds, record.SupervisorId, record.RecordedById])
            ? told
            : told with { Notes = null, AgreedActions = null, Meta = RecordMeta.Of("notes", "agreedActions") };
    }

    public CoachingRecordDto OfRead(CoachingRecordDto record)
    {
        var told = record with { AllowedActions = Actions(coaching.MayVoid(new SchoolId(record.SchoolId), record.RecordedById), record.VoidedAt) };
        return coaching.ReadsContent([record.CoachId, record.ColleagueId, record.RecordedById])
            ? told
            : told with { Tried = null, NextStep = null, Meta = RecordMeta.Of("tried", "nextStep") };
    }

    private static IReadOnlyList<StaffRecordAction> Actions(bool mayVoid, DateTimeOffset? voidedAt) =>
        mayVoid ? StaffRecords.AllowedActions(voidedAt is not null) : [];
}
