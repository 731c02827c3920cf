using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Documents.Lists;
using PupilSupport.Application.Documents.Mar;
using PupilSupport.Application.Documents.Packs;
using PupilSupport.Application.Documents.Plans;
using PupilSupport.Application.Documents.Templates;

namespace PupilSupport.Application.Documents;

internal static class DocumentServices
{
    /// <summary>Templates are found by scan.</summary>
    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<DocumentNames>()
        .AddScoped<DocumentScope>()
        .AddScoped<DocumentIssuing>()
        .AddTransient<ListNames>()
        .AddScoped<SchoolSessions>()
        .AddScoped<MarReader>()
        .AddTransient<PlanNames>()
        .AddTransient<PackReader>()
        .AddScoped<ThirdParties>()
        .AddScoped<ReferralPack>();
}
