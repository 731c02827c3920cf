using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Documents.Plans;
using PupilSupport.Application.Pupils.Dtos;
using PupilSupport.Application.Pupils.Queries;
using PupilSupport.Application.Referrals;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Documents.Packs;

/// <summary>What a pack is to be made of.</summary>
/// <param name="Words">What is left out of it besides third parties.</param>
internal sealed record PackOrder(Guid ReferralId, PackRecords Records, IReadOnlyList<string> Words, DocumentSharing? Sharing);

/// <summary>
/// Makes the pack of a referral to an agency: the referral, the chosen records of the pupil and a manifest. For the sender and for managers, while the
/// referral is not over and nobody has refused consent to it; on a basis that is whole.
/// </summary>
internal sealed class ReferralPack(
    IAppDbContext db,
    ReferralAccess access,
    IQueryHandler<GetPupilQuery, PupilDto> pupils,
    PackReader reader,
    ThirdParties thirdParties,
    DocumentNames names,
    ITrustName trust,
    ICaller caller)
{
    public async Task<Result<DocumentDraft>> DraftAsync(PackOrder order, CancellationToken ct)
    {
        var id = new ReferralId(order.ReferralId);
        if (await access.Readable().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct) is not { } referral)
        {
            return CommonErrors.NotFound;
        }

        var consents = await db.Set<ReferralConsent>().AsNoTracking().Where(c => c.ReferralId == id).OrderBy(c => c.Number).ToListAsync(ct);
        if ((Forbidden(referral) ?? Refusal(referral)) is { } refused)
        {
            return refused;
        }

        var usual = BasisOf(consents[^1]);
        var basis = order.Sharing is { } sharing ? sharing.Over(usual)! : usual;

        var pupil = caller.Has(Permissions.PupilsRead) ? await pupils.Handle(new GetPupilQuery(referral.PupilId.Value), ct) : CommonErrors.NotFound;
        var parts = pupil.IsSuccess ? await reader.PartsAsync(referral.PupilId, order.Records, ct) : pupil.Error;
        return parts.IsSuccess ? await DraftAsync(order, referral, consents.LastOrDefault(), pupil.Value, parts.Value, basis, ct) : parts.Error;
    }

    private async Task<DocumentDraft> DraftAsync(
        PackOrder order, Referral referral, ReferralConsent? consent, PupilDto pupil, IReadOnlyList<PackPart> parts, LawfulBasis basis, CancellationToken ct)
    {
        var agencyId = referral.AgencyId!.Value;
        var agency = await db.Set<Agency>().AsNoTracking().Where(a => a.Id == agencyId).Select(a => a.Name).SingleAsync(ct);
        var redaction = await thirdParties.OfAsync(referral.PupilId, referral.SchoolId, order.Records, reader.Named, order.Words, ct);
        PackPart first = new(
            "Referral", referral.Id.Value, referral.Version, referral.Label, [.. ReferralPackPaper.Referral(referral, consent, agency, basis)]);
        PackPart[] told = [.. parts.Prepend(first).Select(p => p.Redacted(redaction))];
        DocumentBlock[] blocks = [.. ReferralPackPaper.About(pupil, agency), .. told.SelectMany(p => p.Blocks), .. ReferralPackPaper.Manifest(told)];
        var school = await names.SchoolAsync(referral.SchoolId.Value, ct);
        var title = $"Referral of {Templates.PupilWords.Name(pupil)} to {agency}";
        var content = new DocumentContent
        {
            Title = title,
            School = school with { Name = $"{school.Name}, {await trust.OfCallerAsync(ct)}" },
            Label = told.Max(p => p.Label),
            Blocks = blocks,
            Data = PlanPaper.SheetOf("Referral pack", title, blocks),
        };
        return new DocumentDraft(content, referral.Id.Value, referral.Version, [pupil.Id])
        {
            Leaving = new DocumentLeaving(
                pupil.Id, $"Referral pack: {string.Join(", ", told.Select(p => p.Name))}", agency, "So that the agency can decide about the referral and help.",
                basis, [.. told.Select(p => p.Id)])
            { AgencyId = agencyId, ReferralId = referral.Id },
        };
    }

    private Error? Forbidden(Referral referral) =>
        (access.PartOf(referral) & (ReferralPart.Sender | ReferralPart.Manager)) == ReferralPart.None ? CommonErrors.InsufficientScope : null;

    /// <summary>As of a submission: another basis takes nobody round the consent. Its state is empty once the referral says something else than was consented to.</summary>
    private static Error? Refusal(Referral referral) => referral switch
    {
        { Direction: not ReferralDirection.External } or { AgencyId: null } => PackErrors.NotToAgency,
        { Status: ReferralStatus.Completed or ReferralStatus.Declined or ReferralStatus.Withdrawn or ReferralStatus.Voided } => PackErrors.Over,
        { ConsentState: null } => ReferralErrors.ConsentRequired,
        { ConsentState: ReferralConsentState.Refused or ReferralConsentState.Withdrawn } => ReferralErrors.ConsentRefused,
        _ => null,
    };

    /// <summary>What the consent to the referral says, or the consent itself.</summary>
    private static LawfulBasis BasisOf(ReferralConsent consent) => consent.Article6 is { } article6
        ? new LawfulBasis(article6, consent.Article9, consent.Schedule1)
        : new LawfulBasis(Article6Basis.Consent, Article9Condition.ExplicitConsent);
}

internal static class PackErrors
{
    public static readonly Error NotToAgency = new("pack-without-agency", ErrorKind.Rule, "A pack is for the agency of a referral that goes to one.");

    public static readonly Error Over = new("pack-of-ended-referral", ErrorKind.Conflict, "The referral is over: nothing more is sent for it.");
}
