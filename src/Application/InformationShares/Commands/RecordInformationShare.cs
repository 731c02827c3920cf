using System.Diagnostics.CodeAnalysis;
using FluentValidation;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.InformationShares.Dtos;
using PupilSupport.Application.Policies;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Documents;
using PupilSupport.Domain.InformationShares;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.SupportSessions;

namespace PupilSupport.Application.InformationShares.Commands;

/// <summary>Something that was shared about a pupil, or that somebody refused to share.</summary>
public record InformationShareDraft
{
    public required Guid PupilId { get; init; }

    /// <summary>What was shared or asked for.</summary>
    [Text(Limits.Text, Min = 1)]
    public required string What { get; init; }

    /// <summary>With whom it was shared, or who asked: the person and whom they work for.</summary>
    [Text(InformationShare.ToMax, Min = 1)]
    public required string To { get; init; }

    public required InformationShareDecision Decision { get; init; }

    /// <summary>Why it was shared or refused.</summary>
    [Text(Limits.Text, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>UK GDPR, Article 6(1). Needed for what was shared.</summary>
    public Article6Basis? Article6 { get; init; }

    /// <summary>UK GDPR, Article 9(2): for health, origin, belief and other special categories.</summary>
    public Article9Condition? Article9 { get; init; }

    /// <summary>Data Protection Act 2018, Schedule 1: for those conditions of Article 9 that rest on it; alone for criminal-offence data.</summary>
    public Schedule1Condition? Schedule1 { get; init; }

    /// <summary>When it was shared or refused, not in the future; now when absent.</summary>
    public DateTimeOffset? SharedAt { get; init; }

    /// <summary>Why it is written down so long after; needed when it was longer ago than the school's policy for sessions says, seven days unless set.</summary>
    [Text(Limits.Reason, Min = 1)]
    public string? LateReason { get; init; }
    public InformationShareMethod? Method { get; init; }

    /// <summary>At least that of what was shared, and <c>pastoral</c>; that when absent.</summary>
    public SensitivityLabel? Label { get; init; }

    /// <summary>A document about the pupil that left. One that was made to leave is in the log already.</summary>
    public Guid? DocumentId { get; init; }

    /// <summary>An agency of the directory with which it was shared, or which asked.</summary>
    public Guid? AgencyId { get; init; }

    /// <summary>A referral of the pupil for which it was shared.</summary>
    public Guid? ReferralId { get; init; }

    /// <summary>Records of the pupil's chronology that were shared.</summary>
    [Items(InformationShare.MaxRecords)]
    public IReadOnlyList<Guid> RecordIds { get; init; } = [];
}

/// <summary>Records what the caller decided to share about a pupil, or not to.</summary>
[Requires(Permissions.InformationSharesWrite), Audited("information_share.record")]
public sealed record RecordInformationShareCommand : InformationShareDraft, ICommand<InformationShareDto>
{
    [SetsRequiredMembers]
    public RecordInformationShareCommand(InformationShareDraft draft) : base(draft) { }
}

internal sealed class RecordInformationShareValidator : AbstractValidator<RecordInformationShareCommand>
{
    public RecordInformationShareValidator()
    {
        RuleFor(c => c.Article6).NotNull().When(c => c.Decision == InformationShareDecision.Shared || c.Article9 is not null || c.Schedule1 is not null)
            .WithErrorCode("required").WithMessage("is required for what was shared");
    }
}

internal sealed class RecordInformationShareHandler(
    IAppDbContext db, InformationShareAccess access, SharedThings shared, InformationShareTasks tasks, InformationShareAnswers answers, IPolicies policies, ICaller caller,
    TimeProvider clock)
    : ICommandHandler<RecordInformationShareCommand, InformationShareDto>
{
    public async Task<Result<InformationShareDto>> Handle(RecordInformationShareCommand request, CancellationToken cancellationToken)
    {
        if (await access.WritableAsync(new PupilId(request.PupilId), cancellationToken) is not { } pupil)
        {
            return CommonErrors.UnknownReference.At("/pupilId");
        }

        var least = await shared.LabelAsync(pupil.Id, request, cancellationToken);
        if (!least.IsSuccess || request.Label < least.Value)
        {
            return least.Error ?? InformationShareErrors.LabelLowered.At("/label");
        }

        var told = Told(request, pupil, request.Label ?? least.Value);
        var day = LondonTime.DateOf(told.SharedAt);
        if (pupil.Enrolments.All(e => e.AdmittedOn > day))
        {
            return SupportSessionErrors.BeforeAdmission.At("/sharedAt");
        }

        var policy = await policies.OnAsync<SupportSessionPolicy>(told.SchoolId, day, cancellationToken);
        var share = InformationShare.Record(caller.TrustId, told, policy, caller.StaffId, clock.GetUtcNow());
        if (!share.IsSuccess)
        {
            return share.Error;
        }

        db.Set<InformationShare>().Add(share.Value);
        await tasks.RecordedAsync(share.Value, cancellationToken);
        return answers.Of(share.Value);
    }

    private NewInformationShare Told(InformationShareDraft request, Pupil pupil, SensitivityLabel label) => new()
    {
        SchoolId = access.SchoolOf(pupil),
        PupilId = pupil.Id,
        Decision = request.Decision,
        What = request.What,
        To = request.To,
        Reason = request.Reason,
        Basis = request.Article6 is { } article6 ? new LawfulBasis(article6, request.Article9, request.Schedule1) : null,
        SharedAt = request.SharedAt ?? clock.GetUtcNow(),
        LateReason = request.LateReason,
        Label = label,
        Method = request.Method,
        DocumentId = request.DocumentId is { } document ? new DocumentId(document) : null,
        AgencyId = request.AgencyId is { } agency ? new AgencyId(agency) : null,
        ReferralId = request.ReferralId is { } referral ? new ReferralId(referral) : null,
        RecordIds = request.RecordIds,
    };
}
