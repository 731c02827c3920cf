using System.ComponentModel.DataAnnotations;
using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Plans.Commands;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Plans.Queries;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Api.Endpoints;

internal sealed class PlanReviewEndpoints : IEndpoints
{
    private const string Tag = "Plans";

    public static void Map(RouteGroupBuilder v1)
    {
        var plans = v1.MapGroup("/plans").WithTags(Tag);
        plans.MapPost("/{id:guid}/reviews", Review).Sends<RecordPlanReviewCommand>();
        plans.MapPost("/{id:guid}/review-triggers", Trigger).Sends<TriggerPlanReviewCommand>();
        plans.MapGet("/{id:guid}/cycles", Cycles).Sends<ListPlanCyclesQuery>();
        plans.MapGet("/{id:guid}/cycles/{number:int}", Cycle).Sends<GetPlanCycleQuery>();
        plans.MapPost("/{id:guid}/entries", Record).Sends<RecordPlanEntryCommand>();
        plans.MapGet("/{id:guid}/entries", Entries).Sends<ListPlanEntriesQuery>();
        plans.MapPost("/{id:guid}/drills", Drill).Sends<RecordPlanDrillCommand>();
        plans.MapGet("/{id:guid}/drills", Drills).Sends<ListPlanDrillsQuery>();
        var reports = v1.MapGroup("/reports").WithTags(Tag);
        reports.MapGet("/plan-reviews", Report).Sends<GetPlanReviewReportQuery>().Refuses(404);
        reports.MapGet("/expected-c2-marks", ExpectedMarks).Sends<ListExpectedMarksQuery>();
    }

    /// <summary>Reviews a plan.</summary>
    /// <remarks>
    /// It ends the open cycle, with an outcome for every target of the version in force. <c>continue</c> begins the next one from the day of the review, or
    /// from the school day before it; <c>close</c> ends the plan, unless something of it is open (422 with <c>blockers</c>). The plan is changed: read its new ETag there.
    /// </remarks>
    private static Task<CreatedReply<PlanReviewDto>> Review(Guid id, IfMatch ifMatch, RecordPlanReviewBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordPlanReviewCommand(id, ifMatch.Version, body), ct).Created(r => $"/v1/plans/{id}/cycles/{r.CycleNumber}");

    /// <summary>Makes a risk assessment or an evacuation plan due for review.</summary>
    /// <remarks>
    /// A risk assessment after a restrictive intervention, an injury or absconding, within five school days; an evacuation plan after a change of room, staff or
    /// condition, within those of the school's policy. Never later than it was due before.
    /// </remarks>
    private static Task<CreatedReply<PlanReviewTriggerDto>> Trigger(Guid id, IfMatch ifMatch, TriggerPlanReviewBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new TriggerPlanReviewCommand(id, ifMatch.Version, body.Kind, body.OccurredOn, body.Note), ct).Created(t => $"/v1/plans/{id}/cycles/{t.CycleNumber}");

    /// <summary>Lists the cycles of a plan.</summary>
    /// <remarks>The latest first; none before the plan has come into force.</remarks>
    private static Task<OkReply<PlanCycleListDto>> Cycles(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListPlanCyclesQuery(id), ct).Ok();

    /// <summary>Returns a cycle of a plan.</summary>
    /// <remarks>With the review that ended it, and what brought the review forward.</remarks>
    /// <param name="id">The plan.</param>
    /// <param name="number">From 1.</param>
    private static Task<OkReply<PlanCycleDetailDto>> Cycle(Guid id, [Range(1, Plan.MaxCycles)] int number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPlanCycleQuery(id, number), ct).Ok();

    /// <summary>Records what was assessed, planned or done under a plan, or progress towards a target.</summary>
    /// <remarks>It belongs to the open cycle. An entry is never changed: another one puts it right. It does not change the plan, so no version of the plan is asked for.</remarks>
    private static Task<CreatedReply<PlanEntryDto>> Record(Guid id, RecordPlanEntryBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordPlanEntryCommand(id, body), ct).Created(e => $"/v1/plans/{id}/cycles/{e.CycleNumber}");

    /// <summary>Lists what was recorded under a plan.</summary>
    /// <remarks>The latest day first. Sort: on.</remarks>
    private static Task<OkReply<Page<PlanEntryDto>>> Entries(Guid id, Query<ListPlanEntriesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();

    /// <summary>Records a drill of an evacuation plan.</summary>
    /// <remarks>
    /// The next one is due a year after, by the policy <c>plans</c>. A drill is never changed: another one with <c>correctsId</c> stands in its place, with the outcome
    /// <c>not_held</c> where it did not take place. When the plan's <c>drillDueOn</c> moves, the plan has a new version.
    /// </remarks>
    private static Task<CreatedReply<PlanDrillDto>> Drill(Guid id, RecordPlanDrillBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordPlanDrillCommand(id, body), ct).Created(_ => $"/v1/plans/{id}/drills");

    /// <summary>Lists the drills of a plan.</summary>
    /// <remarks>Corrections and what they correct too. The latest day first. Sort: heldOn.</remarks>
    private static Task<OkReply<Page<PlanDrillDto>>> Drills(Guid id, Query<ListPlanDrillsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();

    /// <summary>Reports whose parents have not been met three times.</summary>
    /// <remarks>Pupils with SEN support or an education, health and care plan whose parents took part in fewer than three reviews of their plans in an academic year. Sort: name.</remarks>
    private static Task<OkReply<Page<PlanReviewComplianceDto>>> Report(Query<GetPlanReviewReportQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Lists the sessions that part-time timetables leave out.</summary>
    /// <remarks>
    /// Plan by plan the halves of school days on which the pupil is not in school by agreement, so that the register shows C2: by the version that holds on the day,
    /// for pupils on the roll and of compulsory school age, never on closures or weekends. A suspended plan is not listed. Without a calendar of the school for those days 422.
    /// Sort: recordedAt, of the plan.
    /// </remarks>
    private static Task<OkReply<Page<ExpectedMarksDto>>> ExpectedMarks(Query<ListExpectedMarksQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
