using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.SessionSeries;

internal static class SupportSessionSeriesServices
{
    public static IServiceCollection AddSupportSessionSeries(this IServiceCollection services) => services
        .AddScoped<SeriesClashes>()
        .AddScoped<SeriesMaking>()
        .AddScoped<SeriesMoving>()
        .AddScoped<SeriesPlanning>()
        .AddScoped<SeriesRosters>()
        .AddScoped<SupportSessionSeriesAccess>()
        .AddScoped<SupportSessionSeriesAnswers>()
        .AddScoped<SupportSessionSeriesLoading>()
        .AddScoped<SupportSessionSeriesNotices>();
}
