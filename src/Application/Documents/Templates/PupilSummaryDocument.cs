using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Pupils;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>Who a pupil is and whom to call. Addresses stay in the system: a page that is carried about needs none.</summary>
internal sealed class PupilSummaryDocument(
    IQueryHandler<GetPupilQuery, PupilDto> pupils, IQueryHandler<ListContactsQuery, Page<ContactDto>> contacts, DocumentNames names, ICaller caller)
    : IDocumentTemplate
{
    private static readonly DocumentColumn[] Columns =
        [new("Order", 2), new("Name", 4), new("Relationship", 4), new("Parental responsibility", 4), new("Telephone", 4), new("E-mail", 5), new("May be told", 2)];

    public DocumentKind Kind => DocumentKind.PupilSummary;

    public DocumentMembers Takes { get; } = new("pupilId");

    public string Permission => Permissions.PupilsRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var id = request.PupilId!.Value;
        var pupil = await pupils.Handle(new GetPupilQuery(id), ct);
        if (!pupil.IsSuccess)
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var people = await ContactsAsync(id, ct);
        var content = new DocumentContent
        {
            Title = $"Summary of {PupilWords.Name(pupil.Value)}",
            School = await names.SchoolAsync(pupil.Value.SchoolId, ct),
            Label = people is null && pupil.Value.SenProvision is null ? SensitivityLabel.Standard : SensitivityLabel.Pastoral,
            Blocks = [.. Blocks(pupil.Value, people)],
            Data = Table(people ?? []),
        };
        return new DocumentDraft(content, id, pupil.Value.Version, [id]);
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var pupil = await pupils.Handle(new GetPupilQuery(document.RecordId!.Value), ct);
        return pupil.IsSuccess && caller.Has(Permission) ? new DocumentStanding(pupil.Value.Version) : null;
    }

    /// <summary>Null when the caller may not know them.</summary>
    private async Task<List<ContactDto>?> ContactsAsync(Guid pupil, CancellationToken ct)
    {
        var all = new List<ContactDto>();
        var read = caller.Has(Permissions.ContactsRead)
            ? await contacts.ReadAsync(new ListContactsQuery { PupilId = pupil }, page => { all.AddRange(page); return false; }, ct)
            : CommonErrors.InsufficientScope;
        return read.IsSuccess ? all : null;
    }

    private static IEnumerable<DocumentBlock> Blocks(PupilDto pupil, List<ContactDto>? people)
    {
        yield return Facts(
            ("Name", PupilWords.Name(pupil)),
            ("Legal name", string.Join(' ', new[] { pupil.GivenName, pupil.MiddleNames, pupil.FamilyName }.OfType<string>())),
            ("Date of birth", pupil.DateOfBirth is { } born ? Day(born) : null),
            ("UPN", pupil.Upn),
            ("Year group", pupil.YearGroup is { } year ? EnumCodes<YearGroup>.Format(year) : null),
            ("Classes", string.Join(", ", pupil.Classes.Select(c => c.Name))),
            ("SEN provision", pupil.SenProvision is { } provision ? EnumCodes<SenProvision>.Format(provision) : null),
            ("Needs", string.Join(", ", (pupil.SenNeeds ?? []).Select(EnumCodes<SenType>.Format))));
        if (pupil.Meta is not null || people is null)
        {
            yield return new DocumentNotice("Parts of the record are not for whoever issued this document and are left out.");
        }

        if (people is null)
        {
            yield break;
        }

        yield return new DocumentHeading("Whom to call");
        foreach (var barred in people.Where(c => c.IsBarred))
        {
            yield return new DocumentNotice($"{barred.GivenName} {barred.FamilyName} must not collect the pupil or be told about them.");
        }

        yield return people.Count == 0 ? new DocumentText("No contacts are recorded.") : Table(people);
    }

    private static DocumentTable Table(IEnumerable<ContactDto> people) => new("Contacts, in the order in which to call", Columns,
    [
        .. people.Select(c => (IReadOnlyList<string?>)
        [
            Number(c.Priority), $"{c.Title} {c.GivenName} {c.FamilyName}".Trim(), Words.Of(c.Relationship), Words.Of(c.ParentalResponsibility),
            string.Join("\n", c.Phones), string.Join("\n", c.Emails), YesNo(!c.IsBarred),
        ]),
    ]);
}

internal static class PupilWords
{
    /// <summary>The name that the pupil goes by.</summary>
    public static string Name(PupilDto pupil) => $"{pupil.PreferredGivenName ?? pupil.GivenName} {pupil.PreferredFamilyName ?? pupil.FamilyName}";
}
