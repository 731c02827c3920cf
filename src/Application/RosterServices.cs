using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.ExternalIds;
using PupilSupport.Application.Me;
using PupilSupport.Application.Pupils;
using PupilSupport.Application.Schools;
using PupilSupport.Application.Staff;

namespace PupilSupport.Application;

/// <summary>What the features of the roster share: scopes, and what completes an answer.</summary>
internal static class RosterServices
{
    public static void AddRoster(this IServiceCollection services)
    {
        services.AddScoped<PupilScope>();
        services.AddScoped<SchoolScope>();
        services.AddScoped<SchoolCalendars>();
        services.AddScoped<SchoolDays>();
        services.AddScoped<StaffScope>();
        services.AddScoped<ExternalIdDirectory>();
        services.AddScoped<PupilAnswers>();
        services.AddScoped<PupilRegistrar>();
    }
}
