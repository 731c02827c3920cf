using System.ComponentModel.DataAnnotations;
using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Plans.Commands;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.PlanTemplates;
using PupilSupport.Application.PlanTemplates.Commands;
using PupilSupport.Application.PlanTemplates.Dtos;
using PupilSupport.Application.PlanTemplates.Queries;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Api.Endpoints;

internal sealed class PlanTemplateEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var templates = v1.MapGroup("/plan-templates").WithTags("Plan templates");
        templates.MapPost("", Draft).Sends<DraftPlanTemplateCommand>();
        templates.MapGet("", List).Sends<ListPlanTemplatesQuery>();
        templates.MapGet("/{id:guid}", Get).Sends<GetPlanTemplateQuery>();
        templates.MapPatch("/{id:guid}", Edit).Sends<EditPlanTemplateCommand>();
        templates.MapPost("/{id:guid}/publish", Publish).Sends<PublishPlanTemplateCommand>();
        templates.MapPost("/{id:guid}/archive", Archive).Sends<ArchivePlanTemplateCommand>();
        templates.MapGet("/{id:guid}/versions/{number:int}", Version).Sends<GetPlanTemplateVersionQuery>();
        v1.MapGroup("/plans").WithTags("Plans").MapPost("/bulk", DraftCohort).Sends<DraftCohortPlansCommand>();
    }

    /// <summary>Begins a template of plans.</summary>
    /// <remarks>For the whole trust and one type of plan. It names no pupil and nobody by id; days are counted from a plan's first day. Plans are made from what was published of it.</remarks>
    private static Task<CreatedReply<PlanTemplateDto>> Draft(DraftPlanTemplateBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DraftPlanTemplateCommand(body.Type, body), ct).Created(t => $"/v1/plan-templates/{t.Id}");

    /// <summary>Lists templates of plans.</summary>
    /// <remarks>The trust's, archived ones too. Sorts: name, updatedAt; name when absent.</remarks>
    private static Task<OkReply<Page<PlanTemplateSummaryDto>>> List(Query<ListPlanTemplatesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a template of plans.</summary>
    /// <remarks>It says what its next version will say; what was published stands under <c>/versions/{number}</c>.</remarks>
    private static Task<OkReply<PlanTemplateDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPlanTemplateQuery(id), ct).Ok();

    /// <summary>Changes a template of plans.</summary>
    /// <remarks>Absent members stay, null clears, lists are replaced. Plans are made from its latest version until this is published.</remarks>
    private static Task<OkReply<PlanTemplateDto>> Edit(Guid id, IfMatch ifMatch, MergePatch<PlanTemplateEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EditPlanTemplateCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Publishes a template of plans.</summary>
    /// <remarks>What it says becomes its next version, which never changes. A plan keeps to the version that it was made from.</remarks>
    private static Task<OkReply<PlanTemplateDto>> Publish(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PublishPlanTemplateCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Archives a template of plans.</summary>
    /// <remarks>For good: no new plan is made from it. Its versions stay readable, and its name is free again.</remarks>
    private static Task<OkReply<PlanTemplateDto>> Archive(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ArchivePlanTemplateCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Returns a version of a template of plans.</summary>
    /// <remarks>As it was published.</remarks>
    /// <param name="id">The template.</param>
    /// <param name="number">The number of the version.</param>
    private static Task<OkReply<PlanTemplateVersionDto>> Version(Guid id, [Range(1, PlanTemplate.MaxVersions)] int number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPlanTemplateVersionQuery(id, number), ct).Ok();

    /// <summary>Begins plans for a cohort.</summary>
    /// <remarks>
    /// One draft for each pupil from a template. With <c>preview</c> it answers 200 with what would be made and what stands in the way, and nothing is made; else all of
    /// them are made, or none: <c>plan-cohort-clash</c> lists the pupils who have such a plan already or are not on roll.
    /// </remarks>
    private static Task<PlannedReply<PlannedCohortDto>> DraftCohort(DraftCohortPlansBody body, IdempotencyKey key, IMediator mediator, CancellationToken ct) =>
        mediator.Send(CommandOf(body), ct).Planned(_ => body.Preview ? null : "/v1/plans");

    private static DraftCohortPlansCommand CommandOf(DraftCohortPlansBody body) => new()
    {
        Preview = body.Preview,
        SchoolId = body.SchoolId,
        TemplateId = body.TemplateId,
        TemplateVersion = body.TemplateVersion,
        PupilIds = body.PupilIds,
        StartsOn = body.StartsOn,
        OwnerId = body.OwnerId,
    };
}
