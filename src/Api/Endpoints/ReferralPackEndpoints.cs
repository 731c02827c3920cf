using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Application.Referrals.Commands;

namespace PupilSupport.Api.Endpoints;

internal sealed class ReferralPackEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGroup("/referrals").WithTags("Referrals").MapPost("/{id:guid}/packs", Issue).Sends<IssueReferralPackCommand>();

    /// <summary>Issues the pack of a referral for its agency.</summary>
    /// <remarks>
    /// A document with the referral, the chosen records of the pupil that the caller reads, and a manifest with the SHA-256 of each part. Other pupils, other
    /// families and staff stand in it by what they are, not by name; the manifest counts what was replaced, and <c>redact</c> leaves out more. It is entered in
    /// the log of information shares in the same transaction, by the consent to the referral or the basis in <c>sharing</c>, which must be whole and is no way round the consent. For the sender and
    /// for managers, while the referral is not over and its consent stands. This service sends nothing: fetch its content within the hour.
    /// </remarks>
    private static Task<CreatedReply<DocumentDto>> Issue(Guid id, IssueReferralPackBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new IssueReferralPackCommand(id, body), ct).Created(d => $"/v1/documents/{d.Id}");
}
