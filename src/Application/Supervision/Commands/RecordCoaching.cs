using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Supervision.Dtos;
using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Supervision;

namespace PupilSupport.Application.Supervision.Commands;

/// <summary>A colleague supported in a lesson. Name no pupil in it.</summary>
public record CoachingDraft
{
    public required Guid SchoolId { get; init; }

    /// <summary>Who supported.</summary>
    public required Guid CoachId { get; init; }

    /// <summary>Who was supported.</summary>
    public required Guid ColleagueId { get; init; }
    public required CoachingForm Form { get; init; }

    /// <summary>When, not in the future.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    [Range(CoachingRecord.MinMinutes, CoachingRecord.MaxMinutes)]
    public int? Minutes { get; init; }

    /// <summary>A class of the school.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>The subject of the lesson.</summary>
    [Text(CoachingRecord.SubjectMax, Min = 1)]
    public string? Subject { get; init; }

    /// <summary>What it was about; also for those who see that coaching takes place. Name no pupil.</summary>
    [Text(Limits.Reason, Min = 1)]
    public required string Focus { get; init; }

    /// <summary>What was tried, for both. Name no pupil.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Tried { get; init; }

    /// <summary>What the colleague does next. Name no pupil.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? NextStep { get; init; }

    /// <summary>When both look at it again, not before the day itself.</summary>
    public DateOnly? FollowUpOn { get; init; }
}

/// <summary>Records coaching: by one of both, or by whoever sees that coaching takes place at the school.</summary>
[Requires(Permissions.SupervisionRecordsWrite), Audited("coaching_record.record")]
public sealed record RecordCoachingCommand : CoachingDraft, ICommand<CoachingRecordDto>
{
    [SetsRequiredMembers]
    public RecordCoachingCommand(CoachingDraft draft) : base(draft) { }
}

internal sealed class RecordCoachingHandler(IAppDbContext db, CoachingAccess access, StaffRecordAnswers answers, ICaller caller, TimeProvider clock)
    : ICommandHandler<RecordCoachingCommand, CoachingRecordDto>
{
    public async Task<Result<CoachingRecordDto>> Handle(RecordCoachingCommand request, CancellationToken cancellationToken)
    {
        if (await RefusalAsync(request, cancellationToken) is { } refused)
        {
            return refused;
        }

        var record = CoachingRecord.Record(caller.TrustId, Of(request), caller.StaffId, clock.GetUtcNow());
        if (!record.IsSuccess)
        {
            return record.Error;
        }

        db.Set<CoachingRecord>().Add(record.Value);
        return answers.Of(record.Value);
    }

    private async Task<Error?> RefusalAsync(CoachingDraft request, CancellationToken ct)
    {
        var school = new SchoolId(request.SchoolId);
        if (!access.MayWriteAt(school) || !await access.IsSchoolAsync(school, ct))
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        Guid[] people = [request.CoachId, request.ColleagueId];
        if (await access.StrangerAsync(people, ct) is >= 0 and var stranger)
        {
            return CommonErrors.UnknownReference.At(stranger == 0 ? "/coachId" : "/colleagueId");
        }

        if (!access.MayRecord(school, people.Cast<Guid?>()))
        {
            return CommonErrors.InsufficientScope;
        }

        TeachingClassId? group = request.ClassId is { } id ? new TeachingClassId(id) : null;
        return group is not null && !await db.Set<TeachingClass>().AnyAsync(c => c.Id == group && c.SchoolId == school, ct)
            ? CommonErrors.UnknownReference.At("/classId")
            : null;
    }

    private static NewCoaching Of(CoachingDraft request) => new()
    {
        SchoolId = new(request.SchoolId),
        CoachId = new(request.CoachId),
        ColleagueId = new(request.ColleagueId),
        Form = request.Form,
        OccurredAt = request.OccurredAt,
        Minutes = request.Minutes,
        ClassId = request.ClassId is { } id ? new TeachingClassId(id) : null,
        Subject = request.Subject,
        Focus = request.Focus,
        Tried = request.Tried,
        NextStep = request.NextStep,
        FollowUpOn = request.FollowUpOn,
    };
}
