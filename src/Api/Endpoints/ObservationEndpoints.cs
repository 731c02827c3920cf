using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Observations.Commands;
using PupilSupport.Application.Observations.Dtos;
using PupilSupport.Application.Observations.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class ObservationEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var observations = v1.MapGroup("/observations").WithTags("Observations");
        observations.MapPost("", Record).Sends<RecordObservationCommand>();
        observations.MapGet("", List).Sends<ListObservationsQuery>();
        observations.MapGet("/{id:guid}", Get).Sends<GetObservationQuery>();
        observations.MapPost("/{id:guid}/void", Void).Sends<VoidObservationCommand>();
    }

    /// <summary>Records what was seen of one pupil, or of up to 40 at once.</summary>
    /// <remarks>
    /// One observation stands in the chronology of each of its pupils; a reader of one learns of the others only where the
    /// reader reaches them. It is not rewritten: void it and record another.
    /// </remarks>
    private static Task<CreatedReply<ObservationDto>> Record(ObservationDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordObservationCommand(body), ct).Created(o => $"/v1/observations/{o.Id}");

    /// <summary>Lists observations.</summary>
    /// <remarks>
    /// One's own, those of the pupils whom one supports, and by the wider permission those of all pupils within reach. Days are
    /// Europe/London and both ends are included. Sorts: observedAt, updatedAt; -observedAt when absent.
    /// </remarks>
    private static Task<OkReply<Page<ObservationDto>>> List(Query<ListObservationsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns an observation.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<ObservationDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetObservationQuery(id), ct).Ok();

    /// <summary>Voids an observation.</summary>
    /// <remarks>For its author, or for whoever reads all observations of the school and writes there. It leaves the lists of all of its pupils and keeps its text.</remarks>
    private static Task<OkReply<ObservationDto>> Void(Guid id, IfMatch ifMatch, VoidObservationBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidObservationCommand(id, ifMatch.Version, body.Reason), ct).Ok();
}
