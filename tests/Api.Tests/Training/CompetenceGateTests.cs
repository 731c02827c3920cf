using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Training;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Domain.Training;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Training.TrainingRequests;

namespace PupilSupport.Api.Tests.Training;

/// <summary>Who was competent on a day is the same whenever one asks.</summary>
public class CompetenceGateTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task The_day_of_the_event_decides()
    {
        using var client = await api.ClientAsync("demo-medical-lead");
        await client.TrainedAsync(Completed("2025-09-01"));
        await client.TrainedAsync(Completed("2025-10-01", "epilepsy"));
        var revoked = await client.TrainedAsync(Completed("2026-03-01", "aai"));
        await client.TrainingDoAsync(revoked, "revoke", new { reason = "Wrong", revokedOn = "2026-05-01" });
        await client.TrainedAsync(Booking("2026-11-20", "diabetes"));

        Assert.False(await IsCompetentAsync("2025-08-31", TrainingType.MedicineAdministration));
        Assert.True(await IsCompetentAsync("2025-09-01", TrainingType.MedicineAdministration));
        Assert.True(await IsCompetentAsync("2026-09-01", TrainingType.MedicineAdministration));
        Assert.False(await IsCompetentAsync("2026-09-02", TrainingType.MedicineAdministration));
        Assert.False(await IsCompetentAsync("2025-09-30", TrainingType.MedicineAdministration, TrainingType.Epilepsy));
        Assert.True(await IsCompetentAsync("2025-10-01", TrainingType.MedicineAdministration, TrainingType.Epilepsy, TrainingType.Epilepsy));
        Assert.True(await IsCompetentAsync("2026-04-30", TrainingType.Aai));
        Assert.False(await IsCompetentAsync("2026-05-01", TrainingType.Aai));
        Assert.False(await IsCompetentAsync("2026-11-23", TrainingType.Diabetes));
        Assert.True(await IsCompetentAsync("2026-11-23"));
    }

    [Fact]
    public async Task The_policy_of_the_day_says_what_an_act_needs()
    {
        using (var head = await api.ClientAsync("demo-head"))
        {
            var set = await head.PostAsync("/v1/policy-values", new
            {
                policy = "training",
                schoolId = TestData.Oak,
                effectiveFrom = "2026-12-01",
                value = new { administerMedicineNeeds = (string[])["medicine_administration", "first_aid_at_work"] },
                reason = "Agreed",
            });
            Assert.True((int)set.Status == 201, set.ToString());
        }

        using var client = await api.ClientAsync("demo-medical-lead");
        var thrive = TestData.StaffOf("demo-thrive-lead");
        await client.TrainedAsync(Completed("2026-11-01", staff: thrive));
        await using var scope = api.ScopeOf(new TrustId(TestData.Oakfield));
        var gate = scope.ServiceProvider.GetRequiredService<CompetenceGate>();
        Task<bool> MayAsync(string on, params TrainingType[] more) =>
            gate.MayAsync(TrainedAct.AdministerMedicine, new StaffId(thrive), new SchoolId(TestData.Oak), more, DateOnly.Parse(on, null), default);
        Assert.True(await MayAsync("2026-11-30"));
        Assert.False(await MayAsync("2026-11-30", TrainingType.Epilepsy));
        Assert.False(await MayAsync("2026-12-01"));
    }

    private async Task<bool> IsCompetentAsync(string on, params TrainingType[] types)
    {
        await using var scope = api.ScopeOf(new TrustId(TestData.Oakfield));
        return await scope.ServiceProvider.GetRequiredService<CompetenceGate>().IsCompetentAsync(new StaffId(Worker), types, DateOnly.Parse(on, null), default);
    }
}
