using PupilSupport.Application.Chronology.Dtos;
using PupilSupport.Application.Chronology.Queries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

internal sealed class PupilChronologyDocument(
    IQueryHandler<GetPupilChronologyQuery, Page<ChronologyEntryDto>> chronology, IQueryHandler<GetPupilQuery, PupilDto> pupils,
    PupilScope scope, DocumentNames names, ICaller caller) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.PupilChronology;

    public DocumentMembers Takes { get; } = new(["pupilId"], ["from", "to"]);

    public string Permission => Permissions.ChronologyRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var id = request.PupilId!.Value;
        var (entries, text) = (new List<ChronologyEntryDto>(), 0);
        var read = await chronology.ReadAsync(new GetPupilChronologyQuery { PupilId = id, From = request.From, To = request.To }, Take, ct);
        var pupil = caller.Has(Permissions.PupilsRead) ? await pupils.Handle(new GetPupilQuery(id), ct) : CommonErrors.NotFound;
        if (!read.IsSuccess || !pupil.IsSuccess)
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var kept = Kept(entries);
        var isCut = read.Value || kept.Count < entries.Count;
        var content = await ContentAsync(pupil.Value, request, kept, isCut, ct);
        return new DocumentDraft(content, id, null, [id]);

        bool Take(IReadOnlyList<ChronologyEntryDto> page)
        {
            entries.AddRange(page);
            text += page.Sum(e => e.Text?.Length ?? 0);
            return entries.Count < DocumentLimits.ChronologyEntries && text <= DocumentLimits.ChronologyText;
        }
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) =>
        await scope.IncludesAsync(document.RecordId!.Value, Permission, ct) ? new DocumentStanding(null) : null;

    /// <summary>The newest whose texts fit.</summary>
    private static List<ChronologyEntryDto> Kept(List<ChronologyEntryDto> entries)
    {
        var (text, kept) = (0, 0);
        while (kept < Math.Min(entries.Count, DocumentLimits.ChronologyEntries) && (text += entries[kept].Text?.Length ?? 0) <= DocumentLimits.ChronologyText)
        {
            kept++;
        }

        return entries[..kept];
    }

    private async Task<DocumentContent> ContentAsync(PupilDto pupil, DocumentRequest request, List<ChronologyEntryDto> entries, bool isCut, CancellationToken ct)
    {
        var schools = await names.SchoolsAsync(entries.Select(e => e.SchoolId), ct);
        return new DocumentContent
        {
            Title = $"Chronology of {PupilWords.Name(pupil)}",
            School = await names.SchoolAsync(pupil.SchoolId, ct),
            Label = entries.Select(e => e.Label).Append(SensitivityLabel.Pastoral).Max(),
            IsCut = isCut,
            Blocks = [.. Blocks(pupil, request, entries, schools, isCut)],
            Data = new DocumentTable(
                "Entries of the chronology",
                [new("Date"), new("Time"), new("Kind"), new("What"), new("School"), new("Label"), new("Voided"), new("Text")],
                [.. entries.Select(e => (IReadOnlyList<string?>)
                    [IsoDay(e.OccurredAt), Time(e.OccurredAt), e.Kind, e.Title, School(e, schools), Label(e), YesNo(e.IsVoid), e.Text])]),
        };
    }

    private static IEnumerable<DocumentBlock> Blocks(
        PupilDto pupil, DocumentRequest request, List<ChronologyEntryDto> entries, Dictionary<Guid, string> schools, bool isCut)
    {
        if (isCut)
        {
            yield return new DocumentNotice("There is more than one document takes: this one holds the newest entries. Issue others for earlier dates.");
        }

        yield return Facts(
            ("Pupil", PupilWords.Name(pupil)),
            ("Date of birth", pupil.DateOfBirth is { } born ? Day(born) : null),
            ("From", request.From is { } from ? Day(from) : null),
            ("To", request.To is { } to ? Day(to) : null),
            ("Entries", Number(entries.Count)));
        yield return new DocumentText("It holds what whoever issued it may know, newest first. There may be records that it does not mention.");
        yield return new DocumentHeading("Entries");
        yield return entries.Count == 0 ? new DocumentText("There is nothing in this time.") : new DocumentTable(
            "Entries, newest first",
            [new("When", 2), new("What", 3), new("School", 2), new("Text", 8)],
            [.. entries.Select(e => (IReadOnlyList<string?>)[Short(e.OccurredAt), Title(e), School(e, schools), e.Text])]);
    }

    private static string Title(ChronologyEntryDto entry) => entry.IsVoid ? $"VOIDED: {entry.Title}" : entry.Title;

    private static string School(ChronologyEntryDto entry, Dictionary<Guid, string> schools) => schools.GetValueOrDefault(entry.SchoolId, DocumentNames.Withheld);

    private static string Label(ChronologyEntryDto entry) => EnumCodes<SensitivityLabel>.Format(entry.Label);
}
