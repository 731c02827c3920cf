using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medicines.MedicineRequests;

namespace PupilSupport.Api.Tests.Medicines;

public class AlertTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Fact]
    public async Task A_teacher_sees_rescue_medicines_and_allergies_of_the_own_classes_and_no_more()
    {
        using var lead = await api.ClientAsync(Lead);
        var (own, allergic, plain, elsewhere) = (TestData.OakPupils[0], TestData.OakPupils[1], TestData.OakPupils[2], TestData.OakPupils[3]);
        object pen = new
        {
            medicineName = "EpiPen Jr",
            form = "injection",
            route = "im",
            doseUnit = "injector",
            doseMin = 1,
            doseMax = 1,
            schedule = "emergency",
            indication = "Anaphylaxis",
            storageLocation = "Red bag, classroom door",
            allergies = new[] { "Peanut", "Egg" },
        };
        object leave = new { medicineName = "epipen jr", dose = 1, doseUnit = "injector" };
        var rescue = await api.ActiveOrderAsync(lead, own, pen, leave);
        await api.ActiveOrderAsync(lead, own, new { allergies = new[] { "peanut", "Latex" } });
        var course = await api.ActiveOrderAsync(lead, allergic, new { allergies = new[] { "Penicillin" } });
        await api.ActiveOrderAsync(lead, plain);
        await api.ActiveOrderAsync(lead, elsewhere, pen, leave);

        using var teacher = await api.ClientAsync("demo-teacher");
        var alerts = await teacher.ReadAsync(Alerts);
        Assert.Equal(new[] { own, allergic }.ToHashSet(), alerts.Data.Select(a => a!["pupilId"]!.GetValue<Guid>()).ToHashSet());
        var alert = alerts.Data.Single(a => a!["pupilId"]!.GetValue<Guid>() == own)!;
        Assert.Equal("""["egg","latex","peanut"]""", alert["allergies"]!.ToJsonString().ToLowerInvariant());
        var medicine = Assert.Single(alert["emergencyMedicines"]!.AsArray())!;
        Assert.Equal((rescue.Id, "EpiPen Jr", "Anaphylaxis", "Red bag, classroom door", 1m), (
            medicine["orderId"]!.GetValue<Guid>(), medicine["medicineName"]!.GetValue<string>(), medicine["indication"]!.GetValue<string>(),
            medicine["storageLocation"]!.GetValue<string>(), medicine["doseMax"]!.GetValue<decimal>()));

        // Of a medicine that is no rescue medicine only the allergy shows.
        var other = alerts.Data.Single(a => a!["pupilId"]!.GetValue<Guid>() == allergic)!;
        Assert.Equal(("""["Penicillin"]""", "[]"), (other["allergies"]!.ToJsonString(), other["emergencyMedicines"]!.ToJsonString()));
        Assert.DoesNotContain("Paracetamol", alerts.BodyText);
        Assert.DoesNotContain(course.Id.ToString(), alerts.BodyText);

        Assert.Equal(elsewhere, Assert.Single((await lead.ReadAsync($"{Alerts}?pupilId={elsewhere}&schoolId={TestData.Oak}")).Data)!["pupilId"]!.GetValue<Guid>());
        Assert.Empty((await teacher.ReadAsync($"{Alerts}?pupilId={elsewhere}")).Data);
        Assert.Empty((await lead.ReadAsync($"{Alerts}?schoolId={TestData.Beech}")).Data);
        var first = await lead.ReadAsync(Alerts + "?limit=2");
        var rest = await lead.ReadAsync($"{Alerts}?limit=2&cursor={first.Json["page"]!["nextCursor"]!.GetValue<string>()}");
        Assert.Equal(3, first.Data.Concat(rest.Data).Select(a => a!["pupilId"]!.GetValue<Guid>()).Distinct().Count());

        // What is on hold, or over, is not there to be given.
        Done(await lead.ActAsync(rescue, "hold", new { reason = "Recalled by its maker" }), 200);
        alert = (await teacher.ReadAsync($"{Alerts}?pupilId={own}")).Data.Single()!;
        Assert.Equal(("""["Latex","peanut"]""", "[]"), (alert["allergies"]!.ToJsonString(), alert["emergencyMedicines"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("demo-support", 200)]
    [InlineData("demo-teacher", 200)]
    [InlineData("demo-phase-lead", 200)]
    [InlineData("demo-attendance", 200)]
    [InlineData("demo-office", 200)]
    [InlineData("demo-senco", 200)]
    [InlineData("demo-mis", 403)]
    [InlineData("demo-auditor", 403)]
    [InlineData("demo-admin", 403)]
    public async Task Alerts_are_for_everybody_who_works_with_pupils(string who, int status)
    {
        using var client = await api.ClientAsync(who);
        Assert.Equal(status, (int)(await client.ReadAsync(Alerts)).Status);
    }
}
