using System.IO.Compression;
using System.Text;

namespace PupilSupport.Api.Tests.Imports;

/// <summary>An exchange as a test writes it: file name without ending to CSV text.</summary>
public sealed class RosterZip
{
    private readonly Dictionary<string, string> _files = [];
    private readonly string _version;

    private RosterZip(string version) => _version = version;

    public static RosterZip V11 => new("1.1");

    public static RosterZip V12 => new("1.2");

    /// <summary>The file of another project, as it came.</summary>
    public static byte[] Minimal => System.IO.File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Imports", "Data", "minimal-1.1.zip"));

    /// <summary>One organisation with the URN of a school, so that the roster lands there.</summary>
    public RosterZip School(string id, string urn, string type = "school") => Orgs($"{id},{id} school,{type},{urn}");

    public RosterZip Orgs(params string[] rows) => File("orgs", "sourcedId,name,type,identifier", rows);

    /// <summary>1.1: status, id, role, organisations, given and family name, identifier, agents, grades.</summary>
    public RosterZip Users(params string[] rows) =>
        File("users", "status,sourcedId,role,orgSourcedIds,givenName,familyName,identifier,agentSourcedIds,grades", rows);

    public RosterZip Classes(params string[] rows) => File("classes", "sourcedId,title,classType,schoolSourcedId,termSourcedIds", rows);

    public RosterZip Enrollments(params string[] rows) => File("enrollments", "status,sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate", rows);

    public RosterZip Demographics(params string[] rows) => File("demographics", "sourcedId,birthDate", rows);

    public RosterZip File(string name, string header, params string[] rows)
    {
        _files[name] = string.Join("\r\n", [header, .. rows]);
        return this;
    }

    public byte[] ToBytes(CompressionLevel level = CompressionLevel.Optimal)
    {
        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            var manifest = new StringBuilder($"propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,{_version}\r\n");
            foreach (var name in _files.Keys)
            {
                manifest.Append(System.Globalization.CultureInfo.InvariantCulture, $"file.{name},bulk\r\n");
            }

            Write(zip, "manifest", manifest.ToString(), level);
            foreach (var (name, text) in _files)
            {
                Write(zip, name, text, level);
            }
        }

        return buffer.ToArray();
    }

    private static void Write(ZipArchive zip, string name, string text, CompressionLevel level)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name + ".csv", level).Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
