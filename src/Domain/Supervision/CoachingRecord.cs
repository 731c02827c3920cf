using PupilSupport.Domain.Classes;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Supervision;

/// <summary>A colleague supported in a lesson: what it was about, what was tried and what comes next.</summary>
public sealed class CoachingRecord : StaffRecord<CoachingRecordId>
{
    public const string Code = "coaching_record";
    public const int SubjectMax = 100;
    public const int MinMinutes = 5;
    public const int MaxMinutes = 480;

    private CoachingRecord(TrustId trustId, SchoolId schoolId, StaffId? recordedById, DateTimeOffset now)
        : base(trustId, CoachingRecordId.From(Guid.CreateVersion7(now)), schoolId, recordedById, now) { }

    private CoachingRecord() { }

    public StaffId CoachId { get; private set; }
    public StaffId ColleagueId { get; private set; }
    public CoachingForm Form { get; private set; }
    public DateTimeOffset OccurredAt { get; private set; }
    public int? Minutes { get; private set; }
    public TeachingClassId? ClassId { get; private set; }

    /// <summary>Of the lesson.</summary>
    public string? Subject { get; private set; }

    /// <summary>What it was about.</summary>
    public string Focus { get; private set; } = "";

    /// <summary>What was tried.</summary>
    public string? Tried { get; private set; }
    public string? NextStep { get; private set; }
    public DateOnly? FollowUpOn { get; private set; }

    public static Result<CoachingRecord> Record(TrustId trustId, NewCoaching told, StaffId? recordedById, DateTimeOffset now)
    {
        if (told.CoachId == told.ColleagueId)
        {
            return SupervisionErrors.OwnSupervisor.At("/coachId");
        }

        if (told.OccurredAt > now + ClockSlack)
        {
            return SupervisionErrors.InTheFuture.At("/occurredAt");
        }

        if (told.FollowUpOn < LondonTime.DateOf(told.OccurredAt))
        {
            return SupervisionErrors.NextBeforeHeld.At("/followUpOn");
        }

        return new CoachingRecord(trustId, told.SchoolId, recordedById, now)
        {
            CoachId = told.CoachId,
            ColleagueId = told.ColleagueId,
            Form = told.Form,
            OccurredAt = told.OccurredAt.ToUniversalTime(),
            Minutes = told.Minutes is { } minutes ? Guard.InRange(minutes, MinMinutes, MaxMinutes) : null,
            ClassId = told.ClassId,
            Subject = Guard.OptionalText(told.Subject, SubjectMax),
            Focus = Guard.Text(told.Focus, Limits.Reason),
            Tried = Guard.OptionalText(told.Tried, Limits.Text),
            NextStep = Guard.OptionalText(told.NextStep, Limits.Text),
            FollowUpOn = told.FollowUpOn,
        };
    }
}

/// <summary>Coaching as it is first told.</summary>
public sealed record NewCoaching
{
    public required SchoolId SchoolId { get; init; }
    public required StaffId CoachId { get; init; }
    public required StaffId ColleagueId { get; init; }
    public required CoachingForm Form { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }
    public int? Minutes { get; init; }
    public TeachingClassId? ClassId { get; init; }
    public string? Subject { get; init; }
    public required string Focus { get; init; }
    public string? Tried { get; init; }
    public string? NextStep { get; init; }
    public DateOnly? FollowUpOn { get; init; }
}
