using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Imports;
using PupilSupport.Infrastructure.Persistence;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>
/// Makes two fictional trusts, for Development only: through the importer and through saves like any other, so that
/// they have versions, audit entries and events. A trust that has pupils is left as it is but for a new year's calendar.
/// </summary>
internal sealed class DemoSeed(
    IServiceScopeFactory scopes, IHostEnvironment environment, IConfiguration configuration, RosterImporter importer, TrustSql sql, AccessSeed access,
    TimeProvider clock)
{
    private const string Actor = "seed";

    /// <param name="say">Told each step, for people.</param>
    public async Task RunAsync(Action<string> say, CancellationToken ct)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("Demo data exists in Development only.");
        }

        var trusts = new List<DemoTrust>();
        foreach (var plan in (DemoTrustPlan[])[DemoTrustPlan.First, DemoTrustPlan.Second])
        {
            say($"{plan.Name}: schools and calendars");
            await AddTrustAsync(plan, ct);
            await InAsync(plan, db => AddSchoolsAsync(db, plan, ct), ct);
            await InAsync(plan, db => AddCalendarsAsync(db, plan, ct), ct);
            await ImportAsync(plan, say, ct);
            await InAsync(plan, db => DemoDetails.AddAsync(db, ct), ct);
            trusts.Add(await FindAsync(plan, ct));
        }

        say("Support sessions");
        var first = trusts[0];
        await InAsync(
            DemoTrustPlan.First,
            db => new DemoSessions(db, first.TrustId, first.SchoolId, first.Staff["demo-support"], first.Staff["demo-thrive-lead"], clock.GetUtcNow()).AddAsync(ct),
            ct);

        say("Training and medicines");
        await InAsync(DemoTrustPlan.First, db => new DemoTraining(db, first, clock.GetUtcNow()).AddAsync(ct), ct);
        await InAsync(DemoTrustPlan.First, db => new DemoMedication(db, first, clock.GetUtcNow()).AddAsync(ct), ct);
        await InAsync(DemoTrustPlan.First, db => new DemoDoses(db, first, clock.GetUtcNow()).AddAsync(ct), ct);

        say("Support programmes and their measures");
        await InAsync(DemoTrustPlan.First, db => new DemoProgrammes(db, first, clock.GetUtcNow()).AddAsync(ct), ct);

        say("Plans");
        await InAsync(DemoTrustPlan.First, db => new DemoPlans(db, first, clock.GetUtcNow()).AddAsync(ct), ct);
        await InAsync(DemoTrustPlan.First, db => new DemoPlans(db, first, clock.GetUtcNow()).ReviewAsync(ct), ct);
        await InAsync(DemoTrustPlan.First, db => new DemoPlanTemplates(db, first, clock.GetUtcNow()).AddAsync(ct), ct);

        say("Agencies");
        await InAsync(DemoTrustPlan.First, db => new DemoAgencies(db, first, clock.GetUtcNow()).AddAsync(ct), ct);
        await InAsync(DemoTrustPlan.First, db => new DemoSignpostings(db, first, clock.GetUtcNow()).AddAsync(ct), ct);

        say("Referrals");
        await InAsync(DemoTrustPlan.First, db => new DemoReferrals(db, first, clock.GetUtcNow()).AddAsync(ct), ct);
        await InAsync(DemoTrustPlan.First, db => new DemoInformationShares(db, first, clock.GetUtcNow()).AddAsync(ct), ct);

        say("Demo clients");
        await access.SeedAsync(trusts[0], trusts[1], ct);
    }

    /// <summary>The only thing here that the runtime role may not do.</summary>
    private async Task AddTrustAsync(DemoTrustPlan plan, CancellationToken ct)
    {
        var owner = configuration.GetConnectionString("Owner") ?? throw new InvalidOperationException("ConnectionStrings:Owner is not set.");
        await using var connection = new NpgsqlConnection(owner);
        await connection.OpenAsync(ct);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                TrustSql.SetTrust(plan.Id),
                new("INSERT INTO trusts (trust_id, name, recorded_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING")
                {
                    Parameters = { new() { Value = plan.Id.Value }, new() { Value = plan.Name }, new() { Value = clock.GetUtcNow() } },
                },
            },
        };
        await batch.ExecuteNonQueryAsync(ct);
    }

    private async Task AddSchoolsAsync(IAppDbContext db, DemoTrustPlan plan, CancellationToken ct)
    {
        var known = await db.Set<School>().Select(s => s.Urn).ToListAsync(ct);
        db.Set<School>().AddRange(plan.Schools.Where(s => !known.Contains(s.Urn)).Select(s => School.Open(plan.Id, s.Details, clock.GetUtcNow())));
    }

    private async Task AddCalendarsAsync(IAppDbContext db, DemoTrustPlan plan, CancellationToken ct)
    {
        // The next year's too: what is agreed in the summer term is due in the autumn.
        var year = AcademicYear.At(clock.GetUtcNow());
        var known = await db.Set<YearCalendar>().Where(c => c.AcademicYear == year || c.AcademicYear == year.Next).Select(c => new { c.SchoolId, c.AcademicYear }).ToListAsync(ct);
        var schools = await db.Set<School>().Where(s => s.Kind == SchoolKind.School).ToListAsync(ct);
        foreach (var (school, of) in schools.SelectMany(s => (AcademicYear[])[year, year.Next], (s, y) => (s, y)).Where(p => !known.Any(k => k.SchoolId == p.s.Id && k.AcademicYear == p.y)))
        {
            var (opens, closes, closures) = DemoTerms.Of(of);
            db.Set<YearCalendar>().Add(YearCalendar.Create(plan.Id, school.Id, of, opens, closes, closures, clock.GetUtcNow()).Value);
        }
    }

    private async Task ImportAsync(DemoTrustPlan plan, Action<string> say, CancellationToken ct)
    {
        var isThere = false;
        await InAsync(plan, async db => isThere = await db.Set<Pupil>().AnyAsync(ct), ct);
        if (isThere)
        {
            say($"{plan.Name}: has its pupils");
            return;
        }

        var exchange = new DemoExchange(plan, AcademicYear.At(clock.GetUtcNow()));
        await using var file = exchange.Write();
        say($"{plan.Name}: importing {exchange.Pupils} pupils with their classes, staff and contacts");
        await using var transaction = await sql.BeginAsync(plan.Id, ct);
        var caller = new Caller(plan.Id, Actor, Actor, null, [Permissions.ImportsWrite], [new ActiveGrant(Role.MisClient, null)]);
        var outcome = await importer.MergeAsync(transaction, caller, Actor, file, (_, _) => { }, ct);
        if (outcome.FindingsTotal > 0)
        {
            throw new InvalidOperationException($"The demo roster has faults: {outcome.Findings[0]}");
        }

        await transaction.CommitAsync(ct);
    }

    private async Task<DemoTrust> FindAsync(DemoTrustPlan plan, CancellationToken ct)
    {
        var (school, staff) = (default(SchoolId), new Dictionary<string, StaffId>());
        await InAsync(
            plan,
            async db =>
            {
                var urn = plan.Schools[0].Urn;
                school = await db.Set<School>().Where(s => s.Urn == urn).Select(s => s.Id).SingleAsync(ct);
                var keys = plan.Clients.Select(DemoExchange.StaffKey).ToList();
                var found = await db.Set<ExternalId>().Where(x => x.Kind == ExternalIdKind.Staff && keys.Contains(x.Value)).ToListAsync(ct);
                staff = plan.Clients.ToDictionary(c => c, c => new StaffId(found.Single(x => x.Value == DemoExchange.StaffKey(c)).RecordId));
            },
            ct);
        return new DemoTrust(plan.Id, school, plan.PhaseYears, staff);
    }

    /// <summary>Works in a scope of the trust and saves.</summary>
    private async Task InAsync(DemoTrustPlan plan, Func<IAppDbContext, Task> work, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CallerAccessor>().Set(new Caller(plan.Id, Actor, Actor, null, [], []));
        await work(scope.ServiceProvider.GetRequiredService<IAppDbContext>());
        var saved = await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().SaveAsync("demo.seed", null, ct);
        if (!saved.IsSuccess)
        {
            throw new InvalidOperationException($"{plan.Name} could not be stored: {saved.Error.Code}.");
        }
    }
}
