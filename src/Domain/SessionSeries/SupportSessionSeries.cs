using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.SupportProgrammes;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Domain.SessionSeries.SupportSessionSeriesAction;
using static PupilSupport.Domain.SessionSeries.SupportSessionSeriesStatus;

namespace PupilSupport.Domain.SessionSeries;

/// <summary>
/// The weekly sessions of a programme as they were planned together. It holds what they share; each session lives its own
/// life, and stays in its series wherever it is moved alone.
/// </summary>
public sealed class SupportSessionSeries : AggregateRoot<SupportSessionSeriesId>, ISchoolOwned
{
    public static readonly StateTable<SupportSessionSeriesStatus, SupportSessionSeriesAction> States = new()
    {
        { Active, Move, Active },
        { Active, SupportSessionSeriesAction.Cancel, Cancelled },
    };

    private SupportSessionSeries(TrustId trustId, DateTimeOffset now) : base(trustId, SupportSessionSeriesId.From(Guid.CreateVersion7(now)), now) { }

    private SupportSessionSeries() { }

    public SchoolId SchoolId { get; private set; }
    public SupportProgrammeId ProgrammeId { get; private set; }

    /// <summary>Who is to give the sessions; a single one can be given to another.</summary>
    public StaffId PractitionerId { get; private set; }
    public SupportSessionSeriesStatus Status { get; private set; }
    public Weekday Weekday { get; private set; }

    /// <summary>On the wall, Europe/London.</summary>
    public TimeOnly Time { get; private set; }
    public int PlannedMinutes { get; private set; }
    public RoomId? RoomId { get; private set; }

    /// <summary>For reading; null unless loaded.</summary>
    public Room? Room { get; private set; }
    public DateOnly FromOn { get; private set; }

    /// <summary>How many sessions were asked for; null when a last day was.</summary>
    public int? Count { get; private set; }
    public DateOnly? UntilOn { get; private set; }

    /// <summary>From which day on sessions were cancelled last; null while none were.</summary>
    public DateOnly? CancelledFrom { get; private set; }
    public string? CancelReason { get; private set; }

    public static SupportSessionSeries Plan(SupportProgramme programme, SeriesPlan plan, DateTimeOffset now)
    {
        var series = new SupportSessionSeries(programme.TrustId, now)
        {
            SchoolId = programme.SchoolId,
            ProgrammeId = programme.Id,
            PractitionerId = plan.PractitionerId,
            FromOn = plan.Extent.From,
            Count = plan.Extent.Count,
            UntilOn = plan.Extent.Until,
        };
        series.Take(plan.Slot);
        return series;
    }

    /// <summary>Plans one session of the series.</summary>
    public Result<SupportSession> Schedule(SupportSessionPlan plan, SessionDay day, DateTimeOffset now)
    {
        var session = SupportSession.Schedule(TrustId, SchoolId, plan, day, now);
        if (session.IsSuccess)
        {
            session.Value.SeriesId = Id;
        }

        return session;
    }

    /// <summary>From now on its sessions are at another time or place; whoever calls it moves them.</summary>
    public Result MoveTo(SeriesSlot slot)
    {
        if (States.Move(Status, Move) is { IsSuccess: false } refused)
        {
            return refused.Error;
        }

        Take(slot);
        return Result.Success;
    }

    /// <summary>Its sessions are another's to give from now on; whoever calls it gives them.</summary>
    public void GiveTo(StaffId practitioner) => PractitionerId = practitioner;

    /// <summary>Takes back what is to come from a day on; whoever calls it cancels the sessions.</summary>
    /// <param name="isOver">Whether no scheduled session remains before that day.</param>
    public Result Cancel(string reason, DateOnly from, bool isOver)
    {
        var move = States.Move(Status, SupportSessionSeriesAction.Cancel);
        if (!move.IsSuccess)
        {
            return move.Error;
        }

        (Status, CancelledFrom, CancelReason) = (isOver ? move.Value : Status, from, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    private void Take(SeriesSlot slot)
    {
        (Weekday, Time) = (slot.Pattern.Weekday, slot.Pattern.Time);
        (Room, RoomId) = (slot.Room, slot.Room?.Id);
        PlannedMinutes = Guard.InRange(slot.PlannedMinutes, SupportSession.MinPlannedMinutes, SupportSession.MaxPlannedMinutes);
    }
}

/// <summary>When and where each session of a series is.</summary>
public sealed record SeriesSlot(SeriesPattern Pattern, int PlannedMinutes, Room? Room);

/// <summary>What a series is to be.</summary>
public sealed record SeriesPlan(StaffId PractitionerId, SeriesSlot Slot, SeriesExtent Extent);
