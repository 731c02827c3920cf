using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.SupportReports;

internal static class SupportReportServices
{
    public static IServiceCollection AddSupportReports(this IServiceCollection services) => services
        .AddScoped<ReportedSchools>()
        .AddScoped<ImpactReading>()
        .AddScoped<ImpactDelivery>()
        .AddScoped<OverviewReading>()
        .AddScoped<TermDelivery>();
}
