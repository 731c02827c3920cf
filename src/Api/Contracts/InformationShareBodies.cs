using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.InformationShares;

namespace PupilSupport.Api.Contracts;

/// <summary>What the basis lacked.</summary>
public sealed record CompleteInformationShareBasisBody
{
    /// <summary>UK GDPR, Article 9(2), for an entry that names none and needs one.</summary>
    public Article9Condition? Article9 { get; init; }

    /// <summary>A condition of Schedule 1 that the Article 9 condition rests on.</summary>
    public Schedule1Condition? Schedule1 { get; init; }
}

/// <summary>Why an entry does not stand.</summary>
public sealed record VoidInformationShareBody
{
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }
}
