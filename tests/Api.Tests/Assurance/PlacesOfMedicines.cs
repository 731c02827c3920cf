using PupilSupport.Api.Tests.Medication;

namespace PupilSupport.Api.Tests.Assurance;

// Medicines: doses, leave, errors, consents and stocks.
internal sealed partial class Places
{
    /// <summary>A dose of the order, leave for another, and a report of an error.</summary>
    private async Task MedicinesAsync(World world, Place place, Guid trust, Hands hands, Guid staff)
    {
        var order = this[place, "medication-orders"];
        var error = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO medicine_errors (trust_id, id, school_id, pupil_id, is_confidential, status, kind, is_near_miss, harm, occurred_at, description, actions, notified, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, false, 'open', 'other', false, 'none', '2026-11-19T12:00Z', 'Something', ARRAY[]::text[], ARRAY[]::text[], 1, now(), now())
            """,
            trust, error, hands.School, hands.Pupil);
        Add(place, "medication-administrations",
            await new PlantedMedicines(world.Database, trust, staff).SayAsync(order, hands.Pupil, "given", "2026-11-19T12:00Z", school: hands.School));
        Add(place, "medicine-errors", error);
        var leave = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO dose_overrides (trust_id, id, school_id, order_id, pupil_id, quantity, authority, reference, reason, requested_by_id, expires_at, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 10, 'prescriber', 'A call', 'Because', $6, '2030-01-01', 1, now(), now())
            """,
            trust, leave, hands.School, order, hands.Pupil, staff);
        Add(place, "dose-overrides", leave);
    }

    /// <summary>A consent that is asked for.</summary>
    private static async Task<Guid> ConsentAsync(World world, Guid trust, Hands hands, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO medicine_consents (trust_id, id, school_id, pupil_id, status, medicine_name, medicine_key, dose, dose_unit, is_confidential, recorded_by_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, 'requested', 'Ibuprofen', 'ibuprofen', 5, 'ml', false, $5, 1, now(), now())",
            trust, id, hands.School, hands.Pupil, staff);
        return id;
    }

    /// <summary>Stock of the school's own, with its first entry.</summary>
    private static async Task<Guid> StockAsync(World world, Guid trust, Guid school, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            WITH stock AS (
              INSERT INTO medicine_stocks (trust_id, id, school_id, owner, is_confidential, status, medicine_name, medicine_key, form, unit, expires_on, controlled, emergency_access,
                balance, last_sequence, unwitnessed, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'school', false, 'open', 'Paracetamol', 'paracetamol', 'liquid', 'ml', '2027-08-31', false, false, 20, 1, 0, 1, now(), now()))
            INSERT INTO medicine_stock_entries (trust_id, stock_id, sequence, kind, delta, balance_after, by_id, occurred_at, recorded_at)
            VALUES ($1, $2, 1, 'received', 20, 20, $4, now(), now())
            """,
            trust, id, school, staff);
        return id;
    }
}
