using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Medication;

/// <summary>Consents with orders, and doses, as rows: for what the clock and the round make of them.</summary>
internal sealed class PlantedMedicines(TestDatabase database, Guid? trust = null, Guid? by = null)
{
    public static readonly Guid Lead = TestData.StaffOf("demo-medical-lead");

    private readonly Guid _trust = trust ?? TestData.Oakfield;
    private readonly Guid _by = by ?? Lead;

    public async Task<Guid> OrderAsync(Guid pupil, string? since, string? until = null, string status = "active", Guid? school = null, string schedule = "fixed", string medicine = "Amoxicillin")
    {
        var (consent, order) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await database.ExecuteAsync(
            """
            INSERT INTO medicine_consents (trust_id, id, school_id, pupil_id, status, medicine_name, medicine_key, dose, dose_unit, giver, method, given_at, is_confidential,
              recorded_by_id, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, 'given', 'Amoxicillin', 'amoxicillin', 5, 'ml', 'parental_responsibility', 'paper', '2026-09-02T08:00Z', false, $5, 1, now(), now())
            """, _trust, consent, school ?? TestData.Oak, pupil, _by);
        await database.ExecuteAsync(
            $"""
            INSERT INTO medication_orders (trust_id, id, school_id, pupil_id, consent_id, status, is_confidential, medicine_name, medicine_key, form, route, schedule, times,
              dose_min, dose_max, dose_unit, min_interval_minutes, max_doses24h, max_quantity24h, indication, allergies, controlled, prescribed, self_held, emergency_access, required_training, starts_on, label_checked_at, verified_by_id,
              verified_at, activated_by_id, activated_at, in_force_since, in_force_until, ended_at, recorded_by_id, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, '{status}', false, $7, lower($7), 'liquid', 'oral', '{schedule}', {(schedule == "fixed" ? "ARRAY['12:00'::time]" : "ARRAY[]::time[]")},
              5, 5, 'ml', {(schedule == "prn" ? "240, 4, 20, 'Pain'" : "NULL, NULL, NULL, NULL")}, ARRAY[]::text[], false, true, false, false, ARRAY[]::text[], '2026-09-02', '2026-09-02T08:00Z', $6,
              '2026-09-02T08:00Z', {(since is null ? "NULL, NULL" : "$6, '2026-09-02T08:00Z'")}, {Quoted(since)}, {Quoted(until)},
              {(status == "stopped" ? Quoted(until) : "NULL")}, $6, 1, now(), now())
            """, _trust, order, school ?? TestData.Oak, pupil, consent, _by, medicine);
        return order;
    }

    public async Task<Guid> SayAsync(Guid order, Guid pupil, string outcome, string at, Guid? witness = null, Guid? school = null, bool slot = true)
    {
        var id = Guid.CreateVersion7();
        var given = outcome == "given";
        await database.ExecuteAsync(
            $"""
            INSERT INTO medication_administrations (trust_id, id, school_id, pupil_id, order_id, is_confidential, status, outcome, medicine_name, medicine_key, quantity, dose_unit,
              given_at, slot_at, given_by_id, witness_id, witness_status, guard_failures, guard_warnings, version, recorded_at, updated_at)
            SELECT $1, $2, $3, $4, o.id, false, 'recorded', '{outcome}', o.medicine_name, o.medicine_key, {(given ? "5, 'ml'" : "NULL, NULL")}, '{at}', {(slot ? Quoted(at) : "NULL")}, $6,
              {Id(witness)}, '{(witness is null ? "not_required" : "requested")}', ARRAY[]::text[], ARRAY[]::text[], 1, '{at}', '{at}'
            FROM medication_orders o WHERE o.id = $5
            """, _trust, id, school ?? TestData.Oak, pupil, order, _by);
        return id;
    }

    private static string Quoted(string? instant) => instant is null ? "NULL" : $"'{instant}'";

    public async Task<Guid> StockAsync(Guid? order, Guid? pupil, decimal balance, string expiresOn, Guid? school = null, string medicine = "Amoxicillin")
    {
        var id = Guid.CreateVersion7();
        await database.ExecuteAsync(
            $"""
            INSERT INTO medicine_stocks (trust_id, id, school_id, owner, order_id, pupil_id, is_confidential, status, medicine_name, medicine_key, form, unit, expires_on, controlled,
              emergency_access, balance, last_sequence, unwitnessed, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, '{(order is null ? "school" : "pupil")}', {Id(order)}, {Id(pupil)}, false, 'open', $4, lower($4), 'liquid', 'ml', '{expiresOn}', false, false, $5, 0, 0,
              1, now(), now())
            """, _trust, id, school ?? TestData.Oak, medicine, balance);
        return id;
    }

    private static string Id(Guid? id) => id is null ? "NULL" : $"'{id}'";
}
