using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Application.Common.Access.Permissions;

namespace PupilSupport.Application.SupportSessions;

/// <summary>A pupil's sessions in the chronology: seen by whom a list of that pupil's sessions would show them.</summary>
internal sealed class SupportSessionChronology(IAppDbContext db, PupilScope pupils, ICaller caller) : IChronologySource
{
    public string Kind => "support_session";

    public async Task<Expression<Func<ChronologyEntry, bool>>> VisibleAsync(PupilId pupil, CancellationToken ct)
    {
        if (await pupils.IncludesAsync(pupil.Value, SupportSessionsReadAll, ct))
        {
            return _ => true;
        }

        var (all, own) = (caller.PupilReachOf(SupportSessionsReadAll).Schools.ToArray(), caller.ReachOf(SupportSessionsRead));
        var (anywhere, schools, me) = (own.WholeTrust, own.Schools.ToArray(), caller.StaffId?.Value ?? Guid.Empty);
        return e => all.Contains(e.SchoolId) || ((anywhere || schools.Contains(e.SchoolId)) && e.Owners.Contains(me));
    }

    public async Task<IReadOnlyDictionary<Guid, ChronologyText>> DescribeAsync(PupilId pupil, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        SupportSessionId[] ids = [.. records.Select(id => new SupportSessionId(id))];
        var rows = await db.Set<SupportSession>().AsNoTracking()
            .Where(s => ids.Contains(s.Id))
            .Select(s => new
            {
                s.Id,
                s.Type,
                s.Status,
                s.Objective,
                s.Note,
                Own = s.Participants.Where(p => p.PupilId == pupil).Select(p => p.Note).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.ToDictionary(
            r => r.Id.Value,
            r => new ChronologyText(Title(r.Type, r.Status), Text(r.Own, r.Note ?? r.Objective), $"/v1/support-sessions/{r.Id.Value}"));
    }

    /// <summary><c>Thrive one to one, completed</c>.</summary>
    private static string Title(SupportSessionType type, SupportSessionStatus status) =>
        $"{Words.Of(type)}, {Words.Of(status).ToLowerInvariant()}";

    /// <summary>What was written of this pupil, then what was written of the session.</summary>
    private static string? Text(params string?[] parts)
    {
        var text = string.Join("\n\n", parts.Where(p => p is not null));
        return text.Length switch
        {
            0 => null,
            > Limits.Narrative => text[..(char.IsHighSurrogate(text[Limits.Narrative - 1]) ? Limits.Narrative - 1 : Limits.Narrative)],
            _ => text,
        };
    }
}
