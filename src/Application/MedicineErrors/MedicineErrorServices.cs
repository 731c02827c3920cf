using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.MedicineErrors;

internal static class MedicineErrorServices
{
    public static IServiceCollection AddMedicineErrors(this IServiceCollection services) => services
        .AddScoped<MedicineErrorAccess>()
        .AddScoped<MedicineErrorAnswers>()
        .AddScoped<MedicineErrorLinks>()
        .AddScoped<MedicineErrorLoading>()
        .AddScoped<MedicineErrorTasks>()
        .AddScoped<IMedicineErrors, MedicineErrorOpening>();
}
