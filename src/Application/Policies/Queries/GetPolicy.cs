using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using AutoMapper.QueryableExtensions;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Policies.Dtos;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies.Queries;

[Requires(Permissions.PoliciesRead)]
public sealed record GetPolicyQuery : IQuery<PolicyDto>
{
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>As it stands for this school; for the trust when absent.</summary>
    public Guid? SchoolId { get; init; }

    /// <summary>As it stands on this day; today, Europe/London, when absent.</summary>
    public DateOnly? On { get; init; }
}

internal sealed class GetPolicyHandler(
    PolicyScope scope, Policies policies, IPolicyJson json, AutoMapper.IConfigurationProvider maps, TimeProvider clock)
    : IQueryHandler<GetPolicyQuery, PolicyDto>
{
    public async Task<Result<PolicyDto>> Handle(GetPolicyQuery request, CancellationToken cancellationToken)
    {
        SchoolId? school = request.SchoolId is { } id ? new(id) : null;
        if (scope.Find(request.Name) is not { } policy
            || (school is not null && !await scope.IncludesAsync(school.Value, Permissions.PoliciesRead, cancellationToken)))
        {
            return CommonErrors.NotFound;
        }

        var on = request.On ?? LondonTime.DateOf(clock.GetUtcNow());
        var layers = await policies.LayersAsync(policy, cancellationToken);
        SchoolId?[] places = school is null ? [null] : [school, null];
        return new PolicyDto
        {
            Name = policy.Head.Name,
            Title = policy.Head.Title,
            Source = policy.Head.Source,
            IsSensitive = policy.Head.IsSensitive,
            On = on,
            SchoolId = request.SchoolId,
            Schema = Members(json.Schema(policy.Type)),
            Default = Members(json.Write(policy.DefaultOn(on))),
            InForce = Members(json.Write(layers.On(school, on))),
            Periods = await PeriodsAsync([.. places.SelectMany(p => Since(layers, p, on))], cancellationToken),
        };
    }

    /// <summary>What holds at a place on a day and later, with the last day of each.</summary>
    private static IEnumerable<(Guid Id, DateOnly From, DateOnly? To)> Since(PolicyLayers layers, SchoolId? place, DateOnly on)
    {
        StandingValue[] all = [.. layers.At(place).Reverse()];
        return all
            .Select((v, i) => (v.Id, v.EffectiveFrom, i + 1 < all.Length ? all[i + 1].EffectiveFrom.AddDays(-1) : (DateOnly?)null))
            .Where(p => p.Item3 is null || p.Item3 >= on)
            .Take(PolicyDto.MaxPeriods);
    }

    private async Task<IReadOnlyList<PolicyPeriodDto>> PeriodsAsync(IReadOnlyList<(Guid Id, DateOnly From, DateOnly? To)> periods, CancellationToken ct)
    {
        PolicyValueId[] ids = [.. periods.Select(p => new PolicyValueId(p.Id))];
        var values = ids.Length == 0
            ? []
            : await scope.Values().Where(v => ids.Contains(v.Id)).ProjectTo<PolicyValueDto>(maps).ToDictionaryAsync(v => v.Id, ct);
        return [.. periods.Select(p => new PolicyPeriodDto(p.From, p.To, values[p.Id]))];
    }

    private static Dictionary<string, JsonElement> Members(JsonObject value) => value.Deserialize<Dictionary<string, JsonElement>>()!;
}
