using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.MedicationRounds.Dtos;
using PupilSupport.Application.MedicationRounds.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class MedicationRoundEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1) =>
        v1.MapGroup("/medication-rounds").WithTags("Medication rounds").MapGet("", Get).Sends<GetMedicationRoundQuery>();

    /// <summary>Returns a school's medicines of one day.</summary>
    /// <remarks>
    /// All that a nurse's screen shows, in one request: what is due, overdue, given and missed, what may be given when needed
    /// and when next, doses without their witness, stock that is low or expires, and consents and competences that run out.
    /// Each list holds 1,000 rows at most.
    /// </remarks>
    private static Task<OkReply<MedicationRoundDto>> Get(Query<GetMedicationRoundQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
