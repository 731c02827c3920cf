using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Plans;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;

namespace PupilSupport.Api.Contracts;

/// <summary>A plan to be begun. A draft may lack what is needed before approval.</summary>
public sealed record DraftPlanBody : PlanEdit
{
    public required Guid SchoolId { get; init; }

    /// <summary>A pupil on the school's roll.</summary>
    public required Guid PupilId { get; init; }

    /// <summary>What the plan is for; it never changes.</summary>
    public required PlanType Type { get; init; }

    /// <summary>A plan of the same pupil and type, in force or closed, whose place it takes once it is in force: of the same school, or of one from which the pupil has moved here.</summary>
    public Guid? SupersedesId { get; init; }

    /// <summary>A published template of the type: it says what the request leaves out or leaves empty. Title, first day, views and contributors are the plan's own.</summary>
    public Guid? TemplateId { get; init; }

    /// <summary>A version of it; the latest when absent.</summary>
    [System.ComponentModel.DataAnnotations.Range(1, PlanTemplate.MaxVersions)]
    public int? TemplateVersion { get; init; }
}

/// <summary>What somebody who approves says.</summary>
public sealed record ApprovePlanBody
{
    [Text(Limits.Text, Min = 1)]
    public string? Comment { get; init; }
}

/// <summary>What is to be changed before approval.</summary>
public sealed record RejectPlanBody
{
    [Text(Limits.Text, Min = 1)]
    public required string Comment { get; init; }
}

/// <summary>Why a plan is interrupted, closed or put in force at once, or its next version given up.</summary>
public sealed record PlanReasonBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Who is asked by a link to sign, as what.</summary>
public sealed record RequestPlanSignatureBody
{
    /// <summary>A parent, the pupil, a social worker or another: staff sign with their own token.</summary>
    public required PlanSignatory As { get; init; }

    /// <summary>A contact of the pupil; absent for the pupil.</summary>
    public Guid? ContactId { get; init; }
}

/// <summary>Who signs, as what and how.</summary>
public sealed record SignPlanBody
{
    public required PlanSignatory As { get; init; }

    /// <summary>Staff sign with <c>own_token</c>; for parents, pupils and outsiders it is <c>attested</c>. A <c>link</c> is signed on its own page.</summary>
    public required PlanSignatureMethod Method { get; init; }

    /// <summary>A contact of the pupil: required for a parent, possible for a social worker or another.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>A social worker or another who is no contact.</summary>
    [Text(Limits.Title, Min = 1)]
    public string? Name { get; init; }

    /// <summary>A file of the plan that shows it, such as the signed paper.</summary>
    public Guid? EvidenceAttachmentId { get; init; }

    /// <summary>
    /// SHA-256, in hex, of what was signed: <c>contentHash</c> of the plan, the seal on its paper. The signature is refused when another text is to be signed by now. Send it
    /// with whatever was signed on paper; when it is absent, what can be signed now is taken as what was signed.
    /// </summary>
    [Text(64, Min = 64)]
    public string? ContentHash { get; init; }
}
