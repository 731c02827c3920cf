using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.SupportProgrammes;

internal static class SupportProgrammeServices
{
    public static IServiceCollection AddSupportProgrammes(this IServiceCollection services) => services
        .AddScoped<Caseload>()
        .AddScoped<ReadPupils>()
        .AddScoped<CaseloadReading>()
        .AddScoped<Delivery>()
        .AddScoped<SupportProgrammeAccess>()
        .AddScoped<SupportProgrammeAnswers>()
        .AddScoped<SupportProgrammeLoading>()
        .AddScoped<SupportProgrammePlanning>()
        .AddScoped<SupportProgrammeServing>()
        .AddScoped<SupportProgrammeSessions>()
        .AddScoped<SupportProgrammeMeasures>()
        .AddScoped<SupportProgrammeNotices>();
}
