using System.Numerics;

namespace PupilSupport.Domain.SupportProgrammes;

/// <summary>
/// What was planned for a programme and what it came to. Sessions whose time has come are counted, cancelled and voided ones beside them
/// only. Deliveries add up: those of many programmes are one.
/// </summary>
public sealed record ProgrammeDelivery : IAdditionOperators<ProgrammeDelivery, ProgrammeDelivery, ProgrammeDelivery>
{
    public static readonly ProgrammeDelivery None = new();

    /// <summary>Sessions that were completed and reached a pupil, or named none.</summary>
    public int Delivered { get; init; }

    /// <summary>Sessions that were completed without any of their pupils.</summary>
    public int Unattended { get; init; }

    /// <summary>Sessions whose time has come and whose outcome nobody has told.</summary>
    public int Untold { get; init; }

    /// <summary>Missed by the school's fault, so that the school owes them.</summary>
    public int MissedBySchool { get; init; }

    /// <summary>Missed because a pupil was absent, suspended or declined.</summary>
    public int MissedByPupil { get; init; }

    /// <summary>Missed for another cause.</summary>
    public int MissedOtherwise { get; init; }

    /// <summary>Those that the school owed and has made good.</summary>
    public int MadeGood { get; init; }

    /// <summary>Planned, and still to come.</summary>
    public int Upcoming { get; init; }
    public int Cancelled { get; init; }

    /// <summary>The planned minutes of <see cref="Planned"/>.</summary>
    public int PlannedMinutes { get; init; }

    /// <summary>The actual minutes of <see cref="Delivered"/>.</summary>
    public int DeliveredMinutes { get; init; }

    /// <summary>What the completed sessions cost, in pence times minutes of an hour: sixtieths of a penny.</summary>
    public long PenceMinutes { get; init; }

    /// <summary>Sessions that were to take place by now. One that was made good counts once, as the one in whose place it stands.</summary>
    public int Planned => Delivered + Unattended + Untold + MissedBySchool + MissedByPupil + MissedOtherwise - MadeGood;

    /// <summary>What the school still owes.</summary>
    public int Owed => MissedBySchool - MadeGood;

    /// <summary>Delivered sessions of a hundred planned, to one decimal, halves up; null when none was planned.</summary>
    public decimal? Adherence => Planned == 0 ? null : Ratio(100L * Delivered, Planned);

    /// <summary>In pence, halves up, rounded once for all.</summary>
    public long Pence => (PenceMinutes + 30) / 60;

    public static ProgrammeDelivery operator +(ProgrammeDelivery left, ProgrammeDelivery right) => new()
    {
        Delivered = left.Delivered + right.Delivered,
        Unattended = left.Unattended + right.Unattended,
        Untold = left.Untold + right.Untold,
        MissedBySchool = left.MissedBySchool + right.MissedBySchool,
        MissedByPupil = left.MissedByPupil + right.MissedByPupil,
        MissedOtherwise = left.MissedOtherwise + right.MissedOtherwise,
        MadeGood = left.MadeGood + right.MadeGood,
        Upcoming = left.Upcoming + right.Upcoming,
        Cancelled = left.Cancelled + right.Cancelled,
        PlannedMinutes = left.PlannedMinutes + right.PlannedMinutes,
        DeliveredMinutes = left.DeliveredMinutes + right.DeliveredMinutes,
        PenceMinutes = left.PenceMinutes + right.PenceMinutes,
    };

    /// <summary>To one decimal, halves away from zero.</summary>
    public static decimal Ratio(long of, long to) => Math.Round((decimal)of / to, 1, MidpointRounding.AwayFromZero);
}
