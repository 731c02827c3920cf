using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Plans;

internal static class PlanServices
{
    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddScoped<PlanAccess>()
        .AddScoped<PlanAnswers>()
        .AddScoped<PlanApprovalTasks>()
        .AddScoped<PlanCycles>()
        .AddScoped<PlanLoading>()
        .AddScoped<PlanReferences>();
}
