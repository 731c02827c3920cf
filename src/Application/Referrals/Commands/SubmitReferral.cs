using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Referrals.Dtos;
using PupilSupport.Domain.Attachments;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Referrals;


namespace PupilSupport.Application.Referrals.Commands;

/// <summary>How a referral was sent to an agency, or how one came from there. This service sends nothing: it keeps what was done. Within the school nothing is sent; <c>sentAt</c> is for what goes to an agency alone.</summary>
public record ReferralSending
{
    /// <summary>How it went there: <c>secure e-mail</c>, <c>portal of the council</c>.</summary>
    [Text(ReferralStep.MaxMethod, Min = 1)]
    public string? Method { get; init; }

    /// <summary>The agency's own number for it.</summary>
    [Text(ReferralStep.MaxReference, Min = 1)]
    public string? Reference { get; init; }

    /// <summary>A file of the referral that shows it.</summary>
    public Guid? EvidenceAttachmentId { get; init; }

    /// <summary>When, not more than 90 days before it was drafted; now when absent.</summary>
    public DateTimeOffset? SentAt { get; init; }

    internal ReferralAnswer ToAnswer() => new()
    {
        At = SentAt,
        Method = Method,
        Reference = Reference,
        EvidenceAttachmentId = EvidenceAttachmentId is { } file ? new AttachmentId(file) : null,
    };
}

/// <summary>Hands a referral over.</summary>
[Requires(Permissions.ReferralsWrite), Audited("referral.submit")]
public sealed record SubmitReferralCommand(Guid Id, int Version, ReferralSending Sending) : ICommand<ReferralDto>;

internal sealed class SubmitReferralHandler(ReferralLoading loading, ReferralReferences references, ReferralTasks tasks, ReferralSharing sharing)
    : ICommandHandler<SubmitReferralCommand, ReferralDto>
{
    public Task<Result<ReferralDto>> Handle(SubmitReferralCommand request, CancellationToken cancellationToken) =>
        loading.ChangeAsync(
            request.Id, request.Version, ReferralAction.Submit, (referral, actor) => SubmitAsync(referral, actor, request.Sending.ToAnswer(), cancellationToken), cancellationToken);

    private async Task<Result> SubmitAsync(Referral referral, ReferralActor actor, ReferralAnswer how, CancellationToken ct)
    {
        var refused = await references.FileRefusalAsync(referral, how.EvidenceAttachmentId, "/evidenceAttachmentId", ct)
            ?? await references.EnrolmentRefusalAsync(referral.PupilId, referral.SchoolId, ct)
            ?? await references.AgencyRefusalAsync(ReferralEdit.Of(referral).ToPlan(), referral.Direction, referral.SchoolId, ct)
            ?? await references.RecipientRefusalAsync(ReferralEdit.Of(referral).ToPlan(), referral.SchoolId, ct)
            ?? (referral.AllowedActions().Contains(ReferralAction.Submit) ? await references.ReceiverRefusalAsync(referral, actor.Me!.Value, ct) : null);
        if (refused is not null)
        {
            return refused;
        }

        var day = await loading.DayAsync(referral.SchoolId, ct);
        var submitted = referral.Submit(await references.EvidenceAsync(referral, ct), how, actor, day);
        if (submitted.IsSuccess)
        {
            await tasks.AskForDecisionAsync(referral, day, ct);
            await sharing.RecordAsync(referral, actor, ct);
        }

        return submitted;
    }
}
