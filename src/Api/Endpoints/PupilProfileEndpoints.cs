using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.PupilProfiles.Commands;
using PupilSupport.Application.PupilProfiles.Dtos;
using PupilSupport.Application.PupilProfiles.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class PupilProfileEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var profile = v1.MapGroup("/pupils/{id:guid}/profile").WithTags("Pupil profiles");
        profile.MapGet("", Get).Sends<GetPupilProfileQuery>();
        profile.MapPut("", Write).Sends<WritePupilProfileCommand>();
        profile.MapGet("/editions", ListEditions).Sends<ListPupilProfileEditionsQuery>();
    }

    /// <summary>Returns a pupil's one-page profile.</summary>
    /// <remarks>For everybody who teaches or supports the pupil, without any other record of the pupil. Each read is audited.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<PupilProfileDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetPupilProfileQuery(id), ct).Ok();

    /// <summary>Writes a pupil's one-page profile.</summary>
    /// <remarks>
    /// Replaces the whole page and keeps what it said as an edition; the same text again makes none. Once there is a page, If-Match is
    /// needed (409 <c>profile-exists</c> without).
    /// </remarks>
    /// <param name="id">The pupil.</param>
    private static Task<UpsertedReply<PupilProfileDto>> Write(
        Guid id, PupilProfilePage body, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new WritePupilProfileCommand(id, body, Expected.Of(ifMatch)), ct).Upserted(p => $"/v1/pupils/{p.PupilId}/profile");

    /// <summary>Lists what a pupil's profile said at each time.</summary>
    /// <remarks>The one that holds is included. Sorts: edition; -edition when absent.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<Page<PupilProfileEditionDto>>> ListEditions(
        Guid id, Query<ListPupilProfileEditionsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { PupilId = id }, ct).Ok();
}
