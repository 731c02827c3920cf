using PupilSupport.Application.Common;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>Sessions as rows, one for each pupil's part, or one for a session that names no pupil. No narrative.</summary>
internal static class SupportSessionRows
{
    private static readonly DocumentColumn[] OnPaper =
    [
        new("When", 4), new("Type", 4), new("Status", 4), new("Led by", 4), new("Pupil", 4), new("Attendance", 4), new("Before, after", 3),
    ];

    private static readonly DocumentColumn[] Columns =
    [
        new("Date", 2), new("Starts"), new("Planned minutes"), new("Actual minutes"), new("Type", 2), new("Status", 2), new("Led by", 3), new("Room", 2),
        new("Class or group", 2), new("Pupil", 3), new("Attendance", 2), new("Before"), new("After"), new("Catch-up owed"),
    ];

    /// <summary>What fits on A4, in words.</summary>
    public static DocumentTable Paper(IEnumerable<SupportSessionDto> sessions) => new(
        "Sessions, a row for each pupil’s part", OnPaper, [.. sessions.SelectMany(s => Parts(s).Select(p => OnPaperOf(s, p)))]);

    /// <summary>All of it, for a spreadsheet: ISO dates and codes.</summary>
    public static DocumentTable Table(IEnumerable<SupportSessionDto> sessions) => new("Sessions, a row for each pupil’s part", Columns, [.. sessions.SelectMany(s => Parts(s).Select(p => Row(s, p)))]);

    private static IEnumerable<SupportSessionParticipantDto?> Parts(SupportSessionDto session) => session.Participants.DefaultIfEmpty();

    private static IReadOnlyList<string?> OnPaperOf(SupportSessionDto session, SupportSessionParticipantDto? part) =>
    [
        Short(session.StartsAt), Words.Of(session.Type), Words.Of(session.Status), Name(session.Practitioner),
        part is null ? session.GroupName : Name(part.Pupil), part?.Attendance is { } attendance ? Words.Of(attendance) : null,
        part is { PreState: null, PostState: null } or null ? null : $"{Number(part.PreState) ?? "–"}, {Number(part.PostState) ?? "–"}",
    ];

    private static IReadOnlyList<string?> Row(SupportSessionDto session, SupportSessionParticipantDto? part) =>
    [
        IsoDay(session.StartsAt), Time(session.StartsAt), Number(session.PlannedMinutes), Number(session.ActualMinutes), Code(session.Type), Code(session.Status),
        Name(session.Practitioner), session.Room, session.GroupName, part is null ? null : Name(part.Pupil),
        part?.Attendance is { } attendance ? Code(attendance) : null, Number(part?.PreState), Number(part?.PostState), YesNo(session.CatchUpOwed),
    ];

    private static string Code<T>(T value) where T : struct, Enum => EnumCodes<T>.Format(value);
}
