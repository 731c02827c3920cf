using PupilSupport.TestSupport;

namespace PupilSupport.Api.Tests.Documents;

/// <summary>A document takes so much and says when there was more.</summary>
public class LargeDocumentTests(ApiFactory api) : IClassFixture<ApiFactory>
{
    private const int Sessions = 1_250;

    [Fact]
    public async Task A_long_chronology_is_cut_and_says_so_in_every_format()
    {
        await FillAsync();
        using var lead = await api.ClientAsync("demo-thrive-lead");
        foreach (var format in DocumentRequests.Formats)
        {
            var issued = await lead.IssuedAsync(new { kind = "pupil_chronology", format, pupilId = TestData.OakPupils[0] });
            Assert.True(issued.Line["isCut"]!.GetValue<bool>());
            if (format == "csv")
            {
                Assert.Equal(1_001, issued.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
            }
            else if (format == "html")
            {
                Assert.Contains("There is more than one document takes", issued.Text, StringComparison.Ordinal);
                Assert.Contains("Word number 1250.", issued.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("Word number 250.", issued.Text, StringComparison.Ordinal);
            }
        }

        var list = await lead.IssuedAsync(new { kind = "support_session_list", format = "csv", schoolId = TestData.Oak, from = "2025-11-20", to = "2026-11-20" });
        Assert.False(list.Line["isCut"]!.GetValue<bool>());
        Assert.Equal(367, list.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);

        var earlier = await lead.IssuedAsync(new { kind = "pupil_chronology", format = "html", pupilId = TestData.OakPupils[0], to = "2023-07-01" });
        Assert.False(earlier.Line["isCut"]!.GetValue<bool>());
        Assert.Contains("Word number 1.", earlier.Text, StringComparison.Ordinal);
    }

    /// <summary>One a day, the latest last.</summary>
    private async Task FillAsync()
    {
        await api.Database.ExecuteAsync(
            """
            INSERT INTO support_sessions (trust_id, id, version, recorded_at, updated_at, school_id, type, status, practitioner_id, starts_at, ends_at, planned_minutes,
              room_is_exclusive, note, actual_minutes, completed_at, strategies, catch_up_owed)
            SELECT $1, md5('s' || i)::uuid, 1, now(), now(), $2, 'check_in', 'completed', $3, at, at + interval '10 minutes', 10, false, 'Word number ' || i || '.', 10, at, '{}', false
            FROM generate_series(1, $4) AS i CROSS JOIN LATERAL (SELECT timestamptz '2026-11-20 09:00Z' - make_interval(days => $4 - i) AS at) AS t
            """, TestData.Oakfield, TestData.Oak, TestData.StaffOf("demo-support"), Sessions);
        await api.Database.ExecuteAsync(
            """
            INSERT INTO chronology_entries (trust_id, pupil_id, record_id, kind, occurred_at, school_id, label, owners, is_void)
            SELECT trust_id, $1, id, 'support_session', starts_at, school_id, 'pastoral', ARRAY[practitioner_id], false FROM support_sessions
            """, TestData.OakPupils[0]);
    }
}
