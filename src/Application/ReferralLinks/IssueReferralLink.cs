using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Links;
using PupilSupport.Application.Links.Dtos;
using PupilSupport.Application.Referrals;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Links;
using PupilSupport.Domain.Referrals;

namespace PupilSupport.Application.ReferralLinks;

/// <summary>Makes a link by which an agency answers one referral.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.issue_link")]
public sealed record IssueReferralLinkCommand(Guid Id) : ICommand<IssuedLinkDto>;

internal sealed class IssueReferralLinkHandler(ReferralLoading loading, ILinks links, IAnswers answers) : ICommandHandler<IssueReferralLinkCommand, IssuedLinkDto>
{
    // Whoever may record the agency's answers may let it give them itself.
    public Task<Result<IssuedLinkDto>> Handle(IssueReferralLinkCommand request, CancellationToken cancellationToken) =>
        loading.WithAsync<IssuedLinkDto>(request.Id, null, ReferralAction.Acknowledge, (referral, _) => IssueAsync(referral, cancellationToken), cancellationToken);

    private async Task<Result<IssuedLinkDto>> IssueAsync(Referral referral, CancellationToken ct)
    {
        if (ReferralLinkRules.Refusal(referral) is { } refused)
        {
            return refused;
        }

        // Without the pupil: the list of links must not tell of whom there is a referral.
        var issued = await links.IssueAsync(new LinkTarget(ReferralAnswerPurpose.PurposeName, referral.SchoolId, referral.Id.Value, PupilId: null), ct);
        return answers.Map<IssuedLinkDto>(issued.Link) with { Url = issued.Url };
    }
}
