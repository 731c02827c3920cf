using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;

namespace PupilSupport.Application.Documents;

/// <summary>Stamps a draft, keeps its bytes for an hour, enters it in the ledger and, when it leaves the school, in the log of information shares.</summary>
internal sealed class DocumentIssuing(
    IEnumerable<IDocumentWriter> writers, IDocumentDigest digest, IDocumentFiles files, DocumentNames names, IAppDbContext db, ICaller caller, IAnswers answers, TimeProvider clock)
{
    public async Task<Result<DocumentDto>> IssueAsync(DocumentKind kind, DocumentFileFormat format, DocumentDraft draft, DocumentSharing? sharing, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = new DocumentId(Guid.CreateVersion7(now));
        var leaves = LeavingDocuments.SharesOf(kind, draft, sharing, id, now);
        if (!leaves.IsSuccess)
        {
            return leaves.Error;
        }

        var hash = await digest.OfAsync(draft.Content, ct);
        var stamp = new DocumentStamp(Document.NewNumber(), kind, hash, draft.RecordVersion, now, await names.OfCallerAsync(ct));
        var writer = writers.Single(w => w.Format == format);
        var bytes = await files.StoreAsync(id, to => writer.WriteAsync(draft.Content, stamp, to, ct), ct);
        var document = Document.Issue(
            caller.TrustId, id, stamp.Number, draft.SourceOf(kind), new DocumentFile(format, hash, bytes.Sha256, bytes.Count),
            new DocumentIssuer(caller.ClientId, caller.Subject, caller.StaffId), now);
        db.Set<Document>().Add(document);
        db.Set<DocumentPupil>().AddRange(draft.Pupils.Distinct().Select(p => new DocumentPupil(caller.TrustId, id, new PupilId(p))));
        db.Set<InformationShare>().AddRange(leaves.Value.Select(s => InformationShare.Record(caller.TrustId, s, caller.StaffId, now).Value));

        return answers.Map<DocumentDto>(document);
    }
}
