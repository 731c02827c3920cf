using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Assessments;

internal static class AssessmentServices
{
    public static IServiceCollection AddAssessments(this IServiceCollection services) => services
        .AddScoped<InstrumentCatalogue>()
        .AddScoped<AssessmentAccess>()
        .AddScoped<AssessmentAnswers>()
        .AddScoped<AssessmentLoading>()
        .AddScoped<AssessmentMaking>()
        .AddScoped<AssessmentTasks>()
        .AddScoped<TrajectoryPupils>()
        .AddScoped<TrajectoryReading>();
}
