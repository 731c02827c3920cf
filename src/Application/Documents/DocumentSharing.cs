using FluentValidation;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.Documents;

/// <summary>With whom a document that leaves the school is shared, and by what right. What is left out is as docs/documents.md says of its kind.</summary>
public sealed record DocumentSharing
{
    /// <summary>Who gets it.</summary>
    [Text(InformationShare.ToMax, Min = 1)]
    public string? To { get; init; }

    /// <summary>Why it is shared.</summary>
    [Text(Limits.Text, Min = 1)]
    public string? Reason { get; init; }

    /// <summary>UK GDPR, Article 6(1). Given, the whole basis is as here; alone and as usual for the kind, with what the kind usually has besides.</summary>
    public Article6Basis? Article6 { get; init; }

    /// <summary>UK GDPR, Article 9(2); with <c>article6</c> only.</summary>
    public Article9Condition? Article9 { get; init; }

    /// <summary>Data Protection Act 2018, Schedule 1; with <c>article6</c> only.</summary>
    public Schedule1Condition? Schedule1 { get; init; }
    public InformationShareMethod? Method { get; init; }

    /// <summary>The basis that is meant.</summary>
    /// <param name="usual">What it is when nothing is said.</param>
    internal LawfulBasis? Over(LawfulBasis? usual) => this switch
    {
        { Article6: null } => usual,
        { Article9: null, Schedule1: null } when Article6 == usual?.Article6 => usual,
        _ => new LawfulBasis(Article6.Value, Article9, Schedule1),
    };

    /// <summary>Parts of a basis without its beginning.</summary>
    internal bool IsBasisHeadless => Article6 is null && (Article9 is not null || Schedule1 is not null);
}

internal sealed class DocumentSharingValidator : AbstractValidator<DocumentSharing>
{
    public DocumentSharingValidator() =>
        RuleFor(s => s.Article6).NotNull().When(s => s.IsBasisHeadless).WithErrorCode("required").WithMessage("is required with the rest of a basis");
}

/// <summary>What the log says of a document that leaves, unless whoever issues it says otherwise.</summary>
/// <param name="PupilId">Whom it is about.</param>
/// <param name="RecordIds">Of what it is made.</param>
internal sealed record DocumentLeaving(Guid PupilId, string What, string To, string Reason, LawfulBasis Basis, IReadOnlyList<Guid> RecordIds)
{
    public AgencyId? AgencyId { get; init; }
    public ReferralId? ReferralId { get; init; }

    /// <summary>Whether its kind may tell of health, needs or other special categories, whatever its label.</summary>
    public bool IsSpecial { get; init; } = true;

    /// <summary>What a school does because an enactment makes it its task, where the text tells of health and needs.</summary>
    public static readonly LawfulBasis Statutory =
        new(Article6Basis.PublicTask, Article9Condition.SubstantialPublicInterest, Schedule1Condition.StatutoryAndGovernmentPurposes);

    /// <summary>The same where nothing of a special category is told.</summary>
    public static readonly LawfulBasis PublicTask = new(Article6Basis.PublicTask);
}

/// <summary>
/// The one way by which a document that leaves the school gets into the log of information shares: in the transaction that enters it in
/// the ledger. It is still ahead, so that its basis must be whole.
/// </summary>
internal static class LeavingDocuments
{
    private const string NamedIn = "What a document about another pupil says of this one";

    /// <returns>An entry for each pupil of whom it tells, none for a document that stays; the refusal of a basis that is not whole.</returns>
    public static Result<NewInformationShare[]> SharesOf(DocumentKind kind, DocumentDraft draft, DocumentSharing? sharing, DocumentId id, DateTimeOffset now)
    {
        var leaves = DocumentAudiences.Of(kind) != DocumentAudience.School;
        if (draft.Leaving is not { } leaving || !leaves)
        {
            return leaves == draft.Leaving is not null ? Array.Empty<NewInformationShare>() : throw new InvalidOperationException($"Whether {kind} leaves is not what its template says.");
        }

        var basis = sharing?.Over(leaving.Basis) ?? leaving.Basis;
        var label = draft.Content.Label;
        if ((basis.Refusal ?? basis.LacksFor(leaving.IsSpecial && label < SensitivityLabel.Health ? SensitivityLabel.Health : label)) is { } refused)
        {
            return refused.At("/sharing" + refused.Faults[0].Pointer);
        }

        var share = new NewInformationShare
        {
            SchoolId = new(draft.Content.School.Id),
            PupilId = new(leaving.PupilId),
            Decision = InformationShareDecision.Shared,
            What = leaving.What,
            To = sharing?.To ?? leaving.To,
            Reason = sharing?.Reason ?? leaving.Reason,
            Basis = basis,
            SharedAt = now,
            Label = label,
            Method = sharing?.Method,
            DocumentId = id,
            RecordIds = leaving.RecordIds,
            AgencyId = leaving.AgencyId,
            ReferralId = leaving.ReferralId,
        };
        var others = draft.Pupils.Distinct().Where(p => p != leaving.PupilId);
        return (NewInformationShare[])[share, .. others.Select(p => OfOther(share, new(p), leaving.Reason))];
    }

    /// <summary>Whoever reads the other pupil's log learns nothing of whom the document is about, nor what was said of that pupil.</summary>
    private static NewInformationShare OfOther(NewInformationShare share, PupilId other, string usualReason) =>
        share with { PupilId = other, What = NamedIn, Reason = usualReason, ReferralId = null, RecordIds = [] };
}
