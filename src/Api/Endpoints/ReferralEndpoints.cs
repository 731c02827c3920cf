using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Application.ReferralLinks;
using PupilSupport.Application.Referrals;
using PupilSupport.Application.Referrals.Commands;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Application.Referrals.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class ReferralEndpoints : IEndpoints
{
    private const string Tag = "Referrals";

    public static void Map(RouteGroupBuilder v1)
    {
        var referrals = v1.MapGroup("/referrals").WithTags(Tag);
        referrals.MapPost("", Draft).Sends<DraftReferralCommand>();
        referrals.MapGet("", List).Sends<ListReferralsQuery>();
        referrals.MapGet("/{id:guid}", Get).Sends<GetReferralQuery>();
        referrals.MapPatch("/{id:guid}", Edit).Sends<EditReferralCommand>();
        referrals.MapPost("/{id:guid}/submit", Submit).Sends<SubmitReferralCommand>();
        referrals.MapPost("/{id:guid}/acknowledge", Acknowledge).Sends<AcknowledgeReferralCommand>();
        referrals.MapPost("/{id:guid}/accept", Accept).Sends<AcceptReferralCommand>();
        referrals.MapPost("/{id:guid}/decline", Decline).Sends<DeclineReferralCommand>();
        referrals.MapPost("/{id:guid}/request-information", RequestInformation).Sends<RequestReferralInformationCommand>();
        referrals.MapPost("/{id:guid}/provide-information", ProvideInformation).Sends<ProvideReferralInformationCommand>();
        referrals.MapPost("/{id:guid}/allocate", Allocate).Sends<AllocateReferralCommand>();
        referrals.MapPost("/{id:guid}/wait", Wait).Sends<WaitReferralCommand>();
        referrals.MapPost("/{id:guid}/start", Start).Sends<StartReferralCommand>();
        referrals.MapPost("/{id:guid}/complete", Complete).Sends<CompleteReferralCommand>();
        referrals.MapPost("/{id:guid}/withdraw", Withdraw).Sends<WithdrawReferralCommand>();
        referrals.MapPost("/{id:guid}/reopen", Reopen).Sends<ReopenReferralCommand>();
        referrals.MapPost("/{id:guid}/void", Void).Sends<VoidReferralCommand>();
        referrals.MapPost("/{id:guid}/record-consent", RecordConsent).Sends<RecordReferralConsentCommand>();
        referrals.MapPost("/{id:guid}/override-consent", OverrideConsent).Sends<OverrideReferralConsentCommand>();
        referrals.MapPost("/{id:guid}/contacts", RecordContact).Sends<RecordReferralContactCommand>();
        referrals.MapGet("/{id:guid}/contacts", Contacts).Sends<ListReferralContactsQuery>();
        referrals.MapPost("/{id:guid}/links", IssueLink).Sends<IssueReferralLinkCommand>().NeverStored();
        v1.MapGroup("/reports").WithTags(Tag).MapGet("/referral-waiting", Waiting).Sends<GetReferralWaitingReportQuery>().Refuses(404);
    }

    /// <summary>Makes a link by which an agency answers a referral.</summary>
    /// <remarks>
    /// Without an account the agency takes it, declines it, asks, or says what came of it: one answer for each link. Its page tells the referral's id, service, urgency and the
    /// pupil's initials and year group. An earlier link for it stops working, and so does this one when the referral is answered otherwise or is over. The address is shown this once.
    /// </remarks>
    private static Task<CreatedReply<IssuedLinkDto>> IssueLink(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new IssueReferralLinkCommand(id), ct).Created(l => $"/v1/links/{l.Id}");

    /// <summary>Begins a referral.</summary>
    /// <remarks>
    /// As a draft, for a pupil whom the caller reaches. A pupil has one open referral to a service and agency: another is refused with
    /// <c>referral-already-open</c>. What a referral to an agency needs besides is asked for when it is submitted.
    /// </remarks>
    private static Task<CreatedReply<ReferralDto>> Draft(DraftReferralBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DraftReferralCommand(body.SchoolId, body.PupilId, body.Direction, body.Consent, body), ct).Created(r => $"/v1/referrals/{r.Id}");

    /// <summary>Lists referrals.</summary>
    /// <remarks>
    /// Those that the caller sent, receives or gives, those that a team of the caller's receives and, with the wider permissions, those of the pupils whom
    /// these reach; the ones that keep a child safe have a permission of their own. <c>queue</c> is a list of work and shows what was just written.
    /// Sorts: recordedAt, updatedAt, answerBy; -recordedAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<ReferralSummaryDto>>> List(Query<ListReferralsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a referral.</summary>
    /// <remarks>With its history. <c>allowedActions</c> says what this caller can do now.</remarks>
    private static Task<OkReply<ReferralDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetReferralQuery(id), ct).Ok();

    /// <summary>Changes the draft of a referral.</summary>
    /// <remarks>Absent members stay, null clears, lists are replaced. Its sender or a manager does.</remarks>
    private static Task<OkReply<ReferralDto>> Edit(Guid id, IfMatch ifMatch, MergePatch<ReferralEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EditReferralCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Submits a referral.</summary>
    /// <remarks>
    /// Within the school the receiving team is asked to decide. To an agency this service sends nothing: it keeps how it was sent. That needs consent, given
    /// or, to keep a child safe, not required or overridden; and a plan with a cycle that was reviewed or the reason why there is none.
    /// </remarks>
    private static Task<OkReply<ReferralDto>> Submit(Guid id, IfMatch ifMatch, SubmitReferralBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SubmitReferralCommand(id, ifMatch.Version, body ?? new()), ct).Ok();

    /// <summary>Acknowledges a referral.</summary>
    /// <remarks>The receiving side has it. Of a referral to an agency its sender or a manager says so; one within the school is not acknowledged.</remarks>
    private static Task<OkReply<ReferralDto>> Acknowledge(Guid id, IfMatch ifMatch, ReferralAnswerBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AcknowledgeReferralCommand(id, ifMatch.Version, body ?? new()), ct).Ok();

    /// <summary>Accepts a referral.</summary>
    /// <remarks>
    /// The receiving team does, never the sender. Within the school a support programme begins to wait in the same transaction, where the service is given as
    /// one. What an agency answered its sender or a manager records.
    /// </remarks>
    private static Task<OkReply<ReferralDto>> Accept(Guid id, IfMatch ifMatch, AcceptReferralBody? body, IMediator mediator, CancellationToken ct)
    {
        var told = body ?? new();
        return mediator.Send(new AcceptReferralCommand(id, ifMatch.Version, told.PractitionerId, told), ct).Ok();
    }

    /// <summary>Declines a referral.</summary>
    /// <remarks>The receiving team does, never the sender. Its open tasks end with it.</remarks>
    private static Task<OkReply<ReferralDto>> Decline(Guid id, IfMatch ifMatch, DeclineReferralBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DeclineReferralCommand(id, ifMatch.Version, body.Reason, body), ct).Ok();

    /// <summary>Asks about a referral.</summary>
    /// <remarks>The receiving team asks the sender, who gets a task; while the answer is awaited nothing is decided.</remarks>
    private static Task<OkReply<ReferralDto>> RequestInformation(
        Guid id, IfMatch ifMatch, RequestReferralInformationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RequestReferralInformationCommand(id, ifMatch.Version, body.Question, body), ct).Ok();

    /// <summary>Answers a question about a referral.</summary>
    /// <remarks>It is submitted again, and the time to decide begins anew.</remarks>
    private static Task<OkReply<ReferralDto>> ProvideInformation(
        Guid id, IfMatch ifMatch, ProvideReferralInformationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ProvideReferralInformationCommand(id, ifMatch.Version, body.Answer), ct).Ok();

    /// <summary>Allocates a referral.</summary>
    /// <remarks>The receiving team says who gives the support. A programme that waits gets its first practitioner; one that has another is handed over there.</remarks>
    private static Task<OkReply<ReferralDto>> Allocate(Guid id, IfMatch ifMatch, AllocateReferralBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AllocateReferralCommand(id, ifMatch.Version, body.PractitionerId), ct).Ok();

    /// <summary>Puts a referral on the waiting list.</summary>
    /// <remarks>It was accepted, and the support waits for its turn.</remarks>
    private static Task<OkReply<ReferralDto>> Wait(Guid id, IfMatch ifMatch, ReferralAnswerBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WaitReferralCommand(id, ifMatch.Version, body ?? new()), ct).Ok();

    /// <summary>Starts the support of a referral.</summary>
    /// <remarks>Its programme starts with it if it has a practitioner; else it stays on the waiting list.</remarks>
    private static Task<OkReply<ReferralDto>> Start(Guid id, IfMatch ifMatch, ReferralAnswerBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new StartReferralCommand(id, ifMatch.Version, body ?? new()), ct).Ok();

    /// <summary>Completes a referral.</summary>
    /// <remarks>
    /// With what came of it. What never began was not delivered: 409 with <c>blockers</c>. A programme that has not begun is withdrawn with it.
    /// </remarks>
    private static Task<OkReply<ReferralDto>> Complete(Guid id, IfMatch ifMatch, CompleteReferralBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CompleteReferralCommand(id, ifMatch.Version, body.Outcome, body.Note, body), ct).Ok();

    /// <summary>Withdraws a referral.</summary>
    /// <remarks>Its sender or a manager does. Its open tasks end with it, and a programme that has not begun is withdrawn.</remarks>
    private static Task<OkReply<ReferralDto>> Withdraw(Guid id, IfMatch ifMatch, ReferralReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WithdrawReferralCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Reopens a referral.</summary>
    /// <remarks>As a new draft that follows on from one that was declined, withdrawn or completed, and says the same; once for each. Consent is asked for anew.</remarks>
    private static Task<CreatedReply<ReferralDto>> Reopen(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReopenReferralCommand(id, ifMatch.Version), ct).Created(r => $"/v1/referrals/{r.Id}");

    /// <summary>Voids a referral.</summary>
    /// <remarks>It was made in error. It is kept, and open tasks end with it.</remarks>
    private static Task<OkReply<ReferralDto>> Void(Guid id, IfMatch ifMatch, ReferralReasonBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidReferralCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Records consent to a referral.</summary>
    /// <remarks>What was said before is kept. When it is refused or withdrawn after the referral was submitted, the sender gets a task.</remarks>
    private static Task<OkReply<ReferralDto>> RecordConsent(
        Guid id, IfMatch ifMatch, RecordReferralConsentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordReferralConsentCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Overrides consent to a referral.</summary>
    /// <remarks>A designated safeguarding lead or deputy goes on without it, to keep a child safe, with the lawful basis; the caller is the approver.</remarks>
    private static Task<OkReply<ReferralDto>> OverrideConsent(
        Guid id, IfMatch ifMatch, OverrideReferralConsentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new OverrideReferralConsentCommand(id, ifMatch.Version, new(body.Article6, body.Article9, body.Schedule1), body.Reason), ct).Ok();

    /// <summary>Records an attempt to reach somebody about a referral.</summary>
    /// <remarks>The agency or the family, whether or not somebody was reached.</remarks>
    private static Task<CreatedReply<ReferralContactDto>> RecordContact(Guid id, RecordReferralContactBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordReferralContactCommand(id, body), ct).Created(_ => $"/v1/referrals/{id}/contacts");

    /// <summary>Lists the attempts to reach somebody about a referral.</summary>
    /// <remarks>With the reminders that this service keeps when an agency has not answered.</remarks>
    private static Task<OkReply<ReferralContactListDto>> Contacts(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListReferralContactsQuery(id), ct).Ok();

    /// <summary>Reports how long pupils wait for what they were referred to.</summary>
    /// <remarks>By service, in school days since the submission, the longest wait first.</remarks>
    private static Task<OkReply<ReferralWaitingReportDto>> Waiting(Query<GetReferralWaitingReportQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
