using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Commands;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class EnrolmentEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var enrolments = v1.MapGroup("/pupils/{id:guid}/enrolments").WithTags("Pupils");
        enrolments.MapGet("", List).Sends<ListEnrolmentsQuery>();
        enrolments.MapPost("", Add).Sends<AddEnrolmentCommand>();
        enrolments.MapPost("/{enrolmentId:guid}/end", End).Sends<EndEnrolmentCommand>();
    }

    /// <summary>Lists a pupil's enrolments.</summary>
    /// <remarks>All of them, past and future ones included, the latest first.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<Page<EnrolmentDto>>> List(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ListEnrolmentsQuery(id), ct).Ok();

    /// <summary>Enrols a pupil at a school.</summary>
    /// <remarks>
    /// A pupil is on one main roll at a time, and on one school's roll once (409); the day of a move belongs to both
    /// schools. A first day ahead shows as <c>not_yet_started</c>. If-Match is optional.
    /// </remarks>
    /// <param name="id">The pupil.</param>
    private static Task<CreatedReply<EnrolmentDto>> Add(Guid id, AddEnrolmentBody body, IfMatch? ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new AddEnrolmentCommand(id, body.SchoolId, body.Kind, body.AdmittedOn, body.LeftOn, Expected.Of(ifMatch)), ct)
            .Created(e => $"/v1/pupils/{e.PupilId}/enrolments");

    /// <summary>Ends an enrolment.</summary>
    /// <remarks>On the last day on the roll, which may lie ahead. A school ends its own enrolments only. If-Match takes the pupil's ETag.</remarks>
    /// <param name="id">The pupil.</param>
    /// <param name="enrolmentId">The enrolment.</param>
    private static Task<OkReply<EnrolmentDto>> End(
        Guid id, Guid enrolmentId, EndEnrolmentBody body, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new EndEnrolmentCommand(id, enrolmentId, body.LeftOn, body.Reason, ifMatch.Version), ct).Ok();
}
