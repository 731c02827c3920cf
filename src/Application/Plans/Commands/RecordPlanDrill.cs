using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Tasks;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Tasks;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>A drill of an evacuation plan.</summary>
public record PlanDrillDraft
{
    public PlanDrillDraft() { }

    [SetsRequiredMembers]
    protected PlanDrillDraft(PlanDrillDraft other)
    {
        (HeldOn, Route, AssistantIds, Minutes) = (other.HeldOn, other.Route, other.AssistantIds, other.Minutes);
        (Outcome, Problems, CorrectsId) = (other.Outcome, other.Problems, other.CorrectsId);
    }

    /// <summary>Europe/London; between the first day of the plan and today.</summary>
    public required DateOnly HeldOn { get; init; }

    /// <summary>The way out that was tried.</summary>
    [Text(PlanTarget.MaxPhrase, Min = 1)]
    public required string Route { get; init; }

    /// <summary>Who helped the pupil out: staff of the school.</summary>
    [Items(PeepDetails.MaxAssistants)]
    public IReadOnlyList<Guid> AssistantIds { get; init; } = [];

    /// <summary>How long it took.</summary>
    [Range(1, PlanDrill.MaxMinutes)]
    public int? Minutes { get; init; }

    public required PlanDrillOutcome Outcome { get; init; }

    /// <summary>What is to be put right; needed unless it worked.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Problems { get; init; }

    /// <summary>The drill in whose place it stands. A drill is corrected once; then its correction is.</summary>
    public Guid? CorrectsId { get; init; }
}

/// <summary>Records a drill of an evacuation plan.</summary>
[Requires(Permissions.PlansWrite), Audited("plan_drill.record")]
public sealed record RecordPlanDrillCommand : PlanDrillDraft, ICommand<PlanDrillDto>
{
    [SetsRequiredMembers]
    public RecordPlanDrillCommand(Guid id, PlanDrillDraft draft) : base(draft) => Id = id;

    public Guid Id { get; }
}

internal sealed class RecordPlanDrillHandler(IAppDbContext db, PlanLoading loading, PlanCycles cycles, ITasks tasks, IAnswers answers)
    : ICommandHandler<RecordPlanDrillCommand, PlanDrillDto>
{
    public Task<Result<PlanDrillDto>> Handle(RecordPlanDrillCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanDrillDto>(request.Id, null, PlanAction.Review, (plan, actor, _) => RecordAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<PlanDrillDto>> RecordAsync(Plan plan, PlanActor actor, RecordPlanDrillCommand request, CancellationToken ct)
    {
        if (await StrangerAsync(plan, request.AssistantIds, ct) is { } stranger)
        {
            return stranger;
        }

        var before = await db.Set<PlanDrill>().AsNoTracking().Where(d => d.PlanId == plan.Id).ToListAsync(ct);
        var drill = plan.RecordDrill(Of(request, actor), before, await cycles.DrillsAsync(plan, request.HeldOn, ct), actor.Now);
        if (!drill.IsSuccess)
        {
            return drill.Error;
        }

        db.Set<PlanDrill>().Add(drill.Value);
        if (drill.Value.Outcome != PlanDrillOutcome.NotHeld)
        {
            await tasks.EndAsync(TaskSourceLink.To(plan), TaskStanding.Settled, WorkTaskKind.HoldPlanDrill, ct);
        }

        return answers.Map<PlanDrillDto>(drill.Value);
    }

    private async Task<Error?> StrangerAsync(Plan plan, IReadOnlyList<Guid> named, CancellationToken ct)
    {
        StaffId[] ids = [.. named.Select(s => new StaffId(s))];
        var school = plan.SchoolId;
        var known = ids.Length == 0 ? [] : await db.Set<StaffMember>().Where(s => ids.Contains(s.Id) && s.Assignments.Any(a => a.SchoolId == school)).Select(s => s.Id).ToListAsync(ct);
        var stranger = Array.FindIndex(ids, id => !known.Contains(id));
        return stranger >= 0 ? CommonErrors.UnknownReference.At($"/assistantIds/{stranger}") : null;
    }

    private static NewPlanDrill Of(PlanDrillDraft draft, PlanActor actor) => new()
    {
        HeldOn = draft.HeldOn,
        Route = draft.Route,
        AssistantIds = [.. draft.AssistantIds.Select(s => new StaffId(s))],
        Minutes = draft.Minutes,
        Outcome = draft.Outcome,
        Problems = draft.Problems,
        CorrectsId = draft.CorrectsId is { } id ? new PlanDrillId(id) : null,
        RecordedById = actor.Me,
    };
}
