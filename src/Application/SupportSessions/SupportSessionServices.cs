using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Rooms;

namespace PupilSupport.Application.SupportSessions;

internal static class SupportSessionServices
{
    public static IServiceCollection AddSupportSessions(this IServiceCollection services) => services
        .AddScoped<SupportSessionAccess>()
        .AddScoped<SupportSessionAnswers>()
        .AddScoped<SupportSessionExpansion>()
        .AddScoped<SupportSessionLoading>()
        .AddScoped<SupportSessionPlanning>()
        .AddScoped<SupportSessionMaking>()
        .AddScoped<SupportSessionClashes>()
        .AddScoped<SupportSessionCatchUp>()
        .AddScoped<SupportSessionNotices>()
        .AddScoped<SupportSessionTasks>()
        .AddScoped<RoomBook>();
}
