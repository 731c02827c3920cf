using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace PupilSupport.Api.OpenApi;

/// <summary>The summaries of members, for parameters that the generator does not see.</summary>
internal static partial class XmlTexts
{
    private static readonly ConcurrentDictionary<Assembly, IReadOnlyDictionary<string, string>> Files = new();

    public static string? SummaryOf(PropertyInfo property)
    {
        var owner = property.DeclaringType!;
        return Files.GetOrAdd(owner.Assembly, Read).GetValueOrDefault($"P:{owner.FullName}.{property.Name}");
    }

    private static Dictionary<string, string> Read(Assembly assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly.GetName().Name + ".xml");
        return File.Exists(path)
            ? XDocument.Load(path).Descendants("member")
                .Where(m => m.Element("summary") is not null)
                .ToDictionary(m => m.Attribute("name")!.Value, m => Plain(m.Element("summary")!))
            : [];
    }

    private static string Plain(XElement summary)
    {
        foreach (var code in summary.Descendants("c").ToList())
        {
            code.ReplaceWith($"`{code.Value}`");
        }

        return Blanks().Replace(summary.Value, " ").Trim();
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
