using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.MedicineStocks;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.MedicineStocks;

/// <summary>Bodies and shorthands for stocks at Oak. Orders and doses stand in the database as rows: their own commands are not what is tested here.</summary>
internal static class StockRequests
{
    public const string Url = "/v1/medicine-stocks";

    /// <summary>An order for tablets of a pupil of Oak; <paramref name="set"/> overrides columns (<c>controlled = true</c>).</summary>
    public static async Task<Guid> OrderAsync(this TestDatabase database, Guid? pupil = null, Guid? school = null, string set = "", Guid? trust = null, string by = "demo-medical-lead")
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            """
            INSERT INTO medication_orders (trust_id, id, school_id, pupil_id, status, is_confidential, medicine_name, medicine_key, form, strength, route, schedule, times,
              dose_min, dose_max, dose_unit, allergies, controlled, prescribed, self_held, emergency_access, storage_location, required_training, starts_on, recorded_by_id,
              version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, 'draft', false, 'Methylphenidate', 'methylphenidate', 'tablet', '10mg', 'oral', 'fixed', ARRAY['12:30']::time[],
              1, 1, 'tablet', '{}', false, true, false, false, 'Medical room', '{}', '2026-09-02', $5, 1, now(), now())
            """,
            trust ?? TestData.Oakfield, id, school ?? TestData.Oak, pupil ?? TestData.OakPupils[0], TestData.StaffOf(by));
        if (set.Length > 0)
        {
            await database.ExecuteAsync($"UPDATE medication_orders SET {set} WHERE id = $1", id);
        }

        return id;
    }

    public static object OfPupil(Guid order, decimal quantity = 30, string unit = "tablet", string expiresOn = "2027-02", Guid? from = null) => new
    {
        owner = "pupil",
        orderId = order,
        batch = "LOT-42",
        expiresOn,
        quantity,
        unit,
        receivedFromContactId = from,
    };

    public static object OfSchool(bool controlled = false, Guid? school = null) => new
    {
        owner = "school",
        schoolId = school ?? TestData.Oak,
        medicineName = "Paracetamol",
        form = "liquid",
        strength = "250mg/5ml",
        batch = "P-1",
        expiresOn = "2027-08-31",
        quantity = 200,
        unit = "ml",
        controlled,
        storageLocation = "Medical room",
    };

    /// <summary>Posts and expects success.</summary>
    public static async Task<Answer> MadeAsync(this HttpClient client, object stock)
    {
        var answer = await client.PostAsync(Url, stock);
        Assert.True((int)answer.Status == 201, answer.ToString());
        return answer;
    }

    public static Task<Answer> DoAsync(this HttpClient client, Answer stock, string action, object body, string? key = null) =>
        client.PostAsync($"{Url}/{stock.Id}/{action}", body, stock.ETag, key);

    /// <summary>Acts and expects success.</summary>
    public static async Task<Answer> DoneAsync(this HttpClient client, Answer stock, string action, object body)
    {
        var answer = await client.DoAsync(stock, action, body);
        Assert.True((int)answer.Status == 200, answer.ToString());
        return answer;
    }

    public static Task<Answer> AnewAsync(this HttpClient client, Answer stock) => client.ReadAsync($"{Url}/{stock.Id}");

    /// <summary>A dose as the medication round records it: its row and, in the same save, the entry of the ledger.</summary>
    public static async Task<(Guid Id, Result Result)> DoseAsync(this ApiFactory api, Answer stock, decimal quantity)
    {
        var id = Guid.CreateVersion7();
        await api.Database.ExecuteAsync(
            """
            INSERT INTO medication_administrations (trust_id, id, school_id, pupil_id, is_confidential, status, outcome, medicine_name, medicine_key, quantity, dose_unit,
              given_at, given_by_id, witness_status, guard_failures, guard_warnings, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, false, 'recorded', 'given', 'Methylphenidate', 'methylphenidate', $5, 'tablet', now(), $6, 'not_required', '{}', '{}', 1, now(), now())
            """,
            TestData.Oakfield, id, TestData.Oak, TestData.OakPupils[0], quantity, TestData.StaffOf("demo-medical-lead"));
        return (id, await api.ActAsync(stock, s => s.Administer(quantity, new(id), new(TestData.StaffOf("demo-medical-lead")), api.Clock.Now, api.Clock.Now)));
    }

    public static Task<Result> ReverseAsync(this ApiFactory api, Answer stock, Guid dose, decimal quantity) =>
        api.ActAsync(stock, s => s.Reverse(new(dose), quantity, "Not swallowed", new(TestData.StaffOf("demo-medical-lead")), api.Clock.Now));

    /// <summary>Locks the stock, loads it, acts, and saves, as a dose does.</summary>
    public static async Task<Result> ActAsync(this ApiFactory api, Answer stock, Func<MedicineStock, Result> act)
    {
        await using var scope = api.ScopeOf(new TrustId(TestData.Oakfield));
        await scope.ServiceProvider.GetRequiredService<IRowLocks>().LockAsync<MedicineStock>(stock.Id, default);
        var id = new MedicineStockId(stock.Id);
        var loaded = await scope.ServiceProvider.GetRequiredService<IAppDbContext>().Set<MedicineStock>().SingleAsync(s => s.Id == id);
        var done = act(loaded);
        return done.IsSuccess ? await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveAsync("test.act", null, default) : done;
    }

    public static decimal Number(this Answer answer, string member) => answer.Json[member]!.GetValue<decimal>();

    public static string[] Actions(this Answer answer) => [.. answer.Json["allowedActions"]!.AsArray().Select(a => a!.GetValue<string>())];

    public static string Pointer(this Answer answer) => answer.Json["errors"]![0]!["pointer"]!.GetValue<string>();
}
