using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportProgrammes.Commands;
using PupilSupport.Application.SupportProgrammes.Dtos;
using PupilSupport.Application.SupportProgrammes.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class SupportProgrammeEndpoints : IEndpoints
{
    private const string Tag = "Support programmes";

    public static void Map(RouteGroupBuilder v1)
    {
        var programmes = v1.MapGroup("/support-programmes").WithTags(Tag);
        programmes.MapPost("", Propose).Sends<ProposeSupportProgrammeCommand>();
        programmes.MapGet("", List).Sends<ListSupportProgrammesQuery>();
        programmes.MapGet("/{id:guid}", Get).Sends<GetSupportProgrammeQuery>();
        programmes.MapGet("/{id:guid}/delivery", Delivery).Sends<GetSupportProgrammeDeliveryQuery>();
        programmes.MapPatch("/{id:guid}", Revise).Sends<ReviseSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/wait", Wait).Sends<WaitSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/allocate", Allocate).Sends<AllocateSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/hand-over", HandOver).Sends<HandOverSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/activate", Activate).Sends<ActivateSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/pause", Pause).Sends<PauseSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/resume", Resume).Sends<ResumeSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/approve-extension", ApproveExtension).Sends<ApproveSupportProgrammeExtensionCommand>();
        programmes.MapPost("/{id:guid}/complete", Complete).Sends<CompleteSupportProgrammeCommand>();
        programmes.MapPost("/{id:guid}/withdraw", Withdraw).Sends<WithdrawSupportProgrammeCommand>();
        v1.MapGroup("/reports").WithTags(Tag).MapGet("/waiting-list", WaitingList).Sends<GetWaitingListReportQuery>().Refuses(404, 422);
        v1.MapGroup("/staff").WithTags(Tag).MapGet("/{id:guid}/caseload", Caseload).Sends<GetStaffCaseloadQuery>();
    }

    /// <summary>Proposes a programme.</summary>
    /// <remarks>
    /// No referral is needed. Whoever does not allocate programmes proposes them for nobody yet or for the own caseload.
    /// The number of sessions of an ELSA programme lies within the school's policy, 6 to 12 by default.
    /// </remarks>
    private static Task<CreatedReply<SupportProgrammeDto>> Propose(ProposeSupportProgrammeBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ProposeSupportProgrammeCommand(body.SchoolId, body.Kind, body.PractitionerId, body), ct).Created(p => $"/v1/support-programmes/{p.Id}");

    /// <summary>Lists programmes.</summary>
    /// <remarks>
    /// Those that the caller proposed, has or had, and, with the wider permission, those of the pupils whom the caller
    /// reaches. The waiting list is <c>status=waiting&amp;sort=targetStartOn</c>. Sorts: recordedAt, updatedAt, targetStartOn; -recordedAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<SupportProgrammeDto>>> List(Query<ListSupportProgrammesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a programme.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetSupportProgrammeQuery(id), ct).Ok();

    /// <summary>Returns what a programme delivered.</summary>
    /// <remarks>Sessions and minutes as planned and as they came to be, adherence, what the school owes, cost by role, and what each pupil had.</remarks>
    private static Task<OkReply<SupportProgrammeDeliveryDto>> Delivery(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetSupportProgrammeDeliveryQuery(id), ct).Ok();

    /// <summary>Changes a programme.</summary>
    /// <remarks>
    /// Absent members stay, null clears, lists are replaced. Another priority on the waiting list sets another target. After
    /// the start a pupil who is no longer named has left, and one who is new has joined today.
    /// </remarks>
    private static Task<OkReply<SupportProgrammeDto>> Revise(
        Guid id, IfMatch ifMatch, MergePatch<SupportProgrammeEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseSupportProgrammeCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Puts a programme on the waiting list.</summary>
    /// <remarks>From today it waits; <c>targetStartOn</c> is as many school days later as the policy gives its priority.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> Wait(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WaitSupportProgrammeCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Allocates a programme.</summary>
    /// <remarks>Gives it its first practitioner; one that has a practitioner is handed over.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> Allocate(
        Guid id, IfMatch ifMatch, AllocateSupportProgrammeBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AllocateSupportProgrammeCommand(id, ifMatch.Version, body.PractitionerId), ct).Ok();

    /// <summary>Hands a programme over.</summary>
    /// <remarks>
    /// To another practitioner, from today, with the sessions still to come that the former one leads; refused (409 with the ids that the caller
    /// may see) when the new one has others then. The allocations keep whose it was, and what was said at each hand-over.
    /// </remarks>
    private static Task<OkReply<SupportProgrammeDto>> HandOver(
        Guid id, IfMatch ifMatch, HandOverSupportProgrammeBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new HandOverSupportProgrammeCommand(id, ifMatch.Version, body.PractitionerId, body.Note), ct).Ok();

    /// <summary>Starts a programme.</summary>
    /// <remarks>One that waits and has a practitioner.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> Activate(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ActivateSupportProgrammeCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Pauses a programme.</summary>
    /// <remarks>
    /// It stays on the caseload, and no session serves it until it is resumed. Sessions that are still to come stay planned, or are cancelled
    /// with <c>cancelReason</c>.
    /// </remarks>
    private static Task<OkReply<SupportProgrammeDto>> Pause(Guid id, IfMatch ifMatch, PauseSupportProgrammeBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PauseSupportProgrammeCommand(id, ifMatch.Version, body?.CancelReason), ct).Ok();

    /// <summary>Resumes a programme.</summary>
    /// <remarks>One that is paused.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> Resume(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ResumeSupportProgrammeCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Approves an extension.</summary>
    /// <remarks>Of an ELSA programme, to more sessions than the policy allows; by another person than its practitioner.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> ApproveExtension(
        Guid id, IfMatch ifMatch, ApproveSupportProgrammeExtensionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ApproveSupportProgrammeExtensionCommand(id, ifMatch.Version, body.Sessions, body.Reason), ct).Ok();

    /// <summary>Completes a programme.</summary>
    /// <remarks>
    /// With a measure of every pupil who stayed, or with the reason why there is none. The measure before is kept beside it: the
    /// programme's baseline, or the assessment nearest to its start by the same norm version and kind of respondent. Sessions that
    /// are still to come are cancelled.
    /// </remarks>
    private static Task<OkReply<SupportProgrammeDto>> Complete(
        Guid id, IfMatch ifMatch, CompleteSupportProgrammeBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteSupportProgrammeCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Withdraws a programme.</summary>
    /// <remarks>It is broken off, or never begins; its sessions that are still to come are cancelled for the same reason.</remarks>
    private static Task<OkReply<SupportProgrammeDto>> Withdraw(
        Guid id, IfMatch ifMatch, WithdrawSupportProgrammeBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawSupportProgrammeCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Reports who waits too long for support.</summary>
    /// <remarks>In school days, by school and priority; and how many started in time in a period.</remarks>
    private static Task<OkReply<WaitingListReportDto>> WaitingList(Query<GetWaitingListReportQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns the caseload of a member of staff.</summary>
    /// <remarks>Whom the practitioner supports, what is today, what is due, and the hours a week beside the capacity. One's own, or a colleague's with the permission for it.</remarks>
    /// <param name="id">The member of staff.</param>
    private static Task<OkReply<StaffCaseloadDto>> Caseload(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetStaffCaseloadQuery(id), ct).Ok();
}
