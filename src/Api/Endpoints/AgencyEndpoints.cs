using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Agencies.Commands;
using PupilSupport.Application.Agencies.Dtos;
using PupilSupport.Application.Agencies.Queries;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Domain.Agencies;

namespace PupilSupport.Api.Endpoints;

internal sealed class AgencyEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var agencies = v1.MapGroup("/agencies").WithTags("Agencies");
        agencies.MapPost("", Add).Sends<AddAgencyCommand>();
        agencies.MapGet("", List).Sends<ListAgenciesQuery>();
        agencies.MapPost("/search", Search).Sends<SearchAgenciesQuery>();
        agencies.MapGet("/{id:guid}", Get).Sends<GetAgencyQuery>();
        agencies.MapPatch("/{id:guid}", Edit).Sends<EditAgencyCommand>();
        agencies.MapPost("/{id:guid}/verify", Verify).Sends<VerifyAgencyCommand>();
        agencies.MapPost("/{id:guid}/archive", Archive).Sends<ArchiveAgencyCommand>();
        agencies.MapPost("/{id:guid}/restore", Restore).Sends<RestoreAgencyCommand>();
        agencies.MapPost("/{id:guid}/merge", Merge).Sends<MergeAgencyCommand>();
    }

    /// <summary>Adds an agency to the directory.</summary>
    /// <remarks>For the whole trust, or with <c>schoolId</c> as a school's own addition, which that school alone sees. It is to be verified again by the policy <c>agencies</c>.</remarks>
    private static Task<CreatedReply<AgencyDto>> Add(AddAgencyBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AddAgencyCommand(body.SchoolId, new AgencyContent(body)), ct).Created(a => $"/v1/agencies/{a.Id}");

    /// <summary>Lists agencies.</summary>
    /// <remarks>Those in use unless <c>status</c> says otherwise: the trust's, and the additions of schools where the caller reads the directory. Sorts: name, verifyBy, updatedAt; name when absent.</remarks>
    private static Task<OkReply<Page<AgencyDto>>> List(Query<ListAgenciesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Finds agencies for a need of a pupil.</summary>
    /// <remarks>
    /// Ranked by eligibility (age and area), area, cost and when it was last verified; each says what speaks for and against. Where parents and carers live counts as far as
    /// the caller may see it, and the local authority is that of the pupil's school. Nothing is written but the audit entry.
    /// </remarks>
    private static Task<OkReply<AgencySearchDto>> Search(SearchAgenciesQuery body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(body, ct).Ok();

    /// <summary>Returns an agency.</summary>
    /// <remarks>Also one that is archived or merged; <c>mergedIntoId</c> then says which is meant instead.</remarks>
    private static Task<OkReply<AgencyDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetAgencyQuery(id), ct).Ok();

    /// <summary>Changes an agency.</summary>
    /// <remarks>Absent members stay, null clears, lists are replaced. A change does not count as a check: see <c>verify</c>.</remarks>
    private static Task<OkReply<AgencyDto>> Edit(Guid id, IfMatch ifMatch, MergePatch<AgencyContent> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EditAgencyCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Verifies an agency.</summary>
    /// <remarks>Somebody has checked today that all of it is so. The task that asked for it is done.</remarks>
    private static Task<OkReply<AgencyDto>> Verify(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VerifyAgencyCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Archives an agency.</summary>
    /// <remarks>Nothing new names it and no search finds it; what names it stays. It is never deleted.</remarks>
    private static Task<OkReply<AgencyDto>> Archive(Guid id, IfMatch ifMatch, ArchiveAgencyBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ArchiveAgencyCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Takes an archived agency back into use.</summary>
    private static Task<OkReply<AgencyDto>> Restore(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RestoreAgencyCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Merges an agency that was entered twice into the other entry.</summary>
    /// <remarks>For good. What names it means the other one from now on; entries that were merged into it before follow. Of two who merge them into each other one is refused.</remarks>
    private static Task<OkReply<AgencyDto>> Merge(Guid id, IfMatch ifMatch, MergeAgencyBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new MergeAgencyCommand(id, ifMatch.Version, body.IntoId), ct).Ok();
}
