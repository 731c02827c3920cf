using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Medicines;

internal static class MedicineServices
{
    public static IServiceCollection AddMedicines(this IServiceCollection services) => services
        .AddScoped<MedicineAccess>();
}
