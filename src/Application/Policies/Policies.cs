using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Policies;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Application.Policies;

/// <summary>Reads each policy's values once per request; they are few.</summary>
internal sealed class Policies(IAppDbContext db, PolicyCatalogue catalogue, IPolicyJson json) : IPolicies
{
    private readonly Dictionary<string, PolicyLayers> _read = [];

    public async ValueTask<T> OnAsync<T>(SchoolId? school, DateOnly on, CancellationToken ct) where T : class, IPolicy<T>, new() =>
        (await AllAsync<T>(ct)).On(school, on);

    public async ValueTask<PolicyTable<T>> AllAsync<T>(CancellationToken ct) where T : class, IPolicy<T>, new() =>
        new(await LayersAsync(catalogue.Find(T.Head.Name) ?? PolicyDefinition.Of<T>(), ct));

    public async ValueTask<PolicyLayers> LayersAsync(PolicyDefinition definition, CancellationToken ct)
    {
        if (!_read.TryGetValue(definition.Head.Name, out var layers))
        {
            _read[definition.Head.Name] = layers = new PolicyLayers(definition, json, await ValuesAsync(definition.Head.Name, ct));
        }

        return layers;
    }

    /// <summary>As they will stand with one more.</summary>
    public async Task<PolicyLayers> LayersWithAsync(PolicyDefinition definition, StandingValue more, CancellationToken ct) =>
        new(definition, json, [.. await ValuesAsync(definition.Head.Name, ct), more]);

    private async Task<List<StandingValue>> ValuesAsync(string policy, CancellationToken ct)
    {
        var rows = await db.Set<PolicyValue>().AsNoTracking().Where(v => v.Policy == policy)
            .Select(v => new { v.Id, v.SchoolId, v.EffectiveFrom, v.Revision, v.Value }).ToListAsync(ct);
        return [.. rows.Select(r => new StandingValue(r.Id.Value, r.SchoolId, r.EffectiveFrom, r.Revision, ToObject(r.Value)))];
    }

    public static JsonObject? ToObject(string? value) => value is null ? null : (JsonObject)JsonNode.Parse(value)!;
}
