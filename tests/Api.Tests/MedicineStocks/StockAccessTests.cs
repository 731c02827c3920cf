using PupilSupport.Api.Tests.Attachments;
using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.MedicineStocks.StockRequests;

namespace PupilSupport.Api.Tests.MedicineStocks;

public class StockAccessTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    [Theory]
    [InlineData("demo-office", 200, 200, 403)]
    [InlineData("demo-support", 200, 200, 200)]
    [InlineData("demo-medical-lead", 200, 200, 200)]
    [InlineData("demo-head", 200, 403, 200)]
    [InlineData("demo-dsl", 200, 403, 403)]
    [InlineData("demo-senco", 200, 403, 403)]
    [InlineData("demo-trust-dsl", 200, 403, 403)]
    [InlineData("demo-teacher", 403, 403, 403)]
    [InlineData("demo-attendance", 403, 403, 403)]
    [InlineData("demo-mis", 403, 403, 403)]
    [InlineData("far-support", 404, 404, 404)]
    [InlineData("demo-other-dsl", 404, 403, 403)]
    public async Task Each_role_reads_receives_and_writes_as_far_as_it_may(string who, int reads, int receives, int wastes)
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var client = await api.ClientAsync(who);
        foreach (var body in new[] { OfSchool(), OfPupil(await api.Database.OrderAsync()) })
        {
            var stock = await nurse.MadeAsync(body);

            Assert.Equal(reads, (int)(await client.AnewAsync(stock)).Status);
            Assert.Equal(reads, (int)(await client.ReadAsync($"{Url}/{stock.Id}/ledger")).Status);
            Assert.Equal(receives, (int)(await client.DoAsync(stock, "receive", new { quantity = 1 })).Status);
            stock = await nurse.AnewAsync(stock);
            Assert.Equal(wastes, (int)(await client.DoAsync(stock, "waste", new { quantity = 1, reason = "x" })).Status);
        }
    }

    [Fact]
    public async Task What_rests_on_a_confidential_consent_exists_for_the_medical_lead_and_the_DSL_only()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var dsl = await api.ClientAsync("demo-dsl");
        var order = await api.Database.OrderAsync(pupil: TestData.OakPupils[4], set: "is_confidential = true");
        var stock = await nurse.MadeAsync(OfPupil(order));
        Assert.True(stock.Json["isConfidential"]!.GetValue<bool>());
        stock = await nurse.DoneAsync(stock, "count", new { quantity = 1 });
        Assert.Null(await api.Database.ScalarAsync<object>("SELECT pupil_id FROM work_tasks WHERE source_id = $1 AND pupil_id IS NOT NULL", stock.Id));

        Assert.Equal(200, (int)(await dsl.AnewAsync(stock)).Status);
        foreach (var who in new[] { "demo-support", "demo-office", "demo-head", "demo-senco", "demo-trust-dsl" })
        {
            using var client = await api.ClientAsync(who);
            Assert.Equal(404, (int)(await client.AnewAsync(stock)).Status);
            Assert.Equal(404, (int)(await client.ReadAsync($"{Url}/{stock.Id}/ledger")).Status);
            Assert.Empty((await client.ReadAsync($"{Url}?orderId={order}&includeTotal=true")).Data);
            Assert.DoesNotContain(stock.Id.ToString(), (await client.ReadAsync($"/v1/pupils/{TestData.OakPupils[4]}/chronology")).BodyText, StringComparison.Ordinal);
        }

        using var office = await api.ClientAsync("demo-office");
        var refused = await office.PostAsync(Url, OfPupil(order));
        Assert.Equal((422, "unknown-reference"), ((int)refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_pupil_s_stock_stands_in_the_pupil_s_chronology()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var teacher = await api.ClientAsync("demo-teacher");
        var stock = await nurse.MadeAsync(OfPupil(await api.Database.OrderAsync()));
        var chronology = $"/v1/pupils/{TestData.OakPupils[0]}/chronology?kind=medicine_stock&limit=200";

        var entry = (await nurse.ReadAsync(chronology)).Data.Single(e => e!["id"]!.GetValue<Guid>() == stock.Id)!;

        Assert.Equal("health", entry["label"]!.GetValue<string>());
        Assert.Equal("Methylphenidate 10mg: 30 tablet in stock, usable until 28 February 2027", entry["text"]!.GetValue<string>());
        Assert.DoesNotContain(stock.Id.ToString(), (await teacher.ReadAsync(chronology)).BodyText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_are_narrowed_by_every_filter()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        var order = await api.Database.OrderAsync(pupil: TestData.OakPupils[5], set: "controlled = true");
        var (mine, schools) = (await nurse.MadeAsync(OfPupil(order, expiresOn: "2026-12-24")), await nurse.MadeAsync(OfSchool()));

        foreach (var (filter, has) in new[]
        {
            ($"pupilId={TestData.OakPupils[5]}", true), ($"orderId={order}", true), ("owner=pupil", true), ("owner=school", false), ("controlled=true", true),
            ("controlled=false", false), ("status=open", true), ("status=closed", false), ("expiringBefore=2026-12-25", true), ("expiringBefore=2026-12-24", false),
            ($"schoolId={TestData.Oak}", true), ($"schoolId={TestData.Beech}", false),
        })
        {
            var ids = (await nurse.ReadAsync($"{Url}?{filter}&limit=200")).Data.Select(s => s!["id"]!.GetValue<Guid>()).ToList();
            Assert.True(ids.Contains(mine.Id) == has, filter);
        }

        var byExpiry = (await nurse.ReadAsync($"{Url}?sort=expiresOn&status=open&status=closed&limit=200")).Data.Select(s => s!["id"]!.GetValue<Guid>()).ToList();
        Assert.True(byExpiry.IndexOf(mine.Id) < byExpiry.IndexOf(schools.Id));
    }

    [Fact]
    public async Task A_photo_of_the_label_is_seen_by_whom_the_stock_is()
    {
        using var nurse = await api.ClientAsync("demo-medical-lead");
        using var teacher = await api.ClientAsync("demo-teacher");
        var stock = await nurse.MadeAsync(OfSchool());
        await nurse.UploadedAsync(stock.Id, TestFiles.Real("photo.jpg"), "label.jpg", AttachmentRequests.Jpeg, "medicine_stock");
        var files = $"{AttachmentRequests.Url}?recordKind=medicine_stock&recordId={stock.Id}";

        Assert.Single((await nurse.ReadAsync(files)).Data);
        Assert.Empty((await teacher.ReadAsync(files)).Data);
    }
}
