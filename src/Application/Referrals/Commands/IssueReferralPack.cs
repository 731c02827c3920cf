using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Documents;
using PupilSupport.Application.Documents.Dtos;
using PupilSupport.Application.Documents.Packs;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;

namespace PupilSupport.Application.Referrals.Commands;

/// <summary>What goes into the pack of a referral, and in which format.</summary>
public record ReferralPackRequest
{
    public const int MaxWords = 50;
    public const int MaxWord = 100;

    public required DocumentFileFormat Format { get; init; }

    /// <summary>Records of the pupil besides the referral; none when absent.</summary>
    public PackRecords Records { get; init; } = new();

    /// <summary>Words to be left out wherever they stand, besides the names of third parties: nicknames, an address.</summary>
    [Items(MaxWords, Text = MaxWord)]
    public IReadOnlyList<string> Redact { get; init; } = [];

    /// <summary>With whom it is shared and by what right, when not with the agency and by the consent to the referral.</summary>
    public DocumentSharing? Sharing { get; init; }
}

/// <summary>Makes the pack of a referral for its agency, as a document that leaves the school.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.issue_pack")]
public sealed record IssueReferralPackCommand : ReferralPackRequest, ICommand<DocumentDto>
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public IssueReferralPackCommand(Guid id, ReferralPackRequest request) : base(request) => Id = id;

    public Guid Id { get; }
}

internal sealed class IssueReferralPackValidator : FluentValidation.AbstractValidator<IssueReferralPackCommand>
{
    public IssueReferralPackValidator() => RuleFor(c => c.Sharing).SetValidator(new DocumentSharingValidator()!);
}

internal sealed class IssueReferralPackHandler(ReferralPack pack, DocumentIssuing issuing, ICaller caller) : ICommandHandler<IssueReferralPackCommand, DocumentDto>
{
    public async Task<Result<DocumentDto>> Handle(IssueReferralPackCommand request, CancellationToken cancellationToken)
    {
        var draft = await pack.DraftAsync(new PackOrder(request.Id, request.Records, request.Redact, request.Sharing), cancellationToken);
        return !draft.IsSuccess ? draft.Error
            : caller.Has(Permissions.DocumentsWrite) ? await issuing.IssueAsync(DocumentKind.ReferralPack, request.Format, draft.Value, request.Sharing, cancellationToken)
            : CommonErrors.InsufficientScope;
    }
}
