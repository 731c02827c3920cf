using PupilSupport.Api.Tests.Medication;
using PupilSupport.Domain.Plans;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>One row, of Amber, in each of the lists that are filled as rows.</summary>
internal static class ListedRows
{
    /// <summary>The one of which a card can be issued.</summary>
    public static readonly Guid Recognition = Guid.Parse("01997000-0000-7000-8000-00000000c701");

    /// <summary>The plan under which something was recorded.</summary>
    public static readonly Plan Planned = PlanRows.Active(PlanType.Attendance, TestData.OakPupils[0]);

    public static async Task OneOfEachListAsync(this TestDatabase database)
    {
        var (pupil, worker) = (TestData.OakPupils[0], TestData.StaffOf("demo-support"));
        var planted = new PlantedMedicines(database);
        var order = await planted.OrderAsync(pupil, "2026-11-20T08:00Z");
        await planted.StockAsync(order, pupil, 20, "2027-06-30");
        await planted.SayAsync(order, pupil, "given", "2026-11-23T09:00Z", slot: false);
        await database.ExecuteAsync(
            """
            INSERT INTO medicine_errors (trust_id, id, school_id, pupil_id, is_confidential, status, kind, is_near_miss, harm, occurred_at, description, actions, notified, version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), $2, $3, false, 'open', 'other', false, 'none', '2026-11-19T12:00Z', 'Something', ARRAY[]::text[], ARRAY[]::text[], 1, now(), now())
            """, TestData.Oakfield, TestData.Oak, pupil);
        await database.ExecuteAsync(
            """
            INSERT INTO training_records (trust_id, id, school_id, staff_id, type, status, completed_on, expires_on, expiring_from, version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), $2, $3, 'minibus', 'completed', '2026-09-02', '2030-09-02', '2030-07-02', 1, now(), now())
            ON CONFLICT DO NOTHING
            """, TestData.Oakfield, TestData.Oak, worker);
        await database.ExecuteAsync(
            """
            WITH programme AS (
              INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, practitioner_id, target_sessions, minutes_per_week, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'elsa', 'proposed', 'routine', $4, 6, 30, 1, now(), now()))
            INSERT INTO support_programme_pupils (trust_id, support_programme_id, pupil_id, position) VALUES ($1, $2, $5, 0)
            """, TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, worker, pupil);
        await database.ExecuteAsync(
            """
            WITH series AS (
              INSERT INTO support_session_series (trust_id, id, school_id, programme_id, practitioner_id, status, weekday, time, planned_minutes, from_on, count, version, recorded_at, updated_at)
              SELECT trust_id, $2, school_id, id, practitioner_id, 'active', 'tuesday', '10:00', 30, '2026-11-24', 1, 1, now(), now() FROM support_programmes WHERE trust_id = $1 AND practitioner_id = $3 LIMIT 1
              RETURNING *)
            INSERT INTO support_sessions (trust_id, id, school_id, series_id, type, status, practitioner_id, starts_at, ends_at, planned_minutes, room_is_exclusive, strategies, catch_up_owed, version, recorded_at, updated_at)
            SELECT trust_id, gen_random_uuid(), school_id, id, 'elsa', 'scheduled', practitioner_id, '2026-11-24T10:00Z', '2026-11-24T10:30Z', 30, false, ARRAY[]::text[], false, 1, now(), now() FROM series
            """, TestData.Oakfield, Guid.CreateVersion7(), worker);
        await database.ExecuteAsync(
            """
            WITH observation AS (
              INSERT INTO observations (trust_id, id, school_id, kind, text, observed_at, author_id, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'positive', 'Shared the swing', '2026-11-20T10:00Z', $4, 1, now(), now()))
            INSERT INTO observation_pupils (trust_id, observation_id, pupil_id, position) VALUES ($1, $2, $5, 0)
            """, TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, worker, pupil);
        await database.ExecuteAsync(
            "INSERT INTO assessments (trust_id, id, school_id, pupil_id, instrument, norm_version, respondent, purpose, assessed_on, status, assessed_by_id, version, recorded_at, updated_at) VALUES ($1, gen_random_uuid(), $2, $3, 'leuven', 'five_point', 'teacher', 'review', '2026-11-01', 'draft', $4, 1, now(), now())",
            TestData.Oakfield, TestData.Oak, pupil, worker);
        await database.PositiveAsync(pupil, worker);
        await database.EntryAsync();
    }

    private static async Task EntryAsync(this TestDatabase database)
    {
        var id = Planned.Id.Value;
        if (await database.ScalarAsync<long>("SELECT count(*) FROM plans WHERE id = $1", id) == 0)
        {
            await database.InsertAsync(Planned);
            await database.ExecuteAsync("INSERT INTO plan_cycles (trust_id, plan_id, number, started_on, due_on) VALUES ($1, $2, 1, '2026-11-20', '2026-12-18')", TestData.Oakfield, id);
            await database.ExecuteAsync(
                """
                INSERT INTO plan_entries (trust_id, id, plan_id, school_id, pupil_id, plan_type, cycle_number, kind, occurred_on, text, evidence_attachment_ids, author_id, version, recorded_at, updated_at)
                SELECT trust_id, gen_random_uuid(), id, school_id, pupil_id, type, 1, 'do', '2026-11-20', 'Met at the gate', ARRAY[]::uuid[], owner_id, 1, now(), now() FROM plans WHERE id = $1
                """, id);
        }
    }

    private static async Task PositiveAsync(this TestDatabase database, Guid pupil, Guid worker)
    {
        var senco = TestData.StaffOf("demo-senco");
        await database.ExecuteAsync(
            """
            WITH recognition AS (
              INSERT INTO recognitions (trust_id, id, school_id, kind, text, pupil_words, staff_note, occurred_at, author_id, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'small_step', 'You waited for your turn', 'I counted', 'Unprompted', '2026-11-20T10:00Z', $4, 1, now(), now())
              ON CONFLICT DO NOTHING)
            INSERT INTO recognition_pupils (trust_id, recognition_id, pupil_id, position) VALUES ($1, $2, $5, 0) ON CONFLICT DO NOTHING
            """, TestData.Oakfield, Recognition, TestData.Oak, worker, pupil);
        await database.ExecuteAsync(
            """
            WITH record AS (
              INSERT INTO supervision_records (trust_id, id, school_id, kind, form, held_on, minutes, supervisor_id, notes, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'other', 'individual', '2026-11-19', 60, $5, 'What was said', 1, now(), now()))
            INSERT INTO supervision_supervisees (trust_id, supervision_record_id, staff_id, position) VALUES ($1, $2, $4, 0)
            """, TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, worker, senco);
        await database.ExecuteAsync(
            """
            INSERT INTO coaching_records (trust_id, id, school_id, coach_id, colleague_id, form, occurred_at, focus, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $5, $4, 'modelled', '2026-11-19T09:00Z', 'Settling', 1, now(), now())
            """, TestData.Oakfield, Guid.CreateVersion7(), TestData.Oak, worker, senco);
        await database.ExecuteAsync(
            """
            INSERT INTO agencies (trust_id, id, name, services, need_areas, needs, postcodes, local_authorities, serves_anywhere, cost, languages, search_text, status, verify_by,
              version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), 'Young Minds', ARRAY['camhs'], '{}', '{}', '{}', '{}', true, 'free', '{}', '#camhs young minds', 'active', '2027-11-23', 1, now(), now())
            """, TestData.Oakfield);
        await database.ExecuteAsync(
            """
            WITH contact AS (
              INSERT INTO contacts (trust_id, id, given_name, family_name, phones, emails, address_is_confidential, version, recorded_at, updated_at)
              VALUES ($1, $4, 'Mara', 'Reed', '{}', '{}', false, 1, now(), now()))
            INSERT INTO signpostings (trust_id, id, school_id, pupil_id, agency_id, told_contact_id, told_at, label, status, version, recorded_at, updated_at)
            SELECT $1, gen_random_uuid(), $2, $3, id, $4, '2026-11-20T10:00Z', 'pastoral', 'told', 1, now(), now() FROM agencies WHERE name = 'Young Minds'
            """, TestData.Oakfield, TestData.Oak, pupil, Guid.CreateVersion7());
        await database.ExecuteAsync(
            """
            INSERT INTO vulnerability_statuses (trust_id, id, school_id, pupil_id, kind, starts_on, version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), $2, $3, 'service_child', '2026-09-01', 1, now(), now())
            ON CONFLICT DO NOTHING
            """, TestData.Oakfield, TestData.Oak, pupil);
        await database.ExecuteAsync(
            """
            INSERT INTO information_shares (trust_id, id, school_id, pupil_id, status, decision, what, "to", reason, article6, shared_at, label, record_ids, decided_by_id, version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), $2, $3, 'recorded', 'shared', 'His timetable', 'The school nurse', 'To plan a visit', 'public_task', '2026-11-20T10:00Z', 'pastoral', ARRAY[]::uuid[], $4, 1, now(), now())
            """, TestData.Oakfield, TestData.Oak, pupil, worker);
        await database.ExecuteAsync(
            """
            INSERT INTO referrals (trust_id, id, school_id, pupil_id, direction, service, urgency, status, reason, sender_id, recorded_by_id, evidence_plan_ids, chasers, has_answered, step_count, contact_count, consent_count,
              version, recorded_at, updated_at)
            VALUES ($1, gen_random_uuid(), $2, $3, 'internal', 'nurture', 'routine', 'draft', 'Eats nothing', $4, $4, '{}', 0, false, 0, 0, 0, 1, now(), now())
            ON CONFLICT DO NOTHING
            """, TestData.Oakfield, TestData.Oak, pupil, worker);
    }
}
