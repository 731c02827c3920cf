using System.Text.Json;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Api.Contracts;

/// <summary>What is to be set of a policy, and from when.</summary>
public sealed record SetPolicyValueBody
{
    /// <summary>The policy's name.</summary>
    [Text(PolicyHead.NameMax, Min = 1)]
    public required string Policy { get; init; }

    /// <summary>The school that it holds for; absent or null for the trust.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>The first day, Europe/London: tomorrow or later, unless it is a correction.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>The members that this place sets itself, as the policy's schema says; members left out come from the trust or the default. Null takes away what stands at that day.</summary>
    public required IReadOnlyDictionary<string, JsonElement>? Value { get; init; }

    /// <summary>Why; everybody who may read the policy reads it.</summary>
    [Text(Limits.Reason, Min = 1)]
    public required string Reason { get; init; }

    /// <summary>Whether a day that has begun is meant: past events will be judged by this value.</summary>
    public bool IsCorrection { get; init; }

    /// <summary>The value that stands for the same day, when this one is to take its place.</summary>
    public Guid? ReplacesId { get; init; }
}
