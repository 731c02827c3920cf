using System.Globalization;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.SupportReports;

/// <summary>Plants programmes of one pupil each that ended, with an SDQ before and after.</summary>
internal static class EndedProgrammes
{
    /// <param name="count">How many of them.</param>
    /// <param name="pupils">How many pupils take turns in them, none of them in any other of such programmes; as many as programmes when null.</param>
    /// <param name="sen">Whether every other one of them has SEN support.</param>
    /// <param name="change">Of the total of the SDQ; null for those without measures.</param>
    /// <returns>Their ids.</returns>
    public static async Task<IReadOnlyList<Guid>> EndedAsync(
        this TestDatabase database, int count, int? change, string kind = "elsa", string endedOn = "2026-10-22", Guid? school = null, bool sen = false, string status = "completed", string respondent = "teacher", int? pupils = null)
    {
        var at = school ?? TestData.Oak;
        var each = await database.PupilsAsync(at, pupils ?? count, sen);
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
        {
            ids.Add(Guid.CreateVersion7());
            await database.ExecuteAsync(
                """
                WITH measured AS (
                  INSERT INTO assessments (trust_id, id, school_id, pupil_id, instrument, norm_version, respondent, purpose, assessed_on, status, total, assessed_by_id, submitted_at, version, recorded_at, updated_at)
                  SELECT $1, gen_random_uuid(), $2, $3, CASE $9 WHEN 'parent' THEN 'sdq_parent' ELSE 'sdq_teacher' END, 'uk_four_band', $9, CASE WHEN a THEN 'end' ELSE 'baseline' END, $6::date - CASE WHEN a THEN 1 ELSE 40 END,
                         'submitted', CASE WHEN a THEN 20 + $7 ELSE 20 END, $10, now(), 1, now(), now()
                  FROM unnest(CASE WHEN $7::int IS NULL THEN ARRAY[]::bool[] ELSE ARRAY[true, false] END) a
                  RETURNING id, purpose),
                programme AS (
                  INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, practitioner_id, target_sessions, minutes_per_week, waiting_since, target_start_on, started_on, ended_on, state_reason, version, recorded_at, updated_at)
                  VALUES ($1, $4, $2, $5, $8, 'routine', $10, 6, 30, $6::date - 60, $6::date - 40, $6::date - 40, $6::date, CASE $8 WHEN 'withdrawn' THEN 'Moved.' END, 1, now(), now())
                  RETURNING id)
                INSERT INTO support_programme_pupils (trust_id, support_programme_id, pupil_id, position, joined_on, start_assessment_id, end_assessment_id)
                SELECT $1, id, $3, 0, $6::date - 40, (SELECT id FROM measured WHERE purpose = 'baseline'), (SELECT id FROM measured WHERE purpose = 'end') FROM programme
                """,
                TestData.Oakfield, at, each[i % each.Count], ids[^1], kind, DateOnly.Parse(endedOn, CultureInfo.InvariantCulture), (object?)change ?? DBNull.Value, status, respondent,
                TestData.StaffOf("demo-support"));
        }

        return ids;
    }

    /// <summary>New pupils of a school.</summary>
    private static async Task<IReadOnlyList<Guid>> PupilsAsync(this TestDatabase database, Guid school, int count, bool sen)
    {
        Guid[] ids = [.. Enumerable.Range(0, count).Select(_ => Guid.CreateVersion7())];
        await database.ExecuteAsync(
            """
            INSERT INTO pupils (trust_id, id, school_id, given_name, family_name, date_of_birth, sort_name, search_text, sen_provision, version, recorded_at, updated_at)
            SELECT $1, p.id, $2, 'Ada', 'Report', '2018-05-05', 'report ada', 'ada report', CASE WHEN $4 AND p.n % 2 = 1 THEN 'K' END, 1, now(), now() FROM unnest($3) WITH ORDINALITY p (id, n)
            """,
            TestData.Oakfield, school, ids, sen);
        return ids;
    }

    /// <summary>Plants sessions of half an hour each of every programme: completed ones, and ones that the school missed and owes.</summary>
    public static async Task GaveAsync(this TestDatabase database, IReadOnlyList<Guid> programmes, int completed, int missed, string from = "2026-09-14T09:00:00Z")
    {
        foreach (var (index, programme) in programmes.Index())
        {
            await database.ExecuteAsync(
                """
                WITH session AS (
                  INSERT INTO support_sessions (trust_id, id, school_id, type, status, practitioner_id, starts_at, ends_at, planned_minutes, room_is_exclusive, strategies, programme_id,
                    completed_at, actual_minutes, note, miss_reason, catch_up_owed, version, recorded_at, updated_at)
                  SELECT $1, gen_random_uuid(), $2, 'elsa', CASE WHEN n <= $4 THEN 'completed' ELSE 'missed' END, $6, at, at + interval '30 minutes', 30, false, ARRAY[]::text[], $3,
                    CASE WHEN n <= $4 THEN at + interval '1 hour' END, CASE WHEN n <= $4 THEN 30 END, CASE WHEN n <= $4 THEN 'Done.' END, CASE WHEN n > $4 THEN 'staff_absent' END, n > $4, 1, now(), now()
                  FROM generate_series(1, $4::int + $5::int) n, LATERAL (SELECT $7::timestamptz + n * interval '1 day' + $8::int * interval '30 minutes' AS at) t
                  RETURNING id, starts_at, ends_at, status)
                INSERT INTO support_session_practitioners (trust_id, support_session_id, staff_id, position) SELECT $1, id, $6, 0 FROM session
                """,
                TestData.Oakfield, TestData.Oak, programme, completed, missed, TestData.StaffOf("demo-support"), DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), index);
        }
    }
}
