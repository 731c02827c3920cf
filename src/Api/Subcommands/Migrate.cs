using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Api.Subcommands;

/// <summary><c>migrate</c>: brings the schema and the roles up to date, as the owner.</summary>
internal static class Migrate
{
    public static Task RunAsync(IConfiguration configuration, CancellationToken ct)
    {
        var owner = configuration.GetConnectionString("Owner")
            ?? throw new InvalidOperationException("ConnectionStrings:Owner is not set.");
        return Migrator.MigrateAsync(owner, configuration["Database:RuntimePassword"], configuration["Database:SystemPassword"], ct);
    }
}
