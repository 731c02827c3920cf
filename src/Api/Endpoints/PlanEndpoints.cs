using System.ComponentModel.DataAnnotations;
using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Plans;
using PupilSupport.Application.Plans.Commands;
using PupilSupport.Application.Plans.Dtos;
using PupilSupport.Application.Plans.Queries;
using PupilSupport.Application.PlanSignatures.Commands;
using PupilSupport.Application.PlanSignatures.Dtos;
using PupilSupport.Application.PlanSignatures.Queries;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Api.Endpoints;

internal sealed class PlanEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var plans = v1.MapGroup("/plans").WithTags("Plans");
        plans.MapPost("", Draft).Sends<DraftPlanCommand>();
        plans.MapGet("", List).Sends<ListPlansQuery>();
        plans.MapGet("/{id:guid}", Get).Sends<GetPlanQuery>();
        plans.MapPatch("/{id:guid}", Edit).Sends<EditPlanCommand>();
        plans.MapGet("/{id:guid}/versions", Versions).Sends<ListPlanVersionsQuery>();
        plans.MapGet("/{id:guid}/versions/{number:int}", Version).Sends<GetPlanVersionQuery>();
        plans.MapGet("/{id:guid}/compare", Compare).Sends<ComparePlanVersionsQuery>();
        plans.MapPost("/{id:guid}/request-approval", RequestApproval).Sends<RequestPlanApprovalCommand>();
        plans.MapPost("/{id:guid}/approve", Approve).Sends<ApprovePlanCommand>();
        plans.MapPost("/{id:guid}/reject", Reject).Sends<RejectPlanCommand>();
        plans.MapPost("/{id:guid}/revise", Revise).Sends<RevisePlanCommand>();
        plans.MapPost("/{id:guid}/withdraw-revision", WithdrawRevision).Sends<WithdrawPlanRevisionCommand>();
        plans.MapPost("/{id:guid}/activate-interim", ActivateInterim).Sends<ActivatePlanInterimCommand>();
        plans.MapPost("/{id:guid}/start-review", StartReview).Sends<StartPlanReviewCommand>();
        plans.MapPost("/{id:guid}/suspend", Suspend).Sends<SuspendPlanCommand>();
        plans.MapPost("/{id:guid}/resume", Resume).Sends<ResumePlanCommand>();
        plans.MapPost("/{id:guid}/close", Close).Sends<ClosePlanCommand>();
        plans.MapPost("/{id:guid}/signatures", Sign).Sends<SignPlanCommand>();
        plans.MapPost("/{id:guid}/signature-requests", RequestSignature).Sends<RequestPlanSignatureCommand>().NeverStored();
        plans.MapPost("/{id:guid}/signature-requests/{requestId:guid}/revoke", RevokeSignatureRequest).Sends<RevokePlanSignatureRequestCommand>();
        plans.MapGet("/{id:guid}/signature-requests", SignatureRequests).Sends<ListPlanSignatureRequestsQuery>();
    }

    /// <summary>Begins a plan.</summary>
    /// <remarks>
    /// As a draft of version 1, for a pupil of the own caseload or, with the wider permission, for any within reach. Targets get their ids here. What the
    /// type needs may still be missing: it is asked for before approval.
    /// </remarks>
    private static Task<CreatedReply<PlanDto>> Draft(DraftPlanBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DraftPlanCommand(body.SchoolId, body.PupilId, body.Type, body.SupersedesId, body) { TemplateId = body.TemplateId, TemplateVersion = body.TemplateVersion }, ct)
            .Created(p => $"/v1/plans/{p.Id}");

    /// <summary>Lists plans.</summary>
    /// <remarks>
    /// The own ones, those of the pupils whom the caller supports and, with the wider permissions, those of the pupils whom these reach; healthcare and
    /// intimate care have a permission of their own. Sorts: recordedAt, updatedAt, startsOn, reviewDueOn; -recordedAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<PlanSummaryDto>>> List(Query<ListPlansQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a plan.</summary>
    /// <remarks>
    /// It says what its latest version says. While the next version is written, <c>inForceVersion</c> says which one holds; its text is
    /// <c>/versions/{number}</c>. <c>allowedActions</c> says what this caller can do now.
    /// </remarks>
    private static Task<OkReply<PlanDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPlanQuery(id), ct).Ok();

    /// <summary>Changes the draft of a plan.</summary>
    /// <remarks>
    /// Absent members stay, null clears, lists are replaced: a target keeps its id when that is sent along. Whoever changes the text is an author of the
    /// version. What is in review or in force is not changed: <c>plan-frozen</c>.
    /// </remarks>
    private static Task<OkReply<PlanDto>> Edit(Guid id, IfMatch ifMatch, MergePatch<PlanEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EditPlanCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Lists the versions of a plan.</summary>
    /// <remarks>All of them, the latest first, with who wrote, decided on and signed each, without their texts.</remarks>
    private static Task<OkReply<PlanVersionListDto>> Versions(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListPlanVersionsQuery(id), ct).Ok();

    /// <summary>Returns a version of a plan.</summary>
    /// <remarks>From the request for approval on with its canonical bytes (RFC 8785) as text and their SHA-256, so that anybody can check what was signed.</remarks>
    /// <param name="id">The plan.</param>
    /// <param name="number">The number of the version.</param>
    private static Task<OkReply<PlanVersionTextDto>> Version(Guid id, [Range(1, Plan.MaxVersions)] int number, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetPlanVersionQuery(id, number), ct).Ok();

    /// <summary>Compares two versions of a plan.</summary>
    /// <remarks>Value by value, targets by their ids, other lists by place.</remarks>
    /// <param name="id">The plan.</param>
    private static Task<OkReply<PlanComparisonDto>> Compare(Guid id, Query<ComparePlanVersionsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();

    /// <summary>Asks for the approval of a plan.</summary>
    /// <remarks>
    /// The draft must have what its type needs, and the views of pupil and parent or why there are none; else <c>plan-incomplete</c> lists what is missing.
    /// From here on nobody changes the text.
    /// </remarks>
    private static Task<OkReply<PlanDto>> RequestApproval(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RequestPlanApprovalCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Approves a plan.</summary>
    /// <remarks>
    /// By a role that decides on plans of the type, never by an author of the version; a risk of 15 or more also needs the head. The last approval freezes
    /// the version and puts it in force; the plan that <c>supersedesId</c> names is superseded in the same moment.
    /// </remarks>
    private static Task<OkReply<PlanDto>> Approve(Guid id, IfMatch ifMatch, ApprovePlanBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ApprovePlanCommand(id, ifMatch.Version, body.Comment), ct).Ok();

    /// <summary>Sends a plan back.</summary>
    /// <remarks>
    /// To its authors, as a draft. A text that somebody has signed is kept as withdrawn, and the draft goes on under the next number. An interim risk
    /// assessment stays in force until the next version is approved.
    /// </remarks>
    private static Task<OkReply<PlanDto>> Reject(Guid id, IfMatch ifMatch, RejectPlanBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RejectPlanCommand(id, ifMatch.Version, body.Comment), ct).Ok();

    /// <summary>Revises a plan.</summary>
    /// <remarks>Opens the next version as a draft with the text of the one in force, which stays in force.</remarks>
    private static Task<OkReply<PlanDto>> Revise(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RevisePlanCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Gives the next version of a plan up.</summary>
    /// <remarks>Its text is kept under its number; the version in force stays.</remarks>
    private static Task<OkReply<PlanDto>> WithdrawRevision(Guid id, IfMatch ifMatch, PlanReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawPlanRevisionCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Puts a risk assessment in force at once.</summary>
    /// <remarks>By safeguarding lead, head or pastoral lead, as interim; its approval is due in two school days by default.</remarks>
    private static Task<OkReply<PlanDto>> ActivateInterim(Guid id, IfMatch ifMatch, PlanReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ActivatePlanInterimCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Begins to review a plan.</summary>
    /// <remarks>It stays in force meanwhile.</remarks>
    private static Task<OkReply<PlanDto>> StartReview(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StartPlanReviewCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Suspends a plan.</summary>
    /// <remarks>It does not hold until it is resumed, and no other of its kind takes its place unless it supersedes it.</remarks>
    private static Task<OkReply<PlanDto>> Suspend(Guid id, IfMatch ifMatch, PlanReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SuspendPlanCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Resumes a plan.</summary>
    /// <remarks>One that is suspended.</remarks>
    private static Task<OkReply<PlanDto>> Resume(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ResumePlanCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Closes a plan.</summary>
    /// <remarks>For good; what goes on is another plan that supersedes it. While something of it is open, <c>plan-close-blocked</c> lists that in <c>blockers</c>.</remarks>
    private static Task<OkReply<PlanDto>> Close(Guid id, IfMatch ifMatch, PlanReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ClosePlanCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Signs a plan.</summary>
    /// <remarks>
    /// The version in review or, when none is, the one in force: the signature keeps its number and hash. Staff sign as what they are; a parent's or pupil's
    /// signature is attested by the caller, with the signed paper as evidence where there is one. A signature on paper names the
    /// seal of its text in <c>contentHash</c>: what was changed since is not what was signed (<c>plan-signed-other-text</c>); an If-Match is honoured too.
    /// </remarks>
    private static Task<CreatedReply<PlanSignatureDto>> Sign(Guid id, IfMatch? ifMatch, SignPlanBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SignPlanCommand(id, ifMatch?.Version, body.As, body.Method, body.ContactId, body.Name, body.EvidenceAttachmentId, body.ContentHash), ct)
            .Created(_ => $"/v1/plans/{id}");

    /// <summary>Makes a link by which somebody signs a plan.</summary>
    /// <remarks>
    /// A contact of the pupil, or the pupil, opens the address without an account, reads the family's copy of the version in review or, when none is, in force, and signs it
    /// with a typed name or says why not. The address is shown this once; one made again for the same person and version takes its place. It stops working as soon as the
    /// version is withdrawn, sent back, superseded or behind a later one. A barred contact gets none (422).
    /// </remarks>
    private static Task<CreatedReply<IssuedPlanSignatureRequestDto>> RequestSignature(Guid id, RequestPlanSignatureBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RequestPlanSignatureCommand(id, body.As, body.ContactId), ct).Created(r => $"/v1/links/{r.LinkId}");

    /// <summary>Revokes a link by which somebody signs a plan.</summary>
    /// <remarks>
    /// At once, by whoever may make one: a link that went to a wrong address. One that was used, has expired or was revoked is refused (<c>link-ended</c>). Another can be made for
    /// the same person and version.
    /// </remarks>
    /// <param name="id">The plan.</param>
    /// <param name="requestId">The request for a signature.</param>
    private static Task<OkReply<PlanSignatureRequestDto>> RevokeSignatureRequest(Guid id, Guid requestId, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RevokePlanSignatureRequestCommand(id, requestId), ct).Ok();

    /// <summary>Lists who was asked by a link to sign a plan.</summary>
    /// <remarks>With where each link stands and what was answered. Each read is audited. Sort: recordedAt; -recordedAt when absent.</remarks>
    /// <param name="id">The plan.</param>
    private static Task<OkReply<Page<PlanSignatureRequestDto>>> SignatureRequests(Guid id, Query<ListPlanSignatureRequestsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();
}
