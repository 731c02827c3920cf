using System.Reflection;
using PupilSupport.Domain.Policies;

namespace PupilSupport.Application.Policies;

/// <summary>A declared policy, without its type parameter.</summary>
public sealed record PolicyDefinition(PolicyHead Head, Type Type, Func<DateOnly, IPolicy> DefaultOn)
{
    public static PolicyDefinition Of<T>() where T : class, IPolicy<T>, new() => new(T.Head, typeof(T), T.DefaultOn);

    /// <summary>Those that an assembly declares.</summary>
    public static IEnumerable<PolicyDefinition> In(Assembly assembly) => assembly.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IPolicy<>)))
        .Select(t => (PolicyDefinition)typeof(PolicyDefinition).GetMethod(nameof(Of))!.MakeGenericMethod(t).Invoke(null, null)!);
}

/// <summary>Every policy there is, by name.</summary>
public sealed class PolicyCatalogue
{
    private readonly Dictionary<string, PolicyDefinition> _byName;

    public PolicyCatalogue(IEnumerable<PolicyDefinition> definitions)
    {
        All = [.. definitions.OrderBy(d => d.Head.Name, StringComparer.Ordinal)];
        _byName = All.ToDictionary(d => d.Head.Name, StringComparer.Ordinal);
    }

    public IReadOnlyList<PolicyDefinition> All { get; }

    public PolicyDefinition? Find(string name) => _byName.GetValueOrDefault(name);
}
