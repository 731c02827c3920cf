using MediatR;
using PupilSupport.Api.Contracts;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Assessments.Commands;
using PupilSupport.Application.Assessments.Dtos;
using PupilSupport.Application.Assessments.Queries;
using PupilSupport.Application.Common.Paging;

namespace PupilSupport.Api.Endpoints;

internal sealed class AssessmentEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var assessments = v1.MapGroup("/assessments").WithTags("Assessments");
        assessments.MapPost("", Record).Sends<RecordAssessmentCommand>();
        assessments.MapGet("", List).Sends<ListAssessmentsQuery>();
        assessments.MapGet("/{id:guid}", Get).Sends<GetAssessmentQuery>();
        assessments.MapPatch("/{id:guid}", Revise).Sends<ReviseAssessmentCommand>();
        assessments.MapPost("/{id:guid}/submit", Submit).Sends<SubmitAssessmentCommand>();
        assessments.MapPost("/{id:guid}/moderate", Moderate).Sends<ModerateAssessmentCommand>();
        assessments.MapPost("/{id:guid}/return", Return).Sends<ReturnAssessmentCommand>();
        assessments.MapPost("/{id:guid}/lock", Lock).Sends<LockAssessmentCommand>();
        assessments.MapPost("/{id:guid}/void", Void).Sends<VoidAssessmentCommand>();
        assessments.MapGet("/{id:guid}/comparison", Compare).Sends<CompareAssessmentsQuery>();
        v1.MapGet("/pupils/{id:guid}/trajectory", Trajectory).WithTags("Assessments").Sends<GetPupilTrajectoryQuery>();
        v1.MapGet("/pupils/{id:guid}/trajectory/chart", Chart).WithTags("Assessments").Sends<GetPupilTrajectoryChartQuery>().NeverStored();
    }

    /// <summary>Records an assessment.</summary>
    /// <remarks>
    /// As a draft of the caller's. A scale is a score, or <c>itemsAnswered</c> with <c>rawSum</c>, which the server pro-rates (half up; too few
    /// answers leave it null, and the total with it). The total is the server's; one that the client sends has to be the same.
    /// </remarks>
    private static Task<CreatedReply<AssessmentDto>> Record(AssessmentDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RecordAssessmentCommand(body), ct).Created(a => $"/v1/assessments/{a.Id}");

    /// <summary>Lists assessments.</summary>
    /// <remarks>
    /// The caller's own, those of the pupils whom the caller supports, and for those who may all of the pupils within reach. What is due
    /// and overdue: <c>dueBy</c>. Sorts: assessedOn, updatedAt; the latest first when absent.
    /// </remarks>
    private static Task<OkReply<Page<AssessmentDto>>> List(Query<ListAssessmentsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Returns an assessment.</summary>
    /// <remarks><c>allowedActions</c> says what this caller can do to it now.</remarks>
    private static Task<OkReply<AssessmentDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetAssessmentQuery(id), ct).Ok();

    /// <summary>Changes a draft.</summary>
    /// <remarks>By its author, until it is submitted. Scales that the patch does not name stay as they are.</remarks>
    private static Task<OkReply<AssessmentDto>> Revise(Guid id, IfMatch ifMatch, MergePatch<AssessmentEdit> patch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReviseAssessmentCommand(id, ifMatch.Version, patch), ct).Ok();

    /// <summary>Submits an assessment.</summary>
    /// <remarks>From here on its scores count and stand; a colleague is asked to moderate it.</remarks>
    private static Task<OkReply<AssessmentDto>> Submit(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new SubmitAssessmentCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Moderates an assessment.</summary>
    /// <remarks>Somebody other than its author agrees.</remarks>
    private static Task<OkReply<AssessmentDto>> Moderate(Guid id, IfMatch ifMatch, ModerateAssessmentBody? body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ModerateAssessmentCommand(id, ifMatch.Version, body?.Note), ct).Ok();

    /// <summary>Hands an assessment back.</summary>
    /// <remarks>Its author gets it as a draft, with the reason.</remarks>
    private static Task<OkReply<AssessmentDto>> Return(Guid id, IfMatch ifMatch, ReturnAssessmentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new ReturnAssessmentCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Locks an assessment.</summary>
    /// <remarks>Once moderated. From here on it can only be voided.</remarks>
    private static Task<OkReply<AssessmentDto>> Lock(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new LockAssessmentCommand(id, ifMatch.Version), ct).Ok();

    /// <summary>Voids an assessment.</summary>
    /// <remarks>It stays, with the reason, and counts for nothing. By its author until it is moderated, then by those who moderate.</remarks>
    private static Task<OkReply<AssessmentDto>> Void(Guid id, IfMatch ifMatch, VoidAssessmentBody body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new VoidAssessmentCommand(id, ifMatch.Version, body.Reason), ct).Ok();

    /// <summary>Compares two assessments.</summary>
    /// <remarks>
    /// Of one pupil, by one norm version, answered by the same kind of person: otherwise refused. Each change is judged by the scale's
    /// threshold of reliable change, where one is published.
    /// </remarks>
    private static Task<OkReply<AssessmentComparisonDto>> Compare(Guid id, Query<CompareAssessmentsQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { Id = id }, ct).Ok();

    /// <summary>Returns a pupil's trajectory.</summary>
    /// <remarks>Submitted scores over time, in series that compare: another norm version, or another kind of respondent, is another series.</remarks>
    /// <param name="id">The pupil.</param>
    private static Task<OkReply<TrajectoryDto>> Trajectory(Guid id, Query<GetPupilTrajectoryQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value with { PupilId = id }, ct).Ok();

    /// <summary>Draws a pupil's trajectory.</summary>
    /// <remarks>
    /// The series with the latest assessment of those asked for, as SVG that follows the reader's light or dark scheme and prints in black.
    /// Its description holds all figures. It names no pupil.
    /// </remarks>
    /// <param name="id">The pupil.</param>
    private static Task<SvgReply> Chart(Guid id, Query<GetPupilTrajectoryChartQuery> query, IMediator mediator, CancellationToken ct) =>
        SvgReply.OfAsync(mediator.Send(query.Value with { PupilId = id }, ct));
}

internal sealed class AssessmentInstrumentEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var instruments = v1.MapGroup("/assessment-instruments").WithTags("Assessments");
        instruments.MapGet("", List).Sends<ListAssessmentInstrumentsQuery>();
        instruments.MapPost("", Define).Sends<DefineAssessmentInstrumentCommand>();
        instruments.MapGet("/{id:guid}", Get).Sends<GetAssessmentInstrumentQuery>();
        instruments.MapPost("/{id:guid}/retire", Retire).Sends<RetireAssessmentInstrumentCommand>();
    }

    /// <summary>Lists instruments.</summary>
    /// <remarks>Those that come with the service, then the trust's own, each norm version by itself, with scales, ranges, bands and sources.</remarks>
    private static Task<OkReply<Page<InstrumentDto>>> List(IMediator mediator, CancellationToken ct) => mediator.Send(new ListAssessmentInstrumentsQuery(), ct).Ok();

    /// <summary>Defines an instrument.</summary>
    /// <remarks>Of the trust's own. It never changes, since scores rest on it: define another norm version instead.</remarks>
    private static Task<CreatedReply<OwnInstrumentDto>> Define(InstrumentDraft body, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new DefineAssessmentInstrumentCommand(body), ct).Created(i => $"/v1/assessment-instruments/{i.Id}");

    /// <summary>Returns an instrument.</summary>
    /// <remarks>One of the trust's own.</remarks>
    private static Task<OkReply<OwnInstrumentDto>> Get(Guid id, IMediator mediator, CancellationToken ct) => mediator.Send(new GetAssessmentInstrumentQuery(id), ct).Ok();

    /// <summary>Retires an instrument.</summary>
    /// <remarks>No new assessment is made with it; those there are stay as they are.</remarks>
    private static Task<OkReply<OwnInstrumentDto>> Retire(Guid id, IfMatch ifMatch, IMediator mediator, CancellationToken ct) =>
        mediator.Send(new RetireAssessmentInstrumentCommand(id, ifMatch.Version), ct).Ok();
}
