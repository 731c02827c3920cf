using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.SupportProgrammes;

/// <summary>A session at Oak as its row tells it.</summary>
internal sealed record Planted
{
    public Guid Id { get; } = Guid.CreateVersion7();
    public required Guid Programme { get; init; }
    public required DateTimeOffset StartsAt { get; init; }
    public string Status { get; init; } = "completed";
    public string Type { get; init; } = "nurture";
    public int PlannedMinutes { get; init; } = 30;
    public int ActualMinutes { get; init; } = 30;
    public string? MissReason { get; init; }
    public bool CatchUpOwed { get; init; }
    public Guid? MakesGood { get; init; }
    public Guid[] Practitioners { get; init; } = [ProgrammeRequests.Worker];
    public (Guid Pupil, string? Attendance)[] Pupils { get; init; } = [(TestData.OakPupils[0], "attended")];

    public bool IsCompleted => Status == "completed" || (Status == "voided" && MissReason is null);
}

internal static class PlantedSessions
{
    public static async Task PlantAsync(this TestDatabase database, Planted s)
    {
        await database.ExecuteAsync(
            """
            INSERT INTO support_sessions (trust_id, id, school_id, programme_id, type, status, practitioner_id, starts_at, ends_at, planned_minutes, room_is_exclusive, group_name,
              completed_at, actual_minutes, note, strategies, cancel_reason, miss_reason, catch_up_owed, makes_good_id, void_reason, version, recorded_at, updated_at)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8, $8 + make_interval(mins => $9), $9, false, 'Owls',
              CASE WHEN $10 THEN now() END, CASE WHEN $10 THEN $11 END, CASE WHEN $10 THEN 'Played' END, '{}', CASE WHEN $6 = 'cancelled' THEN 'Assembly' END,
              nullif($12, ''), $13, nullif($14, '00000000-0000-0000-0000-000000000000'::uuid), CASE WHEN $6 = 'voided' THEN 'Wrong' END, 1, now(), now()
            """,
            TestData.Oakfield, s.Id, TestData.Oak, s.Programme, s.Type, s.Status, s.Practitioners[0], s.StartsAt, s.PlannedMinutes, s.IsCompleted, s.ActualMinutes,
            s.MissReason ?? "", s.CatchUpOwed, s.MakesGood ?? Guid.Empty);
        foreach (var (position, staff) in s.Practitioners.Index())
        {
            await database.ExecuteAsync(
                "INSERT INTO support_session_practitioners (trust_id, support_session_id, staff_id, position) VALUES ($1, $2, $3, $4)", TestData.Oakfield, s.Id, staff, position);
        }

        foreach (var (position, (pupil, attendance)) in s.Pupils.Index())
        {
            await database.ExecuteAsync(
                "INSERT INTO support_session_participants (trust_id, support_session_id, pupil_id, position, is_withdrawn, attendance) VALUES ($1, $2, $3, $4, true, nullif($5, ''))",
                TestData.Oakfield, s.Id, pupil, position, attendance ?? "");
        }
    }
}
