using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.TestSupport;
using PupilSupport.TestSupport.Postgres;

namespace PupilSupport.Api.Tests.Persistence;

/// <summary>Two bare trusts, for tests below the edge.</summary>
public class Trusts : ApiFactory
{
    public TrustId A { get; } = new(Guid.CreateVersion7());
    public TrustId B { get; } = new(Guid.CreateVersion7());

    protected override async Task SeedAsync(TestDatabase database)
    {
        foreach (var trust in new[] { A, B })
        {
            await database.ExecuteAsync("INSERT INTO trusts (trust_id, name, recorded_at) VALUES ($1, 'A trust', now())", trust.Value);
        }
    }

    /// <summary>Opens a school by a save of its own.</summary>
    public async Task<SchoolId> OpenSchoolAsync(TrustId trust, string name = "Oak School")
    {
        await using var scope = this.ScopeOf(trust);
        var context = scope.ServiceProvider.GetRequiredService<AppDbContext>();
        var school = School.Open(trust, Details(name), Clock.Now);
        context.Add(school);
        await context.SaveChangesAsync();
        return school.Id;
    }

    public static SchoolDetails Details(string name) => new(name, SchoolKind.School, null, null, SchoolPhase.Primary);

    public static async Task RenameAsync(AppDbContext context, SchoolId id, string name)
    {
        var school = await context.Set<School>().SingleAsync(s => s.Id == id);
        school.Revise(Details(name));
    }
}
