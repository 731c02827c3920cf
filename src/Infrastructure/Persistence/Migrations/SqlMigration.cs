using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace PupilSupport.Infrastructure.Persistence.Migrations;

/// <summary>A numbered SQL file, applied by EF's migrator with its history table and lock. Forward only.</summary>
internal abstract class SqlMigration(string file) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Read(file));

    private static string Read(string file)
    {
        var assembly = typeof(SqlMigration).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith("." + file, StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

// The id must be 14 digits, an underscore and a name: a target given by id fails otherwise.
[DbContext(typeof(AppDbContext)), Migration("00000000000001_kernel")]
internal sealed class M0001() : SqlMigration("0001_kernel.sql");
