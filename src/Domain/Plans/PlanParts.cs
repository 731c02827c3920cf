using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Plans;

/// <summary>Whose plan it is to be.</summary>
/// <param name="OwnerId">The pupil's key adult.</param>
/// <param name="AuthorId">Who begins it.</param>
public sealed record NewPlan(SchoolId SchoolId, PupilId PupilId, PlanType Type, StaffId OwnerId, StaffId AuthorId, PlanId? SupersedesId)
{
    /// <summary>What its draft begins with, if anything.</summary>
    public PlanTemplateUse? Template { get; init; }

    /// <summary>Why it cannot take the place of that plan; null when it can.</summary>
    /// <param name="hasMoved">Whether the pupil has moved from that plan's school to this one's.</param>
    public Error? SupersedingRefusal(Plan before, bool hasMoved) =>
        before.SchoolId == SchoolId || hasMoved ? Refusal(before, PupilId, Type) : PlanErrors.NotSuperseding;

    internal static Error? Refusal(Plan before, PupilId pupil, PlanType type) =>
        (before.PupilId, before.Type) == (pupil, type) && (PlanRules.IsInForce(before.Status) || PlanRules.IsOver(before.Status))
            ? null
            : PlanErrors.NotSuperseding;
}

/// <summary>The moment at which a plan is written.</summary>
public sealed record PlanDay(DateTimeOffset Now, PlanPolicy Policy)
{
    /// <summary>The first day ever in force of the part-time timetables whose place the plan takes, one after another; null when it takes none.</summary>
    public DateOnly? PartTimeSince { get; init; }
}

/// <summary>Who has to be consulted on a part-time timetable of the pupil. Source: DfE, Working together to improve school attendance (2024).</summary>
public readonly record struct PlanConsultations(bool LocalAuthority, bool SocialWorker);

/// <summary>Something open that keeps a plan from being closed.</summary>
/// <param name="Code">What it is, lower_snake.</param>
/// <param name="Id">The record, where it is one.</param>
public sealed record PlanBlocker(string Code, Guid? Id);

/// <summary>Ids of targets: the server's, and the same over all versions.</summary>
internal static class PlanTargets
{
    /// <summary>Gives new targets their ids; refuses ids that are not of this plan, or there twice.</summary>
    public static Result<PlanContent> Numbered(PlanContent content, IReadOnlySet<Guid> known, DateTimeOffset now)
    {
        var seen = new HashSet<Guid>();
        var wrong = content.Targets.Index().FirstOrDefault(t => t.Item.Id is { } id && (!known.Contains(id) || !seen.Add(id)), (-1, null!));
        return wrong.Index >= 0
            ? PlanErrors.UnknownTarget.At($"/targets/{wrong.Index}/id")
            : new PlanContent(content) with { Targets = [.. content.Targets.Select(t => t with { Id = t.Id ?? Guid.CreateVersion7(now) })] };
    }
}
