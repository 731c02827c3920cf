using MediatR;
using PupilSupport.Api.Http;
using PupilSupport.Api.Http.Replies;
using PupilSupport.Api.Http.Requests;
using PupilSupport.Application.SupportReports.Dtos;
using PupilSupport.Application.SupportReports.Queries;

namespace PupilSupport.Api.Endpoints;

internal sealed class SupportReportEndpoints : IEndpoints
{
    public static void Map(RouteGroupBuilder v1)
    {
        var reports = v1.MapGroup("/reports").WithTags("Support programmes");
        reports.MapGet("/programme-impact", Impact).Sends<GetProgrammeImpactReportQuery>().Refuses(404, 422);
        reports.MapGet("/programme-impact/chart", ImpactChart).Sends<GetProgrammeImpactChartQuery>().NeverStored();
        reports.MapGet("/pastoral-overview", Overview).Sends<GetPastoralOverviewQuery>().Refuses(404, 422);
    }

    /// <summary>Reports what support programmes changed.</summary>
    /// <remarks>
    /// Of programmes that ended: how many places, how many changed reliably for the better or worse, the mean change, and the sessions it took.
    /// A line is of a term or, where that would tell of few pupils, of the academic year; filters choose lines and never change one, so that
    /// no two answers can be subtracted. Numbers from 1 to 4, and places of 1 to 4 pupils, are shown
    /// as <c>&lt;5</c>. A reply names no pupil.
    /// </remarks>
    private static Task<OkReply<ProgrammeImpactReportDto>> Impact(Query<GetProgrammeImpactReportQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();

    /// <summary>Draws what support programmes changed.</summary>
    /// <remarks>
    /// At one school, the latest eight measures, as SVG that follows the reader's light or dark scheme and prints in black. Its description
    /// holds all figures.
    /// </remarks>
    private static Task<SvgReply> ImpactChart(Query<GetProgrammeImpactChartQuery> query, IMediator mediator, CancellationToken ct) =>
        SvgReply.OfAsync(mediator.Send(query.Value, ct));

    /// <summary>Reports how support stands.</summary>
    /// <remarks>
    /// For leaders and governors, school by school: caseloads and waiting lists of today, sessions by term, and what ended programmes changed, without small
    /// numbers. The same as one page of charts: a document of kind <c>pastoral_overview</c>.
    /// </remarks>
    private static Task<OkReply<PastoralOverviewDto>> Overview(Query<GetPastoralOverviewQuery> query, IMediator mediator, CancellationToken ct) =>
        mediator.Send(query.Value, ct).Ok();
}
