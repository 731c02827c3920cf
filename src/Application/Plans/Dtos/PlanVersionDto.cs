using System.Diagnostics.CodeAnalysis;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>The versions of a plan, the latest first.</summary>
public sealed record PlanVersionListDto([property: Items(Plan.MaxVersions)] IReadOnlyList<PlanVersionDto> Data);

/// <summary>One version of a plan: who wrote it, who decided on it, who signed it.</summary>
public record PlanVersionDto
{
    public PlanVersionDto() { }

    [SetsRequiredMembers]
    internal PlanVersionDto(Plan plan, PlanVersion version)
    {
        (PlanId, Number, State) = (plan.Id.Value, version.Number, version.State);
        IsInForce = plan.InForceVersion == version.Number && PlanRules.IsInForce(plan.Status);
        AuthorIds = [.. version.AuthorIds.Select(a => a.Value)];
        (OpenedAt, RequestedAt, RequestedById) = (version.OpenedAt, version.RequestedAt, version.RequestedById?.Value);
        (FrozenAt, WithdrawnAt, WithdrawReason) = (version.FrozenAt, version.WithdrawnAt, version.WithdrawReason);
        ContentHash = version.ContentHash is { } hash ? Convert.ToHexStringLower(hash) : null;
        Decisions = [.. plan.Approvals.Where(a => a.VersionNumber == version.Number).OrderBy(a => a.At).Select(PlanApprovalDto.Of)];
        Signatures = [.. plan.Signatures.Where(s => s.VersionNumber == version.Number).OrderBy(s => s.SignedAt).Select(s => new PlanSignatureDto(s, plan.IsOnCurrentVersion(s)))];
    }

    public required Guid PlanId { get; init; }
    public required int Number { get; init; }
    public required PlanVersionState State { get; init; }

    /// <summary>Whether it is the one that holds now.</summary>
    public required bool IsInForce { get; init; }

    /// <summary>Whoever opened or edited it; none of them approves it.</summary>
    [Items(500)]
    public required IReadOnlyList<Guid> AuthorIds { get; init; }
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>When approval was last asked for.</summary>
    public required DateTimeOffset? RequestedAt { get; init; }
    public required Guid? RequestedById { get; init; }

    /// <summary>When it came into force.</summary>
    public required DateTimeOffset? FrozenAt { get; init; }
    public required DateTimeOffset? WithdrawnAt { get; init; }

    [Text(Limits.Reason)]
    public required string? WithdrawReason { get; init; }

    /// <summary>SHA-256, in hex, of its canonical bytes; null while it is a draft.</summary>
    [Text(64)]
    public required string? ContentHash { get; init; }

    /// <summary>Who approved it or sent it back, the first first.</summary>
    [Items(Plan.MaxDecisions)]
    public required IReadOnlyList<PlanApprovalDto> Decisions { get; init; }

    [Items(Plan.MaxSignatures)]
    public required IReadOnlyList<PlanSignatureDto> Signatures { get; init; }
}

/// <summary>A version with what it says.</summary>
public sealed record PlanVersionTextDto : PlanVersionDto, Common.Persistence.ISchoolScoped
{
    public PlanVersionTextDto() { }

    [SetsRequiredMembers]
    internal PlanVersionTextDto(Plan plan, PlanVersion version) : base(plan, version)
    {
        (SchoolId, PupilId, Type) = (plan.SchoolId.Value, plan.PupilId.Value, plan.Type);
        Content = version.Text() is { } text ? new PlanContent(text) : plan.Content;
        CanonicalContent = version.Content is { } bytes ? System.Text.Encoding.UTF8.GetString(bytes) : null;
    }

    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required PlanType Type { get; init; }
    public required PlanContent Content { get; init; }

    /// <summary>The content, whose plan it is and which version as canonical JSON (RFC 8785). The SHA-256 of its UTF-8 is <c>contentHash</c>. Null while it is a draft.</summary>
    [Text(PlanVersion.MaxContent)]
    public required string? CanonicalContent { get; init; }
}

/// <summary>A decision on a version.</summary>
public sealed record PlanApprovalDto
{
    public required PlanDecision Decision { get; init; }
    public required Guid ById { get; init; }

    /// <summary>The role in which it was decided.</summary>
    public required Role AsRole { get; init; }

    [Text(Limits.Text)]
    public required string? Comment { get; init; }
    public required DateTimeOffset At { get; init; }

    internal static PlanApprovalDto Of(PlanApproval approval) =>
        new() { Decision = approval.Decision, ById = approval.ById.Value, AsRole = approval.AsRole, Comment = approval.Comment, At = approval.At };
}

/// <summary>What is different between two versions of a plan.</summary>
public sealed record PlanComparisonDto
{
    public required Guid PlanId { get; init; }
    public required int From { get; init; }
    public required int To { get; init; }

    /// <summary>Each difference once, by its path. Targets are found by their ids, other lists by place.</summary>
    [Items(PlanDifference.Max)]
    public required IReadOnlyList<PlanChange> Changes { get; init; }

    /// <summary>Whether there are more differences than are listed.</summary>
    public required bool IsCut { get; init; }
}
