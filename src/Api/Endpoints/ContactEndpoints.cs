using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils;
using PupilSupport.Application.Pupils.Commands;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class ContactEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var contacts = v1.MapGroup("/pupils/{id:guid}/contacts").WithTags("Contacts");
        contacts.MapGet("", List).Sends<ListContactsQuery>().NeverStored();
        contacts.MapPost("", Add).Sends<AddContactCommand>();
        contacts.MapPatch("/{contactId:guid}", Revise).Sends<ReviseContactCommand>();
    }

    /// <summary>Lists a pupil's contacts.</summary>
    /// <remarks>
    /// In the order in which to call. A confidential address is left out, and named in <c>_meta</c>, unless the caller
    /// may read it. Each read is audited. Sorts: priority; priority when absent.
    /// </remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<Page<ContactDto>>> List(Guid id, Query<ListContactsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { PupilId = id }, ct).Ok();

    /// <summary>Adds a contact to a pupil.</summary>
    /// <remarks>A person, and what that person is to the pupil.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<CreatedReply<ContactDto>> Add(Guid id, AddContactBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(
            new AddContactCommand(
                id, body.Title, body.GivenName, body.FamilyName, body.Relationship, body.Priority, body.ParentalResponsibility, body.IsBarred,
                body.Phones, body.Emails, body.Address, body.Postcode, body.AddressIsConfidential), ct)
            .Created(c => $"/v1/pupils/{c.PupilId}/contacts");

    /// <summary>Changes a contact.</summary>
    /// <remarks>
    /// Absent members stay, null clears, lists are replaced. What is said of the person holds for siblings too. Only
    /// who may read a confidential address may change it or lift the mark (403).
    /// </remarks>
    /// <param name="id">The pupil.</param>
    /// <param name="contactId">The contact.</param>
    private static Task<OkReply<ContactDto>> Revise(
        Guid id, Guid contactId, IfMatch ifMatch, MergePatch<ContactEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseContactCommand(id, contactId, patch, ifMatch.Version), ct).Ok();
}
