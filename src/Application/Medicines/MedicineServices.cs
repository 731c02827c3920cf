using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.MedicationOrders;
using PupilSupport.Application.MedicineConsents;

namespace PupilSupport.Application.Medicines;

internal static class MedicineServices
{
    public static IServiceCollection AddMedicines(this IServiceCollection services) => services
        .AddScoped<Confidences>()
        .AddScoped<MedicineAccess>()
        .AddScoped<MedicineTasks>()
        .AddScoped<MedicineConsentAnswers>()
        .AddScoped<MedicineConsentGivers>()
        .AddScoped<MedicineConsentLoading>()
        .AddScoped<MedicationOrderAnswers>()
        .AddScoped<MedicationOrderLoading>()
        .AddScoped<MedicationOrderNotices>();
}
