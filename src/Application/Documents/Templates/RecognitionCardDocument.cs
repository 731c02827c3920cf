using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Recognitions;
using PupilSupport.Application.Recognitions.Dtos;
using PupilSupport.Application.Recognitions.Queries;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Recognitions;
using PupilSupport.Domain.Schools;
using static PupilSupport.Application.Documents.DocumentWords;

namespace PupilSupport.Application.Documents.Templates;

/// <summary>A recognition as the card of one of its pupils: what is celebrated and the pupil's words, nothing for staff and nobody else's name.</summary>
internal sealed class RecognitionCardDocument(
    IQueryHandler<GetRecognitionQuery, RecognitionDto> recognitions, RecognitionCards cards, RecognitionAccess access, DocumentNames names, IAppDbContext db) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.RecognitionCard;

    public DocumentMembers Takes { get; } = new("recordId", "pupilId");

    public string Permission => Permissions.RecognitionsRead;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var (id, pupil) = (request.RecordId!.Value, request.PupilId!.Value);
        var found = await recognitions.Handle(new GetRecognitionQuery(id), ct);
        if (!found.IsSuccess)
        {
            return CommonErrors.UnknownReference.At("/recordId");
        }

        var recognition = found.Value;
        var child = (await names.PupilsAsync([pupil], ct)).GetValueOrDefault(pupil);
        if (child is null || !recognition.PupilIds.Contains(pupil))
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        if (await cards.RefusalAsync(recognition, new(pupil), ct) is { } refused)
        {
            return refused;
        }

        var author = recognition.AuthorId is { } by ? (await names.StaffAsync([by], ct)).GetValueOrDefault(by) : null;
        var content = new DocumentContent
        {
            Title = $"Well done, {child.GivenName}",
            School = await names.SchoolAsync(recognition.SchoolId, ct),
            Label = SensitivityLabel.Pastoral,
            IsLandscape = true,
            IsCard = true,
            Blocks = [.. Blocks(recognition, child, author)],
            Data = Table(recognition, child, author),
        };
        return new DocumentDraft(content, id, recognition.Version, [pupil])
        {
            Leaving = new DocumentLeaving(pupil, "A card of recognition", "The pupil and the family", "To celebrate with the family.", DocumentLeaving.PublicTask, [id]) { IsSpecial = false },
        };
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var id = new RecognitionId(document.RecordId!.Value);
        var pupil = await db.Set<DocumentPupil>().Where(p => p.DocumentId == document.Id).Select(p => p.PupilId).SingleAsync(ct);
        var version = await (await access.ReadableOfAsync(pupil, ct)).Where(r => r.Id == id).Select(r => (int?)r.Version).SingleOrDefaultAsync(ct);
        return version is null ? null : new DocumentStanding(version);
    }

    private static IEnumerable<DocumentBlock> Blocks(RecognitionDto recognition, PersonDto child, PersonDto? author)
    {
        yield return new DocumentText(recognition.Text);
        if (recognition.PupilWords is { } words)
        {
            yield return new DocumentQuote(words, $"In {child.GivenName}’s own words");
        }

        yield return Facts(
            ("For", Name(child)),
            ("We celebrate", Words.Of(recognition.Kind)),
            ("On", Day(LondonTime.DateOf(recognition.OccurredAt))),
            ("From", author is null ? null : Name(author))) with
        { IsDense = true };
    }

    private static DocumentTable Table(RecognitionDto recognition, PersonDto child, PersonDto? author) => new(
        "Recognition card", [new("For"), new("We celebrate"), new("On"), new("Text"), new("In the pupil’s words"), new("From")],
        [[Name(child), EnumCodes<RecognitionKind>.Format(recognition.Kind), IsoDay(recognition.OccurredAt), recognition.Text, recognition.PupilWords, author is null ? null : Name(author)]]);
}
