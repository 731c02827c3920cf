using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.PlanSignatures;
using PupilSupport.Application.PlanTemplates;

namespace PupilSupport.Application.Plans;

internal static class PlanServices
{
    public static IServiceCollection AddPlans(this IServiceCollection services) => services
        .AddScoped<PlanAccess>()
        .AddScoped<PlanAnswers>()
        .AddScoped<PlanAssistants>()
        .AddScoped<PlanCohorts>()
        .AddScoped<PlanApprovalTasks>()
        .AddScoped<PlanCycles>()
        .AddScoped<PlanLoading>()
        .AddScoped<PlanReferences>()
        .AddScoped<PlanReviewTriggers>()
        .AddScoped<PlanSignatureLinks>()
        .AddScoped<PlanTemplateLoading>();
}
