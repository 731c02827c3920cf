using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>Sessions as rows for a spreadsheet: one for each pupil's part, or one for a session that names no pupil. No narrative.</summary>
internal static class SupportSessionRows
{
    private static readonly DocumentColumn[] Columns =
    [
        new("Date", 2), new("Starts"), new("Planned minutes"), new("Actual minutes"), new("Type", 2), new("Status", 2), new("Led by", 3), new("Room", 2),
        new("Class or group", 2), new("Pupil", 3), new("Attendance", 2), new("Before"), new("After"), new("Catch-up owed"),
    ];

    public static DocumentTable Table(IEnumerable<SupportSessionDto> sessions) => new("Sessions, a row for each pupil’s part", Columns, [.. sessions.SelectMany(Rows)]);

    private static IEnumerable<IReadOnlyList<string?>> Rows(SupportSessionDto session) =>
        session.Participants.Count == 0 ? [Row(session, null)] : session.Participants.Select(p => Row(session, p));

    private static IReadOnlyList<string?> Row(SupportSessionDto session, SupportSessionParticipantDto? part) =>
    [
        IsoDay(session.StartsAt), Time(session.StartsAt), Number(session.PlannedMinutes), Number(session.ActualMinutes), Code(session.Type), Code(session.Status),
        Name(session.Practitioner), session.Room, session.GroupName, part is null ? null : Name(part.Pupil),
        part?.Attendance is { } attendance ? Code(attendance) : null, Number(part?.PreState), Number(part?.PostState), YesNo(session.CatchUpOwed),
    ];

    private static string Code<T>(T value) where T : struct, Enum => EnumCodes<T>.Format(value);
}
