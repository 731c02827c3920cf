using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Application.SupportSessions.Dtos;
using PupilSupport.Application.SupportSessions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.SupportSessions;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

internal sealed class SupportSessionDocument(
    IQueryHandler<GetSupportSessionQuery, SupportSessionDto> sessions, SupportSessionAccess access, DocumentNames names) : IDocumentTemplate
{
    private static readonly DocumentColumn[] Parts =
    [
        new("Pupil", 4), new("Attendance", 3), new("Before", 2), new("After", 2), new("In the pupil’s words", 5), new("Note", 5),
    ];

    public DocumentKind Kind => DocumentKind.SupportSession;

    public DocumentMembers Takes { get; } = new("recordId");

    public string Permission => Permissions.SupportSessionsRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var query = new GetSupportSessionQuery
        {
            Id = request.RecordId!.Value,
            Expand = [SupportSessionExpansion.Practitioner, SupportSessionExpansion.Pupil],
        };
        var found = await sessions.Handle(query, ct);
        if (!found.IsSuccess)
        {
            return CommonErrors.UnknownReference.At("/recordId");
        }

        var session = found.Value;
        var people = await names.StaffAsync(session.CoPractitionerIds.Concat(session.Addenda.Select(a => a.AuthorId).OfType<Guid>()), ct);
        var content = new DocumentContent
        {
            Title = $"Support session, {Moment(session.StartsAt)}",
            School = await names.SchoolAsync(session.SchoolId, ct),
            Label = SensitivityLabel.Pastoral,
            Blocks = [.. Blocks(session, people)],
            Data = SupportSessionRows.Table([session]),
        };
        return new DocumentDraft(content, session.Id, session.Version, [.. session.Participants.Select(p => p.PupilId)]);
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var id = new SupportSessionId(document.RecordId!.Value);
        var version = await access.Reachable().Where(s => s.Id == id).Select(s => (int?)s.Version).SingleOrDefaultAsync(ct);
        return version is null ? null : new DocumentStanding(version);
    }

    private static IEnumerable<DocumentBlock> Blocks(SupportSessionDto session, Dictionary<Guid, PersonDto> people)
    {
        if (session.Status == SupportSessionStatus.Voided)
        {
            yield return new DocumentNotice($"This session was voided: {session.VoidReason}");
        }

        yield return Plan(session, people);
        yield return new DocumentHeading("Pupils");
        yield return session.Participants.Count > 0 ? Table(session) : new DocumentText("No pupils are named.");
        yield return new DocumentHeading("What happened");
        yield return new DocumentText(session.Note ?? "Nothing is recorded yet.");
        if (session.Strategies.Count > 0)
        {
            yield return new DocumentHeading("What was tried", 3);
            yield return new DocumentList(session.Strategies);
        }

        if (session.NextStep is { } next)
        {
            yield return new DocumentHeading("Next step", 3);
            yield return new DocumentText(next);
        }

        if (session.Addenda.Count > 0)
        {
            yield return new DocumentHeading("Added later");
            yield return Addenda(session, people);
        }
    }

    private static DocumentFacts Plan(SupportSessionDto s, Dictionary<Guid, PersonDto> people) => Facts(
        ("Type", Words.Of(s.Type)),
        ("Status", Words.Of(s.Status)),
        ("Begins", Moment(s.StartsAt)),
        ("Planned", Minutes(s.PlannedMinutes)),
        ("Lasted", s.ActualMinutes is { } actual ? Minutes(actual) : null),
        ("Led by", Name(s.Practitioner)),
        ("With", string.Join(", ", s.CoPractitionerIds.Select(id => Name(people.GetValueOrDefault(id))))),
        ("Room", s.Room),
        ("Class or group", s.GroupName),
        ("Strand", s.Strand is { } strand ? Words.Of(strand) : null),
        ("ELSA area", s.ElsaArea is { } area ? Words.Of(area) : null),
        ("Objective", s.Objective),
        ("Recorded late because", s.LateReason),
        ("Cancelled because", s.CancelReason),
        ("Missed because", s.MissReason is { } miss ? Words.Of(miss) : null),
        ("Another is owed", s.CatchUpOwed ? "Yes" : null));

    private static DocumentTable Table(SupportSessionDto session) => new("Pupils of the session; states from 1 (least regulated) to 5", Parts,
    [
        .. session.Participants.Select(p => (IReadOnlyList<string?>)
            [Name(p.Pupil), p.Attendance is { } a ? Words.Of(a) : null, Number(p.PreState), Number(p.PostState), p.PupilVoice, p.Note]),
    ]);

    private static DocumentTable Addenda(SupportSessionDto session, Dictionary<Guid, PersonDto> people) => new(
        "What was added later, and what the note said before",
        [new("Recorded", 2), new("What", 2), new("By", 2), new("Text", 6)],
        [.. session.Addenda.Select(a => (IReadOnlyList<string?>)[Short(a.RecordedAt), Words.Of(a.Kind), By(a.AuthorId, people), a.Text])]);

    private static string? By(Guid? author, Dictionary<Guid, PersonDto> people) => author is { } id ? Name(people.GetValueOrDefault(id)) : null;
}
