using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Assurance;

// Support: what practitioners give, measure and plan.
internal sealed partial class Places
{
    /// <summary>A programme that the practitioner is to give.</summary>
    private static async Task<Guid> ProgrammeAsync(World world, Guid trust, Hands hands)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            WITH programme AS (
              INSERT INTO support_programmes (trust_id, id, school_id, kind, status, priority, practitioner_id, target_sessions, minutes_per_week, version, recorded_at, updated_at)
              VALUES ($1, $2, $3, 'elsa', 'proposed', 'routine', $4, 6, 30, 1, now(), now())),
            pupil AS (
              INSERT INTO support_programme_pupils (trust_id, support_programme_id, pupil_id, position) VALUES ($1, $2, $5, 0))
            INSERT INTO support_programme_allocations (trust_id, support_programme_id, position, practitioner_id, from_on) VALUES ($1, $2, 0, $4, '2026-11-23')
            """,
            trust, id, hands.School, TestData.StaffOf(hands.Practitioner), hands.Pupil);
        return id;
    }

    /// <summary>A series of which that session is one.</summary>
    private static async Task<Guid> SeriesAsync(World world, Guid trust, Guid school, Guid staff, Guid programme, Guid session)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO support_session_series (trust_id, id, school_id, programme_id, practitioner_id, status, weekday, time, planned_minutes, from_on, count, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, 'active', 'tuesday', '10:00', 30, '2026-11-24', 6, 1, now(), now())
            """,
            trust, id, school, programme, staff);
        await world.Database.ExecuteAsync("UPDATE support_sessions SET series_id = $3 WHERE trust_id = $1 AND id = $2", trust, session, id);
        return id;
    }

    private static async Task<Guid> AssessmentAsync(World world, Guid trust, Hands hands, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO assessments (trust_id, id, school_id, pupil_id, instrument, norm_version, respondent, purpose, assessed_on, status, assessed_by_id, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, 'leuven', 'five_point', 'teacher', 'review', '2026-11-01', 'draft', $5, 1, now(), now())",
            trust, id, hands.School, hands.Pupil, staff);
        return id;
    }

    /// <summary>An instrument of the trust's own.</summary>
    private static async Task<Guid> InstrumentAsync(World world, Guid trust, Place place)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO assessment_instruments (trust_id, id, code, norm_version, title, respondents, scales, source, version, recorded_at, updated_at) VALUES ($1, $2, $3, '1', 'Own', ARRAY['teacher'], '[]', 'Ourselves', 1, now(), now())",
            trust, id, $"planted_{place}".ToLowerInvariant());
        return id;
    }

    private static async Task ProfileAsync(World world, Guid trust, Hands hands, Guid staff)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            INSERT INTO pupil_profiles (trust_id, id, school_id, pupil_id, edition, strengths, strategies, triggers, what_helps, written_by_id, written_at, version, recorded_at, updated_at)
            VALUES ($1, $2, $3, $4, 1, ARRAY['Kind'], ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[], $5, now(), 1, now(), now())
            """,
            trust, id, hands.School, hands.Pupil, staff);
        await world.Database.ExecuteAsync(
            """
            INSERT INTO pupil_profile_editions (trust_id, pupil_profile_id, edition, strengths, strategies, triggers, what_helps, written_by_id, written_at)
            VALUES ($1, $2, 1, ARRAY['Kind'], ARRAY[]::text[], ARRAY[]::text[], ARRAY[]::text[], $3, now())
            """,
            trust, id, staff);
    }

    /// <summary>A template that is published.</summary>
    private static async Task<Guid> TemplateAsync(World world, Guid trust, Place place)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            """
            WITH template AS (
              INSERT INTO plan_templates (trust_id, id, type, name, status, content, published_version, version, recorded_at, updated_at)
              VALUES ($1, $2, 'pastoral_support', $3, 'published', '{"titlePattern": "Planted"}', 1, 1, now(), now()))
            INSERT INTO plan_template_versions (trust_id, template_id, number, content, published_at) VALUES ($1, $2, 1, '{"titlePattern": "Planted"}', now())
            """,
            trust, id, $"Planted {place}");
        return id;
    }
}
