using System.Text.Json;
using System.Xml.Linq;

namespace PupilSupport.Architecture.Tests;

/// <summary>LICENSE-NOTICE lists what the product ships with, from the restored graph; an unknown licence fails.</summary>
public sealed class LicenceTests
{
    private const string Notice = "LICENSE-NOTICE";

    /// <summary>Licences that we may ship under. RPL-1.5 is AutoMapper's: see docs/adr/0001.</summary>
    private static readonly HashSet<string> Allowed =
        ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "MS-PL OR Apache-2.0", "RPL-1.5 or commercial (AutoMapper LICENSE.md)"];

    /// <summary>Packages whose nuspec names a file or an address instead of a licence; read by a person.</summary>
    private static readonly Dictionary<string, string> ReadByHand = new(StringComparer.OrdinalIgnoreCase)
    {
        ["MediatR"] = "Apache-2.0",
        ["AutoMapper"] = "RPL-1.5 or commercial (AutoMapper LICENSE.md)",
    };

    private sealed record Package(string Name, string Version, string Licence);

    [Fact]
    public void Every_licence_is_one_that_we_may_ship() =>
        Assert.Empty(Shipped().Where(p => !Allowed.Contains(p.Licence)).Select(p => $"{p.Name} {p.Version}: {p.Licence}"));

    [Fact]
    public void The_notice_lists_what_is_shipped()
    {
        var text = "What this product ships with, from the restored package graph of src/. Written by scripts/licences.\n\n"
            + string.Concat(Shipped().Select(p => $"{p.Name} {p.Version}: {p.Licence}\n"));
        if (Environment.GetEnvironmentVariable("PUPILSUPPORT_UPDATE") == "1")
        {
            File.WriteAllText(Sources.PathOf(Notice), text);
        }

        Assert.Equal(text, Sources.Read(Notice));
    }

    private static List<Package> Shipped()
    {
        using var graph = JsonDocument.Parse(Sources.Read("src/Api/obj/project.assets.json"));
        var folders = graph.RootElement.GetProperty("packageFolders").EnumerateObject().Select(f => f.Name).ToList();
        return [.. graph.RootElement.GetProperty("libraries").EnumerateObject()
            .Where(l => l.Value.GetProperty("type").GetString() == "package")
            .Select(l => Read(l.Name.Split('/'), folders, l.Value.GetProperty("path").GetString()!))
            .OrderBy(p => p.Name, StringComparer.Ordinal)];
    }

    private static Package Read(string[] id, List<string> folders, string path)
    {
        var folder = folders.Select(f => Path.Combine(f, path)).First(Directory.Exists);
        var metadata = XDocument.Load(Directory.EnumerateFiles(folder, "*.nuspec").Single()).Root!.Elements().First();
        var licence = metadata.Elements().FirstOrDefault(e => e.Name.LocalName == "license" && e.Attribute("type")?.Value == "expression")?.Value;
        return new Package(id[0], id[1], licence ?? ReadByHand.GetValueOrDefault(id[0]) ?? "unknown");
    }
}
