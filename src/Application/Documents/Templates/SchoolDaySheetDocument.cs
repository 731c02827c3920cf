using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>
/// A day's sessions on paper, with room for what a completion needs. It lies about in a school, so it says who, when and
/// where, and nothing of why.
/// </summary>
internal sealed class SchoolDaySheetDocument(SchoolSessions sessions, DocumentNames names) : IDocumentTemplate
{
    private const int SpareSessions = 3;
    private const int SpareRows = 3;

    private static readonly DocumentColumn[] Columns =
    [
        new("Pupil", 4), new("Attendance", 3, ToWrite: true), new("Before", 2, ToWrite: true), new("After", 2, ToWrite: true),
        new("In the pupil’s words; note", 7, ToWrite: true),
    ];

    public DocumentKind Kind => DocumentKind.SchoolDaySheet;

    public DocumentMembers Takes { get; } = new("schoolId", "on");

    public string Permission => SchoolSessions.Permission;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        if (await sessions.SchoolAsync(request.SchoolId!.Value, ct) is not { } school)
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var day = request.On!.Value;
        SupportSessionStatus[] planned = [SupportSessionStatus.Scheduled, SupportSessionStatus.InProgress];
        var read = await sessions.ReadAsync(school, day, day, planned, DocumentLimits.DaySessions, ct);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        var (found, isCut) = read.Value;
        var people = await names.StaffAsync(found.SelectMany(s => s.CoPractitionerIds), ct);
        var content = new DocumentContent
        {
            Title = $"Day sheet, {Day(day)}",
            School = school,
            Label = SensitivityLabel.Pastoral,
            IsCut = isCut,
            Blocks = [.. Guidance(found, isCut), .. found.SelectMany(s => Sheet(s, people)), .. Spare()],
            Data = SupportSessionRows.Table(found),
        };
        return new DocumentDraft(content, null, null, [.. found.SelectMany(s => s.Participants).Select(p => p.PupilId).Distinct()]);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) => Task.FromResult(sessions.StandingOf(document));

    private static IEnumerable<DocumentBlock> Guidance(IReadOnlyList<SupportSessionDto> found, bool isCut)
    {
        if (isCut)
        {
            yield return new DocumentNotice("There are more sessions than one sheet takes: this one holds the earliest.");
        }

        yield return new DocumentText(
            "For use while the service cannot be reached. Write what happened; when it is back, enter each session with the times written here, "
            + "then shred this sheet. A late entry may need a reason.");
        yield return Facts(("Sessions planned", Number(found.Count)));
        yield return new DocumentText($"Attendance: {string.Join(", ", Enum.GetValues<SessionAttendance>().Select(a => Words.Of(a).ToLowerInvariant()))}. Before and after: how regulated, from 1 (least) to 5.");
    }

    private static IEnumerable<DocumentBlock> Sheet(SupportSessionDto session, Dictionary<Guid, PersonDto> people)
    {
        yield return new DocumentHeading($"{Time(session.StartsAt)} to {Time(session.EndsAt)}, {Words.Of(session.Type)}");
        yield return Facts(
            ("Led by", Name(session.Practitioner)),
            ("With", string.Join(", ", session.CoPractitionerIds.Select(id => Name(people.GetValueOrDefault(id))))),
            ("Room", session.Room),
            ("Class or group", session.GroupName),
            ("Reference", session.Id.ToString()));
        var rows = session.Participants.Select(p => Row(Name(p.Pupil))).DefaultIfEmpty(Row(null));
        yield return new DocumentTable($"Pupils at {Time(session.StartsAt)}", Columns, [.. rows]);
        foreach (var line in Outcome())
        {
            yield return line;
        }
    }

    /// <summary>For sessions that nobody planned.</summary>
    private static IEnumerable<DocumentBlock> Spare()
    {
        for (var i = 1; i <= SpareSessions; i++)
        {
            yield return new DocumentHeading($"A session that was not planned ({i})");
            yield return new DocumentLines("Type, led by, room", 1);
            yield return new DocumentTable($"Pupils of unplanned session {i}", Columns, [.. Enumerable.Range(0, SpareRows).Select(_ => Row(null))]);
            foreach (var line in Outcome())
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<DocumentBlock> Outcome() =>
    [
        new DocumentLines("Began at, ended at", 1),
        new DocumentLines("What happened", 3),
        new DocumentLines("Next step", 1),
        new DocumentLines("Written by; entered by, on", 1),
    ];

    private static IReadOnlyList<string?> Row(string? pupil) => [pupil, null, null, null, null];
}
