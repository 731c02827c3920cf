using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Chronology.Dtos;
using PupilSupport.Application.Chronology.Queries;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class ChronologyEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/pupils/{id:guid}/chronology", Get).WithTags("Pupils").Sends<GetPupilChronologyQuery>().NeverStored();

    /// <summary>Returns a pupil's chronology.</summary>
    /// <remarks>
    /// Everything that is recorded of the pupil and that the caller may know, newest first, whatever its kind. Records
    /// that the caller may not know of are neither shown nor counted. Each read is audited.
    /// </remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<Page<ChronologyEntryDto>>> Get(Guid id, Query<GetPupilChronologyQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { PupilId = id }, ct).Ok();
}
