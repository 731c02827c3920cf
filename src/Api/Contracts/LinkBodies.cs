using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;

namespace PupilSupport.Api.Contracts;

/// <summary>Why a link is to stop working.</summary>
public sealed record RevokeLinkBody
{
    /// <summary>For staff; the person with the link does not see it.</summary>
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}

/// <summary>Why what a contact has sent is not taken over.</summary>
public sealed record RejectContactSubmissionBody
{
    /// <summary>For staff; the contact does not see it.</summary>
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
