using System.Text.Json;
using AutoMapper;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Application.Policies.Dtos;

/// <summary>A policy in the list of all.</summary>
/// <param name="Name">As in the address.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Source">Where its defaults come from: law, guidance, or nobody but the school.</param>
/// <param name="IsSensitive">Whether few may read it.</param>
public sealed record PolicySummaryDto(
    [property: Text(PolicyHead.NameMax)] string Name,
    [property: Text(PolicyHead.TitleMax)] string Title,
    [property: Text(PolicyHead.SourceMax)] string Source,
    bool IsSensitive);

/// <summary>A policy as it stands on a day, for the trust or for one school.</summary>
public sealed record PolicyDto
{
    /// <summary>As in the address.</summary>
    [Text(PolicyHead.NameMax)]
    public required string Name { get; init; }

    /// <summary>What it is about.</summary>
    [Text(PolicyHead.TitleMax)]
    public required string Title { get; init; }

    /// <summary>Where its defaults come from: law, guidance, or nobody but the school.</summary>
    [Text(PolicyHead.SourceMax)]
    public required string Source { get; init; }

    /// <summary>Whether few may read it.</summary>
    public required bool IsSensitive { get; init; }

    /// <summary>The day that was asked for; today when none was.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The school that was asked for; null for the trust.</summary>
    public required Guid? SchoolId { get; init; }

    /// <summary>The JSON Schema (2020-12) of what may be set. Each member says what it means, its bounds and its source.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Schema { get; init; }

    /// <summary>What holds on that day where nobody has set anything.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Default { get; init; }

    /// <summary>What holds on that day: member by member the school's value, else the trust's, else the default.</summary>
    public required IReadOnlyDictionary<string, JsonElement> InForce { get; init; }

    /// <summary>The values that hold on that day or are to hold later: the school's, then the trust's, each by its first day; 100 of each at most.</summary>
    [Items(2 * MaxPeriods)]
    public required IReadOnlyList<PolicyPeriodDto> Periods { get; init; }

    public const int MaxPeriods = 100;
}

/// <summary>When a value holds.</summary>
/// <param name="EffectiveFrom">The first day.</param>
/// <param name="EffectiveTo">The last day; null while no later value of the same place is known.</param>
/// <param name="Value">The value.</param>
public sealed record PolicyPeriodDto(DateOnly EffectiveFrom, DateOnly? EffectiveTo, PolicyValueDto Value);

/// <summary>What a trust or a school set of a policy. It is never changed; another for the same day takes its place.</summary>
public sealed record PolicyValueDto : IVersioned
{
    public required Guid Id { get; init; }

    /// <summary>The policy's name.</summary>
    [Text(PolicyHead.NameMax)]
    public required string Policy { get; init; }

    /// <summary>The school; null for the trust.</summary>
    public required Guid? SchoolId { get; init; }

    /// <summary>The first day, Europe/London. It holds until the next value of the same place.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>1, 2 and so on for the same policy, place and day; the last one counts.</summary>
    public required int Revision { get; init; }

    /// <summary>The value whose place it took; null for the first of its day.</summary>
    public required Guid? ReplacesId { get; init; }

    /// <summary>The members that it sets; null when it took away what stood at its day.</summary>
    public required IReadOnlyDictionary<string, JsonElement>? Value { get; init; }

    /// <summary>Whether it was set for a day that had begun, and so changed what past events are judged by.</summary>
    public required bool IsCorrection { get; init; }

    /// <summary>Why it was set.</summary>
    [Text(Limits.Reason)]
    public required string Reason { get; init; }

    /// <summary>Who set it; null for a machine.</summary>
    public required Guid? SetByStaffId { get; init; }
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Always 1; also the ETag.</summary>
    public required int Version { get; init; }

    internal static IReadOnlyDictionary<string, JsonElement>? Members(string? value) =>
        value is null ? null : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(value);

    internal sealed class Mapping : Profile
    {
        public Mapping() => CreateMap<PolicyValue, PolicyValueDto>().ForMember(d => d.Value, o =>
        {
            o.AllowNull();
            o.MapFrom(v => Members(v.Value));
        });
    }
}
