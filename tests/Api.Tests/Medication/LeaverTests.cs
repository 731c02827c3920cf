using System.Globalization;
using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>The round and the watch go by the same roll.</summary>
public class LeaverTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private readonly PlantedMedicines _planted = new(api.Database);

    [Fact]
    public async Task Who_has_left_the_roll_is_owed_nothing_though_nobody_ended_the_order()
    {
        var (leaver, mover, stayer) = (TestData.OakPupils[3], TestData.OakPupils[4], TestData.OakPupils[5]);
        var orders = new List<Guid>();
        foreach (var pupil in (Guid[])[leaver, mover, stayer])
        {
            orders.Add(await _planted.OrderAsync(pupil, "2026-12-04T08:00Z"));
        }

        // The one is on no other roll, so that Oak keeps the record; the other has gone to Beech.
        await api.Database.ExecuteAsync("UPDATE pupil_enrolments SET left_on = '2026-12-04' WHERE pupil_id IN ($1, $2)", leaver, mover);
        await api.Database.ExecuteAsync("UPDATE pupils SET school_id = $1 WHERE id = $2", TestData.Beech, mover);
        Assert.Equal([orders[2]], await OverdueAsync("2026-12-07T12:31:00Z", "2026-12-07", orders));
        Assert.Equal(orders.Order(), (await OverdueAsync("2026-12-07T12:31:00Z", "2026-12-04", orders)).Order());

        await api.WatchMedicationAsync("2026-12-07T12:35:00Z");
        Assert.Equal("2026-12-04 12:00 missed,2026-12-07 12:00 missed", await MissedAsync(orders[2]));
        Assert.Null(await MissedAsync(orders[0]));
        Assert.Null(await MissedAsync(orders[1]));
    }

    /// <summary>Of these orders those that the round of a day shows as overdue.</summary>
    private async Task<Guid[]> OverdueAsync(string now, string day, List<Guid> of)
    {
        api.Clock.Now = DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
        using var lead = await api.ClientAsync("demo-medical-lead");
        var round = await lead.ReadAsync($"/v1/medication-rounds?schoolId={TestData.Oak}&date={day}");
        return [.. round.Json["overdue"]!.AsArray().Select(s => s!["order"]!["orderId"]!.GetValue<Guid>()).Where(of.Contains)];
    }

    private Task<string?> MissedAsync(Guid order) => api.Database.ScalarAsync<string>(
        "SELECT string_agg(to_char(slot_at AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI') || ' ' || outcome, ',' ORDER BY slot_at) FROM medication_administrations WHERE order_id = $1", order);
}
