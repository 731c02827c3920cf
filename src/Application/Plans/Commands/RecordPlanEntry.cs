using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Commands;

/// <summary>What somebody has to say of a plan between two reviews.</summary>
public record PlanEntryDraft
{
    public PlanEntryDraft() { }

    [SetsRequiredMembers]
    protected PlanEntryDraft(PlanEntryDraft other)
    {
        (Kind, On, Text) = (other.Kind, other.On, other.Text);
        (TargetId, Measure, EvidenceAttachmentIds) = (other.TargetId, other.Measure, other.EvidenceAttachmentIds);
    }

    public required PlanEntryKind Kind { get; init; }

    /// <summary>When it was, Europe/London; not in the future. What was assessed may lie before the plan.</summary>
    public required DateOnly On { get; init; }

    [Text(Limits.Text, Min = 1)]
    public required string Text { get; init; }

    /// <summary>A target of the version in force: required for progress, possible for what was done.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>For progress: what was measured, in the terms of the target's measure.</summary>
    [Text(PlanEntry.MaxMeasure, Min = 1)]
    public string? Measure { get; init; }

    /// <summary>Files of the plan that show it.</summary>
    [Items(PlanEntry.MaxEvidence)]
    public IReadOnlyList<Guid> EvidenceAttachmentIds { get; init; } = [];
}

/// <summary>Records an entry of the open cycle. It does not change the plan, so it needs no version of it.</summary>
[Requires(Permissions.PlansWrite), Audited("plan_entry.record")]
public sealed record RecordPlanEntryCommand : PlanEntryDraft, ICommand<PlanEntryDto>
{
    [SetsRequiredMembers]
    public RecordPlanEntryCommand(Guid id, PlanEntryDraft draft) : base(draft) => Id = id;

    public Guid Id { get; }
}

internal sealed class RecordPlanEntryHandler(IAppDbContext db, PlanLoading loading, IAnswers answers) : ICommandHandler<RecordPlanEntryCommand, PlanEntryDto>
{
    public Task<Result<PlanEntryDto>> Handle(RecordPlanEntryCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<PlanEntryDto>(request.Id, null, PlanAction.Review, (plan, actor, _) => RecordAsync(plan, actor, request, cancellationToken), cancellationToken);

    private async Task<Result<PlanEntryDto>> RecordAsync(Plan plan, PlanActor actor, RecordPlanEntryCommand request, CancellationToken ct)
    {
        var entry = PlanEntry.Record(plan, Of(request, actor), actor.Now);
        if ((entry.Error ?? await db.EvidenceRefusalAsync(plan, request.EvidenceAttachmentIds, ct)) is { } refused)
        {
            return refused;
        }

        db.Set<PlanEntry>().Add(entry.Value);
        return answers.Map<PlanEntryDto>(entry.Value);
    }

    private static NewPlanEntry Of(PlanEntryDraft draft, PlanActor actor) => new()
    {
        Kind = draft.Kind,
        On = draft.On,
        Text = draft.Text,
        TargetId = draft.TargetId,
        Measure = draft.Measure,
        EvidenceAttachmentIds = [.. draft.EvidenceAttachmentIds.Select(f => new AttachmentId(f))],
        AuthorId = actor.Me,
    };
}
