using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.ContactSubmissions.Commands;
using PupilSupport.Application.ContactSubmissions.Dtos;
using PupilSupport.Application.ContactSubmissions.Queries;
using PupilSupport.Application.Links.Commands;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Application.Links.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class LinkAdministrationEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var links = v1.MapGroup("/links").WithTags("Links");
        links.MapGet("", List).Sends<ListLinksQuery>();
        links.MapGet("/{id:guid}", Get).Sends<GetLinkQuery>();
        links.MapPost("/{id:guid}/revoke", Revoke).Sends<RevokeLinkCommand>();
        v1.MapPost("/pupils/{id:guid}/contacts/{contactId:guid}/links", Issue).WithTags("Links").Sends<IssueContactLinkCommand>().NeverStored();
        var submissions = v1.MapGroup("/contact-submissions").WithTags("Contact submissions");
        submissions.MapGet("", ListSubmissions).Sends<ListContactSubmissionsQuery>().NeverStored();
        submissions.MapGet("/{id:guid}", GetSubmission).Sends<GetContactSubmissionQuery>().NeverStored();
        submissions.MapPost("/{id:guid}/accept", Accept).Sends<AcceptContactSubmissionCommand>();
        submissions.MapPost("/{id:guid}/reject", Reject).Sends<RejectContactSubmissionCommand>();
    }

    /// <summary>Lists single-purpose links.</summary>
    /// <remarks>Those of the caller's schools, without their addresses, which nobody can see again.</remarks>
    private static Task<OkReply<Page<LinkDto>>> List(Query<ListLinksQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a single-purpose link.</summary>
    /// <remarks>Where it stands, without its address. Who opened and used it stands in the audit.</remarks>
    private static Task<OkReply<LinkDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetLinkQuery(id), ct).Ok();

    /// <summary>Makes a link stop working at once.</summary>
    /// <remarks>A link that was used, has expired or was revoked stays as it is (409).</remarks>
    private static Task<OkReply<LinkDto>> Revoke(Guid id, IfMatch ifMatch, RevokeLinkBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RevokeLinkCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Makes a link by which a contact checks the contact's own details.</summary>
    /// <remarks>
    /// The contact opens the address without an account, sees a part of the first phone number and e-mail address, and confirms or
    /// corrects them once. It is shown this once. An earlier link for the same contact and pupil stops working. A barred contact, and
    /// one of a pupil who has left, gets none (422); a link of theirs works no more.
    /// </remarks>
    /// <param name="id">The pupil.</param>
    /// <param name="contactId">The contact.</param>
    private static Task<CreatedReply<IssuedLinkDto>> Issue(Guid id, Guid contactId, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new IssueContactLinkCommand(id, contactId), ct).Created(l => $"/v1/links/{l.Id}");

    /// <summary>Lists what contacts have sent.</summary>
    /// <remarks>Of the pupils that the caller reaches. Each read is audited.</remarks>
    private static Task<OkReply<Page<ContactSubmissionDto>>> ListSubmissions(Query<ListContactSubmissionsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns what a contact has sent.</summary>
    /// <remarks>Each read is audited.</remarks>
    private static Task<OkReply<ContactSubmissionDto>> GetSubmission(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetContactSubmissionQuery(id), ct).Ok();

    /// <summary>Takes what a contact has sent over into the contact.</summary>
    /// <remarks>A new number or address takes the place of the first one. Its task ends. Decided ones stay as they are (409).</remarks>
    private static Task<OkReply<ContactSubmissionDto>> Accept(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AcceptContactSubmissionCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Leaves the contact as it is.</summary>
    /// <remarks>Its task ends. Decided ones stay as they are (409).</remarks>
    private static Task<OkReply<ContactSubmissionDto>> Reject(Guid id, IfMatch ifMatch, RejectContactSubmissionBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RejectContactSubmissionCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
