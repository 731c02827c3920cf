using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Common;

namespace PupilSupport.Infrastructure.Persistence;

/// <summary>
/// One trust's data. The trust comes from the caller of the scope; without one every query is refused, and the
/// database would show no rows.
/// </summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    /// <summary>Read by the query filters, as a parameter of each query.</summary>
    public TrustId FilterTrust => Caller?.TrustId ?? default;

    internal ICaller? Caller { get; private set; }

    internal IRequestContext? Request { get; private set; }

    /// <summary>The audit action of the command that is being saved.</summary>
    internal AuditIntent? Intent { get; set; }

    /// <summary>A row to be locked in front of the next query, in its batch.</summary>
    internal RowLock? NextLock { get; set; }

    /// <summary>Called at each lease from the pool, so that nothing of an earlier lease remains.</summary>
    internal void Enter(ICaller caller, IRequestContext request)
    {
        (Caller, Request, Intent, NextLock) = (caller, request, null, null);
        Database.AutoSavepointsEnabled = false;
    }

    public override void Dispose()
    {
        Leave();
        base.Dispose();
    }

    public override ValueTask DisposeAsync()
    {
        Leave();
        return base.DisposeAsync();
    }

    /// <summary>Goes back to the pool with nobody's trust.</summary>
    private void Leave() => (Caller, Request, Intent, NextLock) = (null, null, null, null);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ModelConventions.Configure(configurationBuilder);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        ModelConventions.Apply(modelBuilder, this);
    }
}

/// <summary>What the audit entry of a save says beyond the changed rows.</summary>
internal sealed record AuditIntent(string Action, string? Reason);

/// <summary>A row that is to be held.</summary>
/// <param name="Table">Its table, quoted.</param>
internal sealed record RowLock(string Table, Guid Id);

/// <summary>
/// The context as the handlers see it. It is no second name for the context itself: the container would dispose of that
/// once for each name, and a context that has gone back to the pool may be another request's by then.
/// </summary>
internal sealed class Tables(AppDbContext context) : IAppDbContext
{
    public DbSet<T> Set<T>() where T : class => context.Set<T>();

    public IQueryable<T> Apart<T>(IQueryable<T> query) where T : class => query.AsSplitQuery();
}
