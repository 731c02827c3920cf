using PupilSupport.Application.Common;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>What took place at a school, for counting: no narrative.</summary>
internal sealed class SupportSessionListDocument(SchoolSessions sessions) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.SupportSessionList;

    public DocumentMembers Takes { get; } = new("schoolId", "from", "to");

    public string Permission => SchoolSessions.Permission;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        if (await sessions.SchoolAsync(request.SchoolId!.Value, ct) is not { } school)
        {
            return CommonErrors.UnknownReference.At("/schoolId");
        }

        var read = await sessions.ReadAsync(school, request.From!.Value, request.To!.Value, [], DocumentLimits.ListedSessions, ct);
        if (!read.IsSuccess)
        {
            return read.Error;
        }

        var (found, isCut) = read.Value;
        var content = new DocumentContent
        {
            Title = "Support sessions",
            School = school,
            Label = SensitivityLabel.Pastoral,
            IsCut = isCut,
            Blocks = [.. Blocks(request, found, isCut)],
            Data = SupportSessionRows.Table(found),
        };
        return new DocumentDraft(content, null, null, [.. found.SelectMany(s => s.Participants).Select(p => p.PupilId).Distinct()]);
    }

    public Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct) => Task.FromResult(sessions.StandingOf(document));

    private static IEnumerable<DocumentBlock> Blocks(DocumentRequest request, IReadOnlyList<SupportSessionDto> found, bool isCut)
    {
        if (isCut)
        {
            yield return new DocumentNotice("There are more sessions than one document takes: this one holds the earliest. Issue another for later dates.");
        }

        yield return Facts(("From", Day(request.From!.Value)), ("To", Day(request.To!.Value)), ("Sessions", Number(found.Count)));
        yield return new DocumentText("It lists the sessions that whoever issued it may know of.");
        yield return new DocumentHeading("Sessions");
        yield return found.Count == 0 ? new DocumentText("There are none.") : SupportSessionRows.Paper(found);
    }
}
