using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>An order in force as a row; by default that of the guard's vectors: 5 to 25 ml, 240 minutes apart, at most 4 doses and 40 ml in 24 hours.</summary>
internal sealed record PlantedOrder
{
    public Guid Pupil { get; init; } = TestData.OakPupils[0];
    public string Schedule { get; init; } = "prn";
    public string Medicine { get; init; } = "Paracetamol";
    public string Times { get; init; } = "";
    public decimal DoseMin { get; init; } = 5;
    public decimal DoseMax { get; init; } = 25;
    public bool Limited { get; init; } = true;
    public bool Controlled { get; init; }
    public bool SelfHeld { get; init; }
    public bool Confidential { get; init; }
    public string Status { get; init; } = "active";
    public string StartsOn { get; init; } = "2026-09-02";
    public string? EndsOn { get; init; }
    public string RequiredTraining { get; init; } = "";

    public static PlantedOrder Fixed(params string[] times) => new() { Schedule = "fixed", Times = string.Join(',', times), Limited = false, Medicine = "Methylphenidate" };

    public static PlantedOrder Rescue => new() { Schedule = "emergency", Medicine = "Salbutamol", Limited = true };
}

/// <summary>Orders, batches and training as rows, and doses over HTTP.</summary>
internal static class DoseKit
{
    public const string Doses = "/v1/medication-administrations";

    public static readonly Guid Lead = TestData.StaffOf("demo-medical-lead"), Worker = TestData.StaffOf("demo-support"), Thrive = TestData.StaffOf("demo-thrive-lead");

    /// <summary>Support worker, Thrive lead and medical lead are trained to give medicine from September on.</summary>
    public static async Task TrainAsync(TestDatabase database)
    {
        foreach (var staff in (Guid[])[Lead, Worker, Thrive])
        {
            await database.ExecuteAsync(
                """
                INSERT INTO training_records (trust_id, id, version, recorded_at, updated_at, school_id, staff_id, type, status, completed_on, expiring_from, expires_on)
                VALUES ($1, $2, 1, now(), now(), $3, $4, 'medicine_administration', 'completed', '2026-09-01', '2027-07-01', '2027-08-31')
                """,
                TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, staff);
        }
    }

    public static async Task<Guid> OrderAsync(this TestDatabase database, PlantedOrder? planted = null)
    {
        var (o, consent, order) = (planted ?? new(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.ExecuteAsync(
            """
            INSERT INTO medicine_consents (trust_id, id, school_id, pupil_id, status, medicine_name, medicine_key, dose, dose_unit, giver, method, given_at, is_confidential,
              recorded_by_id, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, 'given', $5, lower($5), $6, 'ml', 'parental_responsibility', 'paper', '2026-09-02T08:00Z', $7, $8, 1, now(), now())
            """,
            TestData.Oakfield, consent, TestData.Oak, o.Pupil, o.Medicine, o.DoseMax, o.Confidential, Lead);
        await database.ExecuteAsync(
            $"""
            INSERT INTO medication_orders (trust_id, id, school_id, pupil_id, consent_id, status, is_confidential, medicine_name, medicine_key, form, route, schedule, times,
              dose_min, dose_max, dose_unit, min_interval_minutes, max_doses24h, max_quantity24h, indication, allergies, controlled, prescribed, self_held, emergency_access,
              required_training, starts_on, ends_on, label_checked_at, verified_by_id, verified_at, confirmed_by_id, confirmed_at, activated_by_id, activated_at, in_force_since, recorded_by_id,
              version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 'active', $6, $7, lower($7), 'liquid', 'oral', $8, string_to_array($9, ',')::time[],
              $10, $11, 'ml', {(o.Limited ? "240, 4, 40" : "NULL, NULL, NULL")}, 'Pain', ARRAY[]::text[], $12, true, $13, $14,
              string_to_array($15, ','), '{o.StartsOn}', {(o.EndsOn is null ? "NULL" : $"'{o.EndsOn}'")}, '2026-09-02T08:00Z', $16, '2026-09-02T08:00Z', $17, '2026-09-02T08:00Z', $16, '2026-09-02T08:00Z', '2026-09-02T08:00Z', $16,
              1, now(), now())
            """,
            TestData.Oakfield, order, TestData.Oak, o.Pupil, consent, o.Confidential, o.Medicine, o.Schedule, o.Times, o.DoseMin, o.DoseMax, o.Controlled, o.SelfHeld,
            o.Schedule == "emergency", o.RequiredTraining, Lead, Thrive);
        if (o.Status != "active")
        {
            await database.ExecuteAsync($"UPDATE medication_orders SET status = '{o.Status}', in_force_until = '2026-11-20T08:00Z' WHERE id = '{order}'");
        }

        return order;
    }

    /// <summary>A batch with its first entry.</summary>
    /// <param name="order">Whose it is; the school's own when absent.</param>
    public static async Task<Guid> StockAsync(
        this TestDatabase database, Guid? order = null, decimal balance = 1000, string expiresOn = "2027-12-31", string medicine = "Paracetamol", bool emergency = false)
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            $"""
            INSERT INTO medicine_stocks (trust_id, id, school_id, owner, order_id, pupil_id, is_confidential, status, medicine_name, medicine_key, form, unit, batch, expires_on, controlled,
              emergency_access, balance, last_sequence, unwitnessed, version, recorded_at, updated_at)
            SELECT $1, $2, $3, CASE WHEN o.id IS NULL THEN 'school' ELSE 'pupil' END, o.id, o.pupil_id, coalesce(o.is_confidential, false), 'open', coalesce(o.medicine_name, $4),
              coalesce(o.medicine_key, lower($4)), 'liquid', 'ml', 'B1', '{expiresOn}', coalesce(o.controlled, false), {(emergency ? "true" : "false")}, $5, 1, 0, 1, now(), now()
            FROM (SELECT 1) one LEFT JOIN medication_orders o ON o.id = '{order ?? Guid.Empty}'
            """,
            TestData.Oakfield, id, TestData.Oak, medicine, balance);
        await database.ExecuteAsync(
            """
            INSERT INTO medicine_stock_entries (trust_id, stock_id, sequence, kind, delta, balance_after, by_id, occurred_at, recorded_at)
            VALUES ($1, $2, 1, 'received', $3, $3, $4, now(), now())
            """,
            TestData.Oakfield, id, balance, Lead);
        return id;
    }

    /// <summary>A dose of 10 ml as the fixed shape has it; members given by <paramref name="with"/> replace or, when null, drop.</summary>
    public static JsonObject Dose(Guid order, Guid? stock, string givenAt, object? with = null)
    {
        var body = Node(new { orderId = order, stockId = stock, outcome = "given", quantity = 10, givenAt, reason = "Headache", priorDoseCheck = new { source = "parent", lastDoseAt = (string?)null } });
        if (stock is null)
        {
            body.Remove("stockId");
        }

        foreach (var (name, value) in with is null ? [] : Node(with))
        {
            body.Remove(name);
            if (value is not null)
            {
                body[name] = value.DeepClone();
            }
        }

        return body;
    }

    public static Task<Answer> GiveAsync(this HttpClient client, JsonObject dose, string? key = null) => client.PostAsync(Doses, dose, key: key ?? Guid.NewGuid().ToString());

    /// <summary>Sends, and may hang up before the answer.</summary>
    public static async Task GiveAsync(this HttpClient client, JsonObject dose, string key, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Doses) { Content = new StringContent(dose.ToJsonString(), System.Text.Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await client.SendAsync(request, ct);
    }

    /// <summary>Records and expects success.</summary>
    public static async Task<Answer> GivenAsync(this HttpClient client, JsonObject dose)
    {
        var answer = await client.GiveAsync(dose);
        Assert.True(answer.Status == HttpStatusCode.Created, answer.ToString());
        return answer;
    }

    public static Task<Answer> CheckAsync(this HttpClient client, Guid order, object body) => client.PostAsync($"/v1/medication-orders/{order}/dose-check", body);

    /// <summary>Acts on a record of a dose and expects success.</summary>
    public static async Task<Answer> DoneAsync(this HttpClient client, Answer dose, string action, object body)
    {
        var answer = await client.PostAsync($"{Doses}/{dose.Id}/{action}", body, dose.ETag);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.ToString());
        return answer;
    }

    /// <summary>The codes of a refusal's faults, or of the findings of a check.</summary>
    public static string Codes(this Answer answer, string member = "errors") => string.Join(
        ' ', answer.Json[member]?.AsArray().Select(e => e is JsonObject fault ? fault["code"]!.GetValue<string>() : e!.GetValue<string>()) ?? []);

    public static Task<decimal> BalanceAsync(this TestDatabase database, Guid stock) =>
        database.ScalarAsync<decimal>($"SELECT balance FROM medicine_stocks WHERE id = '{stock}'");

    /// <summary>Whether the ledger runs on without a gap to the balance of the batch.</summary>
    public static async Task<bool> IsWholeAsync(this TestDatabase database, Guid stock) => await database.ScalarAsync<bool>(
        $"""
        SELECT count(*) = max(e.sequence) AND max(e.sequence) = max(s.last_sequence) AND sum(e.delta) = max(s.balance) AND min(e.balance_after) >= 0
        FROM medicine_stock_entries e JOIN medicine_stocks s ON s.id = e.stock_id WHERE e.stock_id = '{stock}'
        """);

    public static Task<long> CountAsync(this TestDatabase database, string from) => database.ScalarAsync<long>($"SELECT count(*) FROM {from}");

    /// <summary>How many sessions of the database are so. The owner may not see what another role's session waits for.</summary>
    public static async Task<long> SessionsAsync(this TestDatabase database, string where)
    {
        await using var connection = new Npgsql.NpgsqlConnection(database.Administrator);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{database.Name}' AND pid <> pg_backend_pid() AND {where}", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static JsonObject Node(object value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web)!.AsObject();
}

/// <summary>The API with staff who are trained to give medicine.</summary>
public class DoseApi : ApiFactory
{
    protected override async Task SeedAsync(TestDatabase database)
    {
        await base.SeedAsync(database);
        await DoseKit.TrainAsync(database);
    }

    /// <summary>A client at that time. The clock may go back, so its token is a new one.</summary>
    internal async Task<HttpClient> AtAsync(string clientId, string at)
    {
        Clock.Now = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        var client = CreateClient();
        var token = await client.PostFormAsync("/oauth/token", new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = clientId,
            ["client_secret"] = "demo",
        });
        client.DefaultRequestHeaders.Authorization = new("Bearer", token.Text("access_token"));
        return client;
    }
}
