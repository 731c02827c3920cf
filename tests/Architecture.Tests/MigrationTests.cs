using System.Text.RegularExpressions;

namespace PupilSupport.Architecture.Tests;

/// <summary>
/// A release must run on the schema of the next one, for the time that both are there. So a migration only adds; what takes away
/// waits until no release that needs it runs any more, and says so by <c>-- contract: since RELEASE nobody …</c>.
/// </summary>
public sealed class MigrationTests
{
    private static readonly string[] TakesAway =
    [
        @"\bDROP\s+(TABLE|COLUMN|TYPE|SCHEMA|FUNCTION|VIEW)\b", @"\bRENAME\b", @"\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b",
        @"\bSET\s+NOT\s+NULL\b", @"\bTRUNCATE\b", @"\bREVOKE\b.*\bFROM\s+app_(rt|sys)\b",
        @"\bADD\s+(COLUMN\s+)?(?!CONSTRAINT|PRIMARY|FOREIGN|UNIQUE|CHECK|EXCLUDE)\w+\s+[^,;]*\bNOT\s+NULL\b(?![^,;]*\b(DEFAULT|GENERATED)\b)(?<!\bDEFAULT\b[^,;]*)",
    ];

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(Sources.PathOf("src/Infrastructure/Persistence/Migrations"), "*.sql").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public void A_migration_takes_nothing_away_from_the_release_before_it(string file) =>
        Assert.Empty(Faults(Sources.Read("src/Infrastructure/Persistence/Migrations/" + file)));

    [Theory]
    [InlineData("ALTER TABLE rooms DROP COLUMN name;")]
    [InlineData("ALTER TABLE rooms RENAME COLUMN name TO title;")]
    [InlineData("ALTER TABLE rooms ALTER COLUMN capacity TYPE bigint;")]
    [InlineData("ALTER TABLE rooms ALTER COLUMN capacity SET NOT NULL;")]
    [InlineData("ALTER TABLE rooms ADD COLUMN floor int NOT NULL;")]
    [InlineData("REVOKE INSERT ON rooms FROM app_rt;")]
    [InlineData("DROP TABLE rooms;")]
    public void What_takes_away_is_noticed(string sql) => Assert.NotEmpty(Faults(sql));

    [Theory]
    [InlineData("ALTER TABLE rooms ADD COLUMN floor int;")]
    [InlineData("ALTER TABLE rooms ADD COLUMN floor int NOT NULL DEFAULT 0;")]
    [InlineData("ALTER TABLE rooms ADD COLUMN floor int DEFAULT 0 NOT NULL;")]
    [InlineData("CREATE TABLE floors (id int NOT NULL);")]
    [InlineData("-- contract: since 2.0 nobody reads it\nALTER TABLE rooms DROP COLUMN name;")]
    public void What_adds_or_says_that_nobody_needs_it_is_not(string sql) => Assert.Empty(Faults(sql));

    private static List<string> Faults(string sql) =>
        [.. sql.Split(';').Where(statement => !statement.Contains("-- contract:", StringComparison.Ordinal))
            .Select(statement => Regex.Replace(statement, "--[^\n]*", ""))
            .Where(statement => TakesAway.Any(t => Regex.IsMatch(statement, t, RegexOptions.IgnoreCase | RegexOptions.Singleline)))];
}
