using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.MedicineStocks;

internal static class MedicineStockServices
{
    public static IServiceCollection AddMedicineStocks(this IServiceCollection services) => services
        .AddScoped<MedicineStockAccess>()
        .AddScoped<MedicineStockAnswers>()
        .AddScoped<MedicineStockConsequences>()
        .AddScoped<MedicineStockLoading>()
        .AddScoped<MedicineStockPlanning>();
}
