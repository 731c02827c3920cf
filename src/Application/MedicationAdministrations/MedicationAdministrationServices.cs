using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.MedicationAdministrations;

internal static class MedicationAdministrationServices
{
    public static IServiceCollection AddMedicationAdministrations(this IServiceCollection services) => services
        .AddScoped<MedicationAdministrationAccess>()
        .AddScoped<MedicationAdministrationAnswers>()
        .AddScoped<AdministrationLoading>()
        .AddScoped<AdministrationLocking>()
        .AddScoped<AdministrationRecording>()
        .AddScoped<DoseConsequences>()
        .AddScoped<DoseHistory>()
        .AddScoped<DoseOverrideAccess>()
        .AddScoped<DoseJudging>();
}
