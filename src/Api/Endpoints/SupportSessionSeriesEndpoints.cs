using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.SessionSeries;
using PupilSupport.Application.SessionSeries.Commands;
using PupilSupport.Application.SessionSeries.Dtos;
using PupilSupport.Application.SessionSeries.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class SupportSessionSeriesEndpoints : IEndpoints
{
    private const string Tag = "Support session series";

    public static void Map(RouteGroupBuilder v1)
    {
        v1.MapGroup("/support-programmes").WithTags(Tag).MapPost("/{id:guid}/series", PlanOne).Sends<PlanSupportProgrammeSeriesCommand>();
        var series = v1.MapGroup("/support-session-series").WithTags(Tag);
        series.MapPost("", Plan).Sends<PlanSupportSessionSeriesCommand>();
        series.MapGet("", List).Sends<ListSupportSessionSeriesQuery>();
        series.MapGet("/{id:guid}", Get).Sends<GetSupportSessionSeriesQuery>();
        series.MapPost("/{id:guid}/move", Move).Sends<MoveSupportSessionSeriesCommand>();
        series.MapPost("/{id:guid}/cancel", Cancel).Sends<CancelSupportSessionSeriesCommand>();
    }

    /// <summary>Plans the sessions of a programme.</summary>
    /// <remarks>
    /// Once a week on school days, at the same time of the clock on the wall; a day on which the school is closed is skipped and
    /// does not count. They are of the type of the programme's kind, for its pupils, and by its practitioner unless another is
    /// named. With <c>preview</c> it answers 200 with the sessions and what stands in their way, and nothing is made; else all
    /// of them are made, or none.
    /// </remarks>
    /// <param name="id">A programme that is active.</param>
    private static Task<PlannedReply<PlannedSeriesDto>> PlanOne(Guid id, PlanSupportProgrammeSeriesBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PlanSupportProgrammeSeriesCommand(id, body, body.Preview, body.OnClash), ct).Planned(LocationOf);

    /// <summary>Plans the sessions of several programmes.</summary>
    /// <remarks>
    /// As for one: a term of a whole caseload in one request, all of it made or none. Items can stand in each other's way; the
    /// answer then names the earlier item.
    /// </remarks>
    private static Task<PlannedReply<PlannedSeriesListDto>> Plan(PlanSupportSessionSeriesBody body, IdempotencyKey key, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new PlanSupportSessionSeriesCommand { Preview = body.Preview, OnClash = body.OnClash, Series = body.Series }, ct)
            .Planned(s => body.Preview ? null : "/v1/support-session-series");

    /// <summary>Lists series.</summary>
    /// <remarks>Those of whose sessions the caller reaches one. Sorts: recordedAt, updatedAt; -recordedAt when absent.</remarks>
    private static Task<OkReply<Page<SupportSessionSeriesDto>>> List(Query<ListSupportSessionSeriesQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns a series.</summary>
    /// <remarks>Its sessions stand under <c>/v1/support-sessions?seriesId=</c>. <c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<SupportSessionSeriesDto>> Get(Guid id, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new GetSupportSessionSeriesQuery(id), ct).Ok();

    /// <summary>Moves the sessions of a series.</summary>
    /// <remarks>
    /// From a day or a session on, or all that are still to come: each stays in its week when the school is open then, else it
    /// goes on to the next, and takes those behind it along. Their own old places are not in their way. All move or none; one
    /// session alone is moved by changing it, and stays in its series.
    /// </remarks>
    private static Task<OkReply<MovedSeriesDto>> Move(Guid id, IfMatch ifMatch, SupportSessionSeriesMove body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new MoveSupportSessionSeriesCommand(id, ifMatch.Version, body), ct).Ok();

    /// <summary>Cancels the sessions of a series.</summary>
    /// <remarks>Those that are scheduled, from a day on, or all that are still to come. The series is cancelled when none remains.</remarks>
    private static Task<OkReply<SupportSessionSeriesDto>> Cancel(
        Guid id, IfMatch ifMatch, CancelSupportSessionSeriesBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new CancelSupportSessionSeriesCommand(id, ifMatch.Version, body.Reason, body.From), ct).Ok();

    private static string? LocationOf(PlannedSeriesDto series) => series.SeriesId is { } id ? $"/v1/support-session-series/{id}" : null;
}
