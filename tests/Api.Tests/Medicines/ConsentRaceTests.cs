using PupilSupport.TestSupport;
using static PupilSupport.Api.Tests.Medicines.MedicineRequests;

namespace PupilSupport.Api.Tests.Medicines;

/// <summary>Whoever comes first, there is never an order in force on a consent that was withdrawn.</summary>
public class ConsentRaceTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const int Rounds = 20;

    [Fact]
    public async Task A_withdrawal_and_an_activation_come_one_after_the_other()
    {
        using var lead = await api.ClientAsync(Lead);
        using var office = await api.ClientAsync("demo-office");
        var outcomes = new List<string>();
        for (var round = 0; round < Rounds; round++)
        {
            var consent = await api.ConsentedAsync(lead);
            var orders = new[] { await api.VerifiedAsync(lead, Order(consent.Id)), await api.VerifiedAsync(lead, Order(consent.Id)) };
            var delayed = round % 2 == 0;
            var withdrawal = LaterAsync(delayed, () => office.ActAsync(consent, "withdraw", new { reason = "No longer wanted" }));
            var activations = await Task.WhenAll(orders.Select(o => LaterAsync(!delayed, () => lead.ActAsync(o, "activate", new { }))));
            Done(await withdrawal, 200);
            foreach (var activation in activations)
            {
                // Too late: the order was stopped meanwhile, so it is another version.
                Assert.True((int)activation.Status is 200 or 412 or 409 or 422, activation.ToString());
                outcomes.Add($"{(int)activation.Status}");
            }

            foreach (var order in orders)
            {
                Assert.Equal("stopped", (await lead.ReadAsync($"{Orders}/{order.Id}")).Text("status"));
            }
        }

        Assert.Equal(0L, await InForceOnWithdrawnAsync());
        Assert.True(outcomes.Distinct().Count() > 1, $"No race was run: {string.Join(' ', outcomes)}");
    }

    [Fact]
    public async Task An_order_that_is_being_moved_to_a_consent_is_stopped_with_it_or_refused()
    {
        using var lead = await api.ClientAsync(Lead);
        using var office = await api.ClientAsync("demo-office");
        for (var round = 0; round < Rounds; round++)
        {
            var order = Done(await lead.ActAsync(await api.ActiveOrderAsync(lead), "hold", new { reason = "New form" }), 200);
            var next = await api.ConsentedAsync(lead);
            var resumed = LaterAsync(round % 2 == 0, () => lead.ActAsync(order, "resume", new { reason = "New form is here", consentId = next.Id }));
            Done(await LaterAsync(round % 2 != 0, () => office.ActAsync(next, "withdraw", new { reason = "Not after all" })), 200);
            var status = (int)(await resumed).Status;
            var now = (await lead.ReadAsync($"{Orders}/{order.Id}")).Text("status");
            Assert.Equal(status == 200 ? "stopped" : "on_hold", now);
        }

        Assert.Equal(0L, await InForceOnWithdrawnAsync());
    }

    [Fact]
    public async Task The_database_itself_lets_no_order_outlive_its_consent()
    {
        using var lead = await api.ClientAsync(Lead);
        var active = await api.ActiveOrderAsync(lead);
        var consent = active.Json["consentId"]!.GetValue<Guid>();
        var withdrawn = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Database.ExecuteAsync(
            "UPDATE medicine_consents SET status = 'withdrawn', withdrawn_at = now(), withdraw_reason = 'x' WHERE id = $1", consent));
        Assert.Equal("medicine_consents_orders_in_force", withdrawn.ConstraintName);

        var held = Done(await lead.ActAsync(active, "hold", new { reason = "x" }), 200);
        var asked = Done(await lead.PostAsync(Consents, Consent(await api.ContactAsync(), with: new { givenAt = (string?)null, method = (string?)null })), 201);
        var activated = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.Database.ExecuteAsync(
            "UPDATE medication_orders SET status = 'active', consent_id = $2 WHERE id = $1", held.Id, asked.Id));
        Assert.Equal("medication_orders_consent_given", activated.ConstraintName);
    }

    private Task<long> InForceOnWithdrawnAsync() => api.Database.ScalarAsync<long>(
        "SELECT count(*) FROM medication_orders o JOIN medicine_consents c ON c.id = o.consent_id WHERE o.status IN ('active', 'on_hold') AND c.status = 'withdrawn'");

    private static async Task<Answer> LaterAsync(bool later, Func<Task<Answer>> act)
    {
        if (later)
        {
            await Task.Delay(Random.Shared.Next(0, 12));
        }

        return await act();
    }
}
