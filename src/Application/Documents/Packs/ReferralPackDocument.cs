using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Referrals;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Documents.Packs;

/// <summary>The pack of a referral without further records; with chosen ones it is issued by the referral itself.</summary>
internal sealed class ReferralPackDocument(ReferralPack pack, ReferralAccess access) : IDocumentTemplate
{
    public DocumentKind Kind => DocumentKind.ReferralPack;

    public DocumentMembers Takes { get; } = new("recordId");

    public string Permission => Permissions.ReferralsWrite;

    public async Task<Result<DocumentDraft>> DraftAsync(DocumentRequest request, CancellationToken ct)
    {
        var draft = await pack.DraftAsync(new PackOrder(request.RecordId!.Value, new PackRecords(), [], request.Sharing), ct);
        return draft.Error == CommonErrors.NotFound ? CommonErrors.UnknownReference.At("/recordId") : draft;
    }

    public async Task<DocumentStanding?> StandingAsync(Document document, CancellationToken ct)
    {
        var id = new ReferralId(document.RecordId!.Value);
        var version = await access.Readable().Where(r => r.Id == id).Select(r => (int?)r.Version).SingleOrDefaultAsync(ct);
        return version is null ? null : new DocumentStanding(version);
    }
}
