using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Update;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PupilSupport.Application.AuditEntries;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Paging;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Infrastructure.Access;
using PupilSupport.Infrastructure.Attachments;
using PupilSupport.Infrastructure.Auditing;
using PupilSupport.Infrastructure.Documents;
using PupilSupport.Infrastructure.Feed;
using PupilSupport.Infrastructure.Health;
using PupilSupport.Infrastructure.Jobs;
using PupilSupport.Infrastructure.Notices;
using PupilSupport.Infrastructure.Persistence;
using PupilSupport.Infrastructure.Persistence.Idempotency;
using PupilSupport.Infrastructure.Persistence.Interceptors;
using PupilSupport.Infrastructure.Persistence.Paging;
using PupilSupport.Infrastructure.Security;

namespace PupilSupport.Infrastructure;

public static class InfrastructureServices
{
    public static IServiceCollection AddInfrastructure(this IServiceCollection services)
    {
        services.TryAddSingleton<TimeProvider>(new MicrosecondClock());
        services.AddKeyRing();
        services.AddSingleton<DataSources>();
        services.AddSingleton<TrustSql>();
        services.AddPersistence();
        services.AddScoped<IAccessLog, AccessLog>();
        services.AddSingleton<AuditChain>();
        services.AddSingleton<SignedHeads>();
        services.AddSingleton<AuditVerifier>();
        services.AddSingleton<IAuditVerifier>(p => p.GetRequiredService<AuditVerifier>());
        services.AddSingleton<RestoreCheck>();
        services.AddSingleton<Sequencer>();
        services.AddHostedService<SequencerWorker>();
        services.AddSingleton<Readiness>();
        services.AddAccess();
        services.AddJobs();
        services.AddAttachmentStores();
        services.AddDocumentFiles();
        services.AddNotices();
        return services;
    }

    private static void AddPersistence(this IServiceCollection services)
    {
        services.AddSingleton<TrustCommandInterceptor>();
        services.AddSingleton<RecordKeeper>();
        services.AddSingleton<AuditDigest>();
        services.AddSingleton<ChangeWriter>();
        services.AddScoped<IAuditDisclosure, AuditDisclosure>();
        services.AddSingleton<CursorCodec>();
        services.AddPooledDbContextFactory<AppDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<DataSources>().Runtime)
            .ReplaceService<IModificationCommandBatchFactory, TrustBatchFactory>()
            .AddInterceptors(
                provider.GetRequiredService<TrustCommandInterceptor>(),
                provider.GetRequiredService<RecordKeeper>(),
                provider.GetRequiredService<AccessChanges>()));
        services.AddScoped(Lease);
        services.AddScoped<IAppDbContext, Tables>();
        services.AddScoped<UnitOfWork>();
        services.AddScoped<IUnitOfWork>(p => p.GetRequiredService<UnitOfWork>());
        services.AddScoped<IRowLocks>(p => p.GetRequiredService<UnitOfWork>());
        services.AddScoped<IAcceptedRequests, AcceptedRequests>();
        services.AddScoped<IAnswers, Answers>();
        services.AddScoped<IPager, Pager>();
    }

    /// <summary>A context from the pool, entered by the scope's caller; it goes back with the scope.</summary>
    private static AppDbContext Lease(IServiceProvider scope)
    {
        var context = scope.GetRequiredService<IDbContextFactory<AppDbContext>>().CreateDbContext();
        context.Enter(scope.GetRequiredService<ICaller>(), scope.GetRequiredService<IRequestContext>());
        return context;
    }
}
