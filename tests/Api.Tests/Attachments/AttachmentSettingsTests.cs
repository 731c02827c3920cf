using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Attachments;

/// <summary>Without a scanner nothing is taken, in Production whatever the settings say.</summary>
public sealed class AttachmentSettingsTests
{
    [Fact]
    public Task Production_takes_no_file_without_a_scanner() => RefusesAsync(new ProductionApi());

    [Fact]
    public Task Nor_does_development_unless_it_is_told_to() => RefusesAsync(new CautiousApi());

    [Fact]
    public async Task Uploads_have_a_quota_of_their_own()
    {
        await using var api = await StartAsync(new ThriftyApi());
        using var client = await api.ClientAsync("demo-senco");
        await client.UploadedAsync(TestData.OakPupils[0], TestFiles.Pdf("one"));
        await client.UploadedAsync(TestData.OakPupils[0], TestFiles.Pdf("two"));
        var refused = await client.UploadAsync(TestData.OakPupils[0], TestFiles.Pdf("three"));
        Assert.Equal((HttpStatusCode.TooManyRequests, "quota-exceeded", "upload"), (refused.Status, refused.Code, refused.Json["violatedPolicies"]![0]!.GetValue<string>()));
        await ((IAsyncLifetime)api).DisposeAsync();
    }

    private static async Task RefusesAsync(ApiFactory api)
    {
        await StartAsync(api);
        using var client = await api.ClientAsync("demo-senco");
        var refused = await client.UploadAsync(TestData.OakPupils[0], TestFiles.Pdf("x"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "scanner-not-configured"), (refused.Status, refused.Code));
        Assert.Equal(0L, await api.Database.ScalarAsync<long>("SELECT count(*) FROM attachments"));
        await ((IAsyncLifetime)api).DisposeAsync();
    }

    private static async Task<ApiFactory> StartAsync(ApiFactory api)
    {
        await ((IAsyncLifetime)api).InitializeAsync();
        return api;
    }

    private sealed class CautiousApi : ApiFactory
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["Attachments:AcceptUnscanned"] = "false" };
    }

    private sealed class ThriftyApi : ApiFactory
    {
        protected override bool RateLimits => true;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["RateLimits:Upload"] = "2" };
    }

    private sealed class ProductionApi : ApiFactory
    {
        protected override string EnvironmentName => Environments.Production;

        protected override async Task SeedAsync(TestDatabase database)
        {
            Directory.CreateDirectory(KeysFolder);
            await File.WriteAllTextAsync(Path.Combine(KeysFolder, "master.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            await File.WriteAllTextAsync(Path.Combine(KeysFolder, "signing-es256.pem"), signing.ExportPkcs8PrivateKeyPem());
            await base.SeedAsync(database);
        }
    }
}
