using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Referrals;

internal static class ReferralRegistration
{
    public static IServiceCollection AddReferrals(this IServiceCollection services) => services
        .AddScoped<ReferralAccess>()
        .AddScoped<ReferralAnswers>()
        .AddScoped<ReferralLinks.ReferralLinks>()
        .AddScoped<ReferralLoading>()
        .AddScoped<ReferralProgrammes>()
        .AddScoped<ReferralReferences>()
        .AddScoped<ReferralSharing>()
        .AddScoped<ReferralTasks>();
}
