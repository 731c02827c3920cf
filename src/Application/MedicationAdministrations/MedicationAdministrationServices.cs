using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.MedicationAdministrations;

internal static class MedicationAdministrationServices
{
    public static IServiceCollection AddMedicationAdministrations(this IServiceCollection services) => services
        .AddScoped<MedicationAdministrationAccess>();
}
