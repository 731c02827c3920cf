using Xunit.Abstractions;

[assembly: TestCollectionOrderer("PupilSupport.Api.Tests.Support.LongestFirst", "PupilSupport.Api.Tests")]

namespace PupilSupport.Api.Tests.Support;

/// <summary>The classes that take minutes begin first, so that at the end nobody waits for one of them alone.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Long = [".Assurance.", ".Processes.", ".KillTests", ".DoseKillTests", ".DemoSeedTests", ".UpgradeTests"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(c => Long.Any(name => c.DisplayName.Contains(name, StringComparison.Ordinal)) ? 0 : 1).ThenBy(c => c.DisplayName, StringComparer.Ordinal);
}
