using System.Diagnostics.CodeAnalysis;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Application.Plans.Dtos;

/// <summary>A plan with what its latest version says: the one being written or waiting or, when there is none, the one in force.</summary>
public sealed record PlanDto : PlanContent, IVersioned, ISchoolScoped
{
    public PlanDto() { }

    [SetsRequiredMembers]
    internal PlanDto(Plan plan) : base(plan.Content)
    {
        (Id, SchoolId, PupilId, Type, Status) = (plan.Id.Value, plan.SchoolId.Value, plan.PupilId.Value, plan.Type, plan.Status);
        (OwnerId, AuthorId, SupersedesId) = (plan.OwnerId.Value, plan.AuthorId.Value, plan.SupersedesId?.Value);
        (TemplateId, TemplateVersion) = (plan.TemplateId?.Value, plan.TemplateVersion);
        (VersionNumber, VersionState, InForceVersion) = (plan.VersionNumber, plan.VersionState, plan.InForceVersion);
        (IsInterim, InterimReason, ActivatedAt) = (plan.IsInterim, plan.InterimReason, plan.ActivatedAt);
        (StateReason, SuspendedAt, EndedAt, ReviewDueOn, DrillDueOn) = (plan.StateReason, plan.SuspendedAt, plan.EndedAt, plan.ReviewDueOn, plan.DrillDueOn);
        ContentHash = plan.Latest.ContentHash is { } hash ? Convert.ToHexStringLower(hash) : null;
        AwaitedApprovals = plan.IsPending ? [.. plan.MissingApprovers().SelectMany(r => r).Distinct()] : [];
        Signatures = [.. plan.Signatures.OrderBy(s => s.SignedAt).Select(s => new PlanSignatureDto(s, plan.IsOnCurrentVersion(s)))];
        AwaitedSignatures = [.. PlanTypes.Of(plan.Type).Signatories.Where(a => !plan.Signatures.Any(s => s.SignedAs == a && plan.IsOnCurrentVersion(s)))];
        RiskLevel = LevelOf(plan.Content);
        (RecordedAt, UpdatedAt, Version) = (plan.RecordedAt, plan.UpdatedAt, plan.Version);
    }

    public required Guid Id { get; init; }
    public required Guid SchoolId { get; init; }
    public required Guid PupilId { get; init; }
    public required PlanType Type { get; init; }
    public required PlanStatus Status { get; init; }

    /// <summary>The pupil's key adult.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Who began it.</summary>
    public required Guid AuthorId { get; init; }

    /// <summary>The plan whose place it takes, or took.</summary>
    public required Guid? SupersedesId { get; init; }

    /// <summary>The template that its first draft began with.</summary>
    public required Guid? TemplateId { get; init; }

    /// <summary>The version of that template.</summary>
    public required int? TemplateVersion { get; init; }

    /// <summary>The version that the content is of.</summary>
    public required int VersionNumber { get; init; }
    public required PlanVersionState VersionState { get; init; }

    /// <summary>The version that holds, held last or is suspended; null before the first.</summary>
    public required int? InForceVersion { get; init; }

    /// <summary>SHA-256, in hex, of the canonical bytes of that version; null while it is a draft.</summary>
    [Text(64)]
    public required string? ContentHash { get; init; }

    /// <summary>Whether the version in force has not been approved yet.</summary>
    public required bool IsInterim { get; init; }

    /// <summary>Why it came into force unapproved.</summary>
    [Text(Limits.Reason)]
    public required string? InterimReason { get; init; }

    /// <summary>Since when some version of it has been in force.</summary>
    public required DateTimeOffset? ActivatedAt { get; init; }

    /// <summary>Why it is suspended or closed.</summary>
    [Text(Limits.Reason)]
    public required string? StateReason { get; init; }

    /// <summary>Since when it is suspended; it is not in force from that day on.</summary>
    public required DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>When it was closed or superseded.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>By when it is to be reviewed.</summary>
    public required DateOnly? ReviewDueOn { get; init; }

    /// <summary>Of an evacuation plan in force: by when the next drill is to be held.</summary>
    public required DateOnly? DrillDueOn { get; init; }

    /// <summary>The highest of its risks, before or after what is done about them; for risk assessments.</summary>
    public required PlanRiskLevel? RiskLevel { get; init; }

    /// <summary>The roles whose approval it waits for.</summary>
    [Items(15)]
    public required IReadOnlyList<Role> AwaitedApprovals { get; init; }

    /// <summary>Who signed, the first first.</summary>
    [Items(Plan.MaxSignatures)]
    public required IReadOnlyList<PlanSignatureDto> Signatures { get; init; }

    /// <summary>Who is expected to sign and has not signed the current version.</summary>
    [Items(8)]
    public required IReadOnlyList<PlanSignatory> AwaitedSignatures { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Its version as a record, also the ETag; not the number of the plan's text.</summary>
    public required int Version { get; init; }

    /// <summary>What this caller can do to it now.</summary>
    [Items(13)]
    public IReadOnlyList<PlanAction> AllowedActions { get; init; } = [];

    /// <summary>What is missing of a plan that is in force or waits for approval, today: of an evacuation plan, who has not signed, is not trained or has left.</summary>
    [Items(3 * PeepDetails.MaxAssistants)]
    public IReadOnlyList<PlanFindingDto> Findings { get; init; } = [];

    private static PlanRiskLevel? LevelOf(PlanContent content) =>
        content.Details?.RiskAssessment is { Rows: { Count: > 0 } rows } ? PlanRisk.LevelOf(rows.Max(r => r.HighestScore)) : null;

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<Plan, PlanDto>().ConvertUsing(p => new PlanDto(p));
    }
}

/// <summary>Something that is missing of a plan.</summary>
public sealed record PlanFindingDto
{
    public required PlanFindingCode Code { get; init; }

    /// <summary>Of whom.</summary>
    public required Guid StaffId { get; init; }
}

/// <summary>That somebody agreed to one version.</summary>
public sealed record PlanSignatureDto
{
    public PlanSignatureDto() { }

    [SetsRequiredMembers]
    internal PlanSignatureDto(PlanSignature signature, bool onCurrentVersion)
    {
        (Id, As, Method, VersionNumber) = (signature.Id, signature.SignedAs, signature.Method, signature.VersionNumber);
        (ContentHash, OnCurrentVersion, SignedAt) = (Convert.ToHexStringLower(signature.ContentHash), onCurrentVersion, signature.SignedAt);
        (ContactId, StaffId, Name) = (signature.ContactId?.Value, signature.StaffId?.Value, signature.Name);
        (EvidenceAttachmentId, AttestedById) = (signature.EvidenceAttachmentId?.Value, signature.AttestedById?.Value);
    }

    public required Guid Id { get; init; }
    public required PlanSignatory As { get; init; }
    public required PlanSignatureMethod Method { get; init; }

    /// <summary>The version that was signed.</summary>
    public required int VersionNumber { get; init; }

    /// <summary>SHA-256, in hex, of the canonical bytes that were signed.</summary>
    [Text(64)]
    public required string ContentHash { get; init; }

    /// <summary>Whether that is what is in review or, when nothing is, in force.</summary>
    public required bool OnCurrentVersion { get; init; }
    public required Guid? ContactId { get; init; }
    public required Guid? StaffId { get; init; }

    /// <summary>Somebody who is neither contact nor staff; through a link, the name that was typed.</summary>
    [Text(Limits.Title)]
    public required string? Name { get; init; }
    public required Guid? EvidenceAttachmentId { get; init; }

    /// <summary>Who attested it.</summary>
    public required Guid? AttestedById { get; init; }
    public required DateTimeOffset SignedAt { get; init; }
}
