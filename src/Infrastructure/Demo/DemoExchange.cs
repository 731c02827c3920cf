using System.Globalization;
using System.IO.Compression;
using System.Text;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>
/// Writes a demo trust's roster as a OneRoster 1.1 exchange, so that it comes in as a school's own would. Everything
/// follows from the plan and the academic year; chance has no part in it.
/// </summary>
internal sealed class DemoExchange(DemoTrustPlan plan, AcademicYear year)
{
    private readonly StringBuilder _orgs = Head("sourcedId,name,type,identifier");
    private readonly StringBuilder _users = Head("sourcedId,role,orgSourcedIds,givenName,familyName,identifier,email,sms,agentSourcedIds");
    private readonly StringBuilder _demographics = Head("sourcedId,birthDate");
    private readonly StringBuilder _sessions = Head("sourcedId,title,type,startDate,endDate,schoolYear");
    private readonly StringBuilder _classes = Head("sourcedId,title,classType,schoolSourcedId,termSourcedIds");
    private readonly StringBuilder _enrollments = Head("sourcedId,classSourcedId,userSourcedId,role");
    private int _people;
    private int _pupils;

    public int Pupils => _pupils;

    /// <summary>The exchange's id of the member of staff that a client acts as.</summary>
    public static string StaffKey(string clientId) => "staff-" + clientId;

    public Stream Write()
    {
        Row(_sessions, "year", "School year", "schoolYear", year.FirstDay, year.LastDay, year.Start + 1);
        foreach (var school in plan.Schools)
        {
            AddSchool(school);
        }

        var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            Entry(zip, "manifest", new StringBuilder(
                "propertyName,value\nmanifest.version,1.0\noneroster.version,1.1\nfile.orgs,bulk\nfile.users,bulk\nfile.demographics,bulk\n"
                + "file.academicSessions,bulk\nfile.classes,bulk\nfile.enrollments,bulk\n"));
            Entry(zip, "orgs", _orgs);
            Entry(zip, "users", _users);
            Entry(zip, "demographics", _demographics);
            Entry(zip, "academicSessions", _sessions);
            Entry(zip, "classes", _classes);
            Entry(zip, "enrollments", _enrollments);
        }

        buffer.Position = 0;
        return buffer;
    }

    private void AddSchool(DemoSchool school)
    {
        Row(_orgs, school.Key, school.Name, "school", school.Urn);
        if (school == plan.Schools[0])
        {
            foreach (var client in plan.Clients)
            {
                AddStaff(StaffKey(client), client.Contains("support", StringComparison.Ordinal) ? "aide" : client == "demo-teacher" ? "teacher" : "administrator", school);
            }
        }

        for (var group = school.FirstYear; group <= school.LastYear; group++)
        {
            for (var number = 0; number < school.Classes; number++)
            {
                AddClass(school, group, number);
            }
        }
    }

    private void AddClass(DemoSchool school, int group, int number)
    {
        var key = $"{school.Key}-c{group}-{number}";
        Row(_classes, key, ClassName(school, group, number), "homeroom", school.Key, "year");
        var isDemoTeachers = plan.Clients.Contains("demo-teacher") && school == plan.Schools[0] && (group, number) == (1, 0);
        var teacher = isDemoTeachers ? StaffKey("demo-teacher") : key + "-teacher";
        if (!isDemoTeachers)
        {
            AddStaff(teacher, "teacher", school);
        }

        AddStaff(key + "-aide", "aide", school);
        Row(_enrollments, key + "-t", key, teacher, "teacher");
        Row(_enrollments, key + "-a", key, key + "-aide", "aide");
        var family = "";
        for (var seat = 0; seat < school.ClassSize; seat++)
        {
            // Every fourth pupil is the sibling of the one before: they share name and contacts.
            family = seat % 4 == 3 ? family : Name(DemoWords.Family, 31);
            AddPupil(school, group, key, seat, family);
        }
    }

    private void AddPupil(DemoSchool school, int group, string classKey, int seat, string family)
    {
        var (key, home) = ($"{classKey}-p{seat}", $"{classKey}-h{(seat % 4 == 3 ? seat - 1 : seat)}");
        if (seat % 4 != 3)
        {
            AddContact(home + "-1", "parent", family);
            if (seat % 3 != 0)
            {
                AddContact(home + "-2", seat % 7 == 0 ? "guardian" : "parent", seat % 5 == 0 ? Name(DemoWords.Family, 17) : family);
            }
        }

        var hasSecond = (seat % 4 == 3 ? seat - 1 : seat) % 3 != 0;
        Row(_users, key, "student", school.Key, Name(DemoWords.Given, 7), family, Upn(school, group), "", "", hasSecond ? $"\"{home}-1,{home}-2\"" : home + "-1");
        Row(_demographics, key, YearGroups.BirthDays((YearGroup)group, year).From.AddDays(_pupils * 37 % 365));
        Row(_enrollments, key + "-e", classKey, key, "student");
        _pupils++;
    }

    private void AddStaff(string key, string role, DemoSchool school)
    {
        var (given, family) = (Name(DemoWords.Given, 13), Name(DemoWords.Family, 29));
        var address = $"{given}.{family}{_people}@example.org".Replace("'", "", StringComparison.Ordinal).ToLowerInvariant();
        Row(_users, key, role, school.Key, given, family, "", address, "", "");
    }

    // Numbers that Ofcom keeps for drama.
    private void AddContact(string key, string role, string family) =>
        Row(_users, key, role, "", Name(DemoWords.Given, 19), family, "", "", $"07700 900{_people % 1000:000}", "");

    private static string ClassName(DemoSchool school, int group, int number) => school.Phase switch
    {
        SchoolPhase.Primary => $"{(group == 0 ? "R" : group)} {DemoWords.Trees[((group * 2) + number) % DemoWords.Trees.Length]}",
        SchoolPhase.Secondary => $"{group}{"LHA"[number]}",
        _ => $"Class {group}",
    };

    /// <summary>The strides have no factor in common with the lists, so that names spread before they repeat.</summary>
    private string Name(string[] words, int stride) => words[_people++ * stride % words.Length];

    private string Upn(DemoSchool school, int group)
    {
        var digits = $"{school.LaEstab}{(year.Start - group) % 100:00}{_pupils % 1000:000}";
        return "ABCDEFGHJKLMNPQRTUVWXYZ".Select(letter => letter + digits).First(upn => Domain.Pupils.Upn.Parse(upn).IsSuccess);
    }

    private static StringBuilder Head(string header) => new StringBuilder(header).Append('\n');

    private static void Row(StringBuilder file, params object[] fields) => file.AppendJoin(
        ',', fields.Select(f => f is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Convert.ToString(f, CultureInfo.InvariantCulture))).Append('\n');

    private static void Entry(ZipArchive zip, string name, StringBuilder text)
    {
        using var writer = new StreamWriter(zip.CreateEntry(name + ".csv").Open(), new UTF8Encoding(false));
        writer.Write(text);
    }
}
