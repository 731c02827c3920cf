using System.Security.Cryptography;
using System.Text;

namespace PupilSupport.Api.Tests.Assurance;

internal static partial class Samples
{
    private const string Admin = "demo-admin";

    /// <summary>A minute's work for a school's system, small enough to stay in memory.</summary>
    public static readonly byte[] Roster = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imports", "Data", "minimal-1.1.zip"));

    private static IEnumerable<Sample> AccessSamples() =>
    [
        Write("createApiClient", Admin, w => Call.Post("/v1/api-clients", Machine(w))),
        Write("rotateApiClientSecret", Admin, async w => Call.Post(await MachineAsync(w) + "/rotate-secret", new { }, "\"1\"")),
        Write("addApiClientKey", Admin, async w => Call.Post(await MachineAsync(w) + "/keys", new { kid = w.Text("key"), publicKey = PublicKey() }, "\"1\"")),
        Write("disableApiClient", Admin, async w => Call.Post(await MachineAsync(w) + "/disable", new { reason = w.Text("reason") }, "\"1\"")),
        Write("registerIdentityIssuer", Admin, w => Call.Post("/v1/identity-issuers", Issuer(w))),
        Write("disableIdentityIssuer", Admin, async w =>
            Call.Post($"/v1/identity-issuers/{await IssuerAsync(w)}/disable", new { reason = w.Text("reason") }, "\"1\"")),
        Write("linkStaffIdentity", Admin, async w => Call.Post("/v1/staff-identities", Identity(w, await IssuerAsync(w)))),
        Write("disableStaffIdentity", Admin, async w =>
        {
            var made = await w.DoneAsync(Admin, Call.Post("/v1/staff-identities", Identity(w, await IssuerAsync(w))));
            return Call.Post($"/v1/staff-identities/{made.Id}/disable", new { reason = w.Text("reason") }, made.ETag);
        }),
        Write("createRoleGrant", Admin, _ => Call.Post("/v1/role-grants", Grant())),
        Write("createRoleGrant", Admin, async w =>
        {
            var machine = await MachineAsync(w);
            return Call.Post("/v1/role-grants", new { apiClientId = machine[(machine.LastIndexOf('/') + 1)..], role = "mis_client", schoolId = Oak, startsOn = "2026-11-23" });
        }),
        Write("endRoleGrant", Admin, async w =>
        {
            var made = await w.DoneAsync(Admin, Call.Post("/v1/role-grants", Grant()));
            return Call.Post($"/v1/role-grants/{made.Id}/end", new { endsOn = "2026-12-18", reason = w.Text("reason") }, made.ETag);
        }),
    ];

    private static IEnumerable<Sample> JobSamples() =>
    [
        Write("startImport", "demo-mis", _ => Upload()) with { HasEvents = false },
        Write("startAuditVerification", "demo-auditor", _ => Call.Post("/v1/audit-verifications", new { })) with { HasEvents = false },
        Write("cancelJob", "demo-mis", async w => Call.Post($"/v1/jobs/{(await w.DoneAsync("demo-mis", Upload())).Id}/cancel", new { })) with { HasEvents = false },
        Write("retryJob", "demo-auditor", async w =>
        {
            var job = await w.DoneAsync("demo-auditor", Call.Post("/v1/audit-verifications", new { }));
            await w.Database.ExecuteAsync("UPDATE jobs SET status = 'failed', finished_at = recorded_at, attempts = 5 WHERE id = $1", job.Id);
            return Call.Post($"/v1/jobs/{job.Id}/retry", new { });
        }) with { HasEvents = false },
        Read("listJobs", "demo-mis", "/v1/jobs"),
        Read("listSchedules", Admin, "/v1/schedules"),
        new("getJob", "demo-mis", async w => Call.Get($"/v1/jobs/{(await w.DoneAsync("demo-mis", Upload())).Id}")),
        new("listJobErrors", "demo-mis", async w => Call.Get($"/v1/jobs/{(await w.DoneAsync("demo-mis", Upload())).Id}/errors")),
    ];

    private static IEnumerable<Sample> AccessReads() =>
    [
        Read("listApiClients", Admin, "/v1/api-clients"),
        new("getApiClient", Admin, async w => Call.Get(await MachineAsync(w))),
        Read("listIdentityIssuers", Admin, "/v1/identity-issuers"),
        new("getIdentityIssuer", Admin, async w => Call.Get($"/v1/identity-issuers/{await IssuerAsync(w)}")),
        Read("listStaffIdentities", Admin, "/v1/staff-identities"),
        new("getStaffIdentity", Admin, async w =>
            Call.Get($"/v1/staff-identities/{(await w.DoneAsync(Admin, Call.Post("/v1/staff-identities", Identity(w, await IssuerAsync(w))))).Id}")),
        Read("listRoleGrants", Admin, "/v1/role-grants"),
        new("getRoleGrant", Admin, async w => Call.Get($"/v1/role-grants/{(await w.DoneAsync(Admin, Call.Post("/v1/role-grants", Grant()))).Id}")),
    ];

    /// <summary>An upload of the roster as one form, the same bytes each time.</summary>
    public static Call Upload()
    {
        const string boundary = "xqz-boundary";
        static string Field(string name, string value) => $"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n";
        var head = Field("format", "oneroster") + Field("validateOnly", "false")
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"xqz.zip\"\r\nContent-Type: application/zip\r\n\r\n";
        byte[] form = [.. Encoding.ASCII.GetBytes(head), .. Roster, .. Encoding.ASCII.GetBytes($"\r\n--{boundary}--\r\n")];
        return new Call(HttpMethod.Post, "/v1/imports", form, $"multipart/form-data; boundary={boundary}");
    }

    private static object Machine(World world) => new { name = world.Text("client"), scopes = new[] { "me.read" } };

    private static object Issuer(World world) => new { issuerUrl = $"https://xqz{world.Next()}.example.org", audience = world.Text("audience") };

    private static object Identity(World world, Guid issuer) => new { issuerId = issuer, subject = world.Text("subject"), staffId = Me };

    private static object Grant() => new { staffId = Me, role = "support_worker", schoolId = Oak, startsOn = "2026-11-23" };

    /// <summary>The address of a new machine client.</summary>
    private static async Task<string> MachineAsync(World world) =>
        $"/v1/api-clients/{(await world.DoneAsync(Admin, Call.Post("/v1/api-clients", Machine(world)))).Id}";

    private static async Task<Guid> IssuerAsync(World world) => (await world.DoneAsync(Admin, Call.Post("/v1/identity-issuers", Issuer(world)))).Id;

    private static string PublicKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportSubjectPublicKeyInfoPem();
    }
}
