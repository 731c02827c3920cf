using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;
using PupilSupport.Application.Common.Access;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.TestSupport;

/// <summary>
/// Two small trusts with known ids: <see cref="Oakfield"/> with the schools <see cref="Oak"/> and <see cref="Beech"/>,
/// <see cref="Elmbridge"/> with <see cref="Elm"/>. Every demo client is there, and acts at Oak or, where its role is
/// the trust's, for the whole of Oakfield; <c>far-support</c> and <c>far-dsl</c> act at Beech. Each school has the
/// fixed calendar of 2026/27. All names are made up.
/// </summary>
public static class TestData
{
    public static readonly Guid Oakfield = Id(0xa000), Elmbridge = Id(0xb000);

    /// <summary>A primary and a secondary of Oakfield, and a primary of Elmbridge.</summary>
    public static readonly Guid Oak = Id(0xa001), Beech = Id(0xa002), Elm = Id(0xb001);

    public static readonly IReadOnlyList<Guid> OakPupils = Ids(0xa100, 6), BeechPupils = Ids(0xa200, 3), ElmPupils = Ids(0xb100, 3);

    /// <summary>A class of Oak: its first three pupils, taught by <c>demo-teacher</c>.</summary>
    public static readonly Guid OakClass = Id(0xa301);

    /// <summary>Each person-like client, its role, its school (null: the whole trust) and the trust.</summary>
    public static readonly IReadOnlyList<TestPerson> People =
    [
        new("demo-support", Role.SupportWorker, Oakfield, Oak, Id(0xa401)),
        new("demo-thrive-lead", Role.ThriveLead, Oakfield, Oak, Id(0xa402)),
        new("demo-phase-lead", Role.PhaseLead, Oakfield, Oak, Id(0xa403)),
        new("demo-teacher", Role.Teacher, Oakfield, Oak, Id(0xa404)),
        new("demo-pastoral", Role.PastoralLead, Oakfield, Oak, Id(0xa405)),
        new("demo-dsl", Role.Dsl, Oakfield, Oak, Id(0xa406)),
        new("demo-senco", Role.Senco, Oakfield, Oak, Id(0xa407)),
        new("demo-head", Role.Headteacher, Oakfield, Oak, Id(0xa408)),
        new("demo-attendance", Role.AttendanceLead, Oakfield, Oak, Id(0xa409)),
        new("demo-office", Role.Office, Oakfield, Oak, Id(0xa40a)),
        new("demo-medical-lead", Role.MedicalLead, Oakfield, Oak, Id(0xa40b)),
        new("demo-admin", Role.TrustAdministrator, Oakfield, null, Id(0xa40c)),
        new("demo-auditor", Role.Auditor, Oakfield, null, Id(0xa40d)),
        new("demo-trust-dsl", Role.TrustSafeguardingLead, Oakfield, null, Id(0xa40e)),
        new("far-support", Role.SupportWorker, Oakfield, Beech, Id(0xa40f)),
        new("far-dsl", Role.Dsl, Oakfield, Beech, Id(0xa410)),
        new("demo-other-dsl", Role.Dsl, Elmbridge, Elm, Id(0xb401)),
    ];

    private static readonly DateTimeOffset Recorded = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly TermStart = new(2026, 9, 2);

    private static readonly (DateOnly From, DateOnly To)[] Closures =
    [
        (new(2026, 10, 26), new(2026, 10, 30)), (new(2026, 12, 21), new(2027, 1, 1)), (new(2027, 2, 15), new(2027, 2, 19)),
        (new(2027, 3, 26), new(2027, 4, 9)), (new(2027, 5, 3), new(2027, 5, 3)), (new(2027, 5, 31), new(2027, 6, 4)),
    ];

    /// <summary>The member of staff that the client acts as.</summary>
    public static Guid StaffOf(string clientId) => People.Single(p => p.ClientId == clientId).StaffId;

    public static Task InsertAsync(TestDatabase database) => InsertAsync(database.Owner);

    public static async Task InsertAsync(string ownerConnectionString)
    {
        await using var connection = new NpgsqlConnection(ownerConnectionString);
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection);
        var rows = new RowWriter(batch, Recorded);

        Trust(rows, Oakfield, "Oakfield Trust");
        Trust(rows, Elmbridge, "Elmbridge Trust");
        School(rows, Oakfield, Oak, "Oak Primary", "primary", "100001");
        School(rows, Oakfield, Beech, "Beech Secondary", "secondary", "100002");
        School(rows, Elmbridge, Elm, "Elm Primary", "primary", "100003");
        Pupils(rows, Oakfield, Oak, OakPupils, 2018);
        Pupils(rows, Oakfield, Beech, BeechPupils, 2012);
        Pupils(rows, Elmbridge, Elm, ElmPupils, 2018);
        foreach (var person in People)
        {
            Person(rows, person);
        }

        Machine(rows, Oakfield, "demo-mis", Id(0xa4f0));
        Machine(rows, Elmbridge, "demo-other-mis", Id(0xb4f0));
        Class(rows);
        await batch.ExecuteNonQueryAsync();
    }

    private static void Trust(RowWriter rows, Guid id, string name) =>
        rows.Add("trusts", ("trust_id", id), ("name", name), ("recorded_at", Recorded));

    private static void School(RowWriter rows, Guid trust, Guid id, string name, string phase, string urn)
    {
        rows.AddRoot("schools", trust, id, ("name", name), ("kind", "school"), ("urn", urn), ("phase", phase));
        var calendar = Derived(id, 0xca);
        rows.AddRoot("school_calendars", trust, calendar, ("school_id", id), ("academic_year", 2026),
            ("opens_on", TermStart), ("closes_on", new DateOnly(2027, 7, 21)));
        foreach (var (from, to) in Closures)
        {
            rows.Add("calendar_closures", ("trust_id", trust), ("calendar_id", calendar), ("first_day", from), ("last_day", to));
        }
    }

    private static void Pupils(RowWriter rows, Guid trust, Guid school, IReadOnlyList<Guid> ids, int born)
    {
        string[] given = ["Amber", "Bilal", "Cara", "Dylan", "Esme", "Farid"];
        string[] family = ["Jones", "Khan", "O'Neill", "Jones", "Smith", "Ahmed"];
        for (var i = 0; i < ids.Count; i++)
        {
            rows.AddRoot("pupils", trust, ids[i], ("school_id", school), ("given_name", given[i]), ("family_name", family[i]),
                ("date_of_birth", new DateOnly(born, 1 + i, 10)), ("upn", Upn(ids[i])),
                ("sort_name", FoldedName.ForSorting(family[i], given[i])), ("search_text", FoldedName.ForSearch(given[i], family[i])));
            rows.Add("pupil_enrolments", ("trust_id", trust), ("id", Derived(ids[i], 0xe0)), ("pupil_id", ids[i]), ("school_id", school),
                ("kind", "main"), ("admitted_on", TermStart));
        }
    }

    private static void Person(RowWriter rows, TestPerson person)
    {
        var family = person.ClientId.Replace("demo-", string.Empty, StringComparison.Ordinal);
        rows.AddRoot("staff_members", person.TrustId, person.StaffId, ("given_name", "Test"), ("family_name", family),
            ("sort_name", FoldedName.ForSorting(family, "Test")));
        rows.Add("staff_assignments", ("trust_id", person.TrustId), ("id", Derived(person.StaffId, 0xa5)), ("staff_id", person.StaffId),
            ("school_id", person.SchoolId ?? Oak), ("job_role", EnumCodes<Role>.Format(person.Role)), ("starts_on", TermStart));
        Client(rows, person.TrustId, Derived(person.StaffId, 0xc1), person.ClientId, person.StaffId);
        Grant(rows, person.TrustId, Derived(person.StaffId, 0x61), person.Role,
            ("staff_id", person.StaffId), ("school_id", person.SchoolId),
            ("year_group_from", person.Role == Role.PhaseLead ? 0 : null), ("year_group_to", person.Role == Role.PhaseLead ? 6 : null));
    }

    private static void Machine(RowWriter rows, Guid trust, string clientId, Guid id)
    {
        Client(rows, trust, id, clientId, null);
        Grant(rows, trust, Derived(id, 0x61), Role.MisClient, ("api_client_id", id));
    }

    /// <summary>Every scope there is: so it is the role that decides what a test client may do.</summary>
    private static void Client(RowWriter rows, Guid trust, Guid id, string clientId, Guid? staff)
    {
        rows.AddRoot("api_clients", trust, id, ("client_id", clientId), ("name", clientId),
            ("kind", staff is null ? "machine" : "person"), ("staff_id", staff), ("scopes", RolePermissions.All.ToArray()));
        rows.Add("client_secrets", ("trust_id", trust), ("id", Derived(id, 0x5e)), ("api_client_id", id),
            ("hash", SHA256.HashData(Encoding.UTF8.GetBytes("demo"))), ("created_at", Recorded));
    }

    private static void Grant(RowWriter rows, Guid trust, Guid id, Role role, params (string Column, object? Value)[] more) =>
        rows.AddRoot("role_grants", trust, id, [("role", EnumCodes<Role>.Format(role)), ("starts_on", TermStart), .. more]);

    private static void Class(RowWriter rows)
    {
        rows.AddRoot("teaching_classes", Oakfield, OakClass, ("school_id", Oak), ("name", "3 Willow"), ("kind", "registration"), ("academic_year", 2026));
        rows.Add("class_teachers", ("trust_id", Oakfield), ("class_id", OakClass), ("staff_id", StaffOf("demo-teacher")), ("starts_on", TermStart));
        foreach (var pupil in OakPupils.Take(3))
        {
            rows.Add("class_members", ("trust_id", Oakfield), ("class_id", OakClass), ("pupil_id", pupil), ("starts_on", TermStart));
        }
    }

    private static Guid Id(int number) => Guid.Parse($"01997000-0000-7000-8000-{number:x12}", CultureInfo.InvariantCulture);

    private static Guid[] Ids(int first, int count) => [.. Enumerable.Range(first, count).Select(Id)];

    /// <summary>The id of a row that belongs to another: same number, another kind.</summary>
    private static Guid Derived(Guid owner, int kind) =>
        Guid.Parse($"01997000-0000-7000-80{kind:x2}-{owner.ToString()[24..]}", CultureInfo.InvariantCulture);

    /// <summary>A UPN with the right check letter, made of the id's last digits.</summary>
    private static string Upn(Guid id)
    {
        const string letters = "ABCDEFGHJKLMNPQRTUVWXYZ";
        var number = "330" + Convert.ToInt32(id.ToString()[30..], 16).ToString("D9", CultureInfo.InvariantCulture);
        return letters[number.Select((digit, i) => (i + 2) * (digit - '0')).Sum() % letters.Length] + number;
    }
}

/// <summary>A client that acts as a member of staff.</summary>
/// <param name="SchoolId">Where the role is granted; null for the whole trust.</param>
public sealed record TestPerson(string ClientId, Role Role, Guid TrustId, Guid? SchoolId, Guid StaffId);
