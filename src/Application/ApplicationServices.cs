using System.Reflection;
using AutoMapper;
using FluentValidation;
using MediatR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PupilSupport.Application.Agencies;
using PupilSupport.Application.Assessments;
using PupilSupport.Application.Attachments;
using PupilSupport.Application.Chronology;
using PupilSupport.Application.Common;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Behaviours;
using PupilSupport.Application.Common.DataInventory;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Application.Documents;
using PupilSupport.Application.MedicationAdministrations;
using PupilSupport.Application.Provisions;
using PupilSupport.Application.SessionSeries;
using PupilSupport.Application.SupportProgrammes;
using PupilSupport.Application.SupportReports;
using PupilSupport.Application.SupportSessions;
using PupilSupport.Application.MedicineErrors;
using PupilSupport.Application.Notices;
using PupilSupport.Application.NotificationWebhooks;
using PupilSupport.Application.InformationShares;
using PupilSupport.Application.Jobs;
using PupilSupport.Application.Links;
using PupilSupport.Application.MedicationRounds;
using PupilSupport.Application.Medicines;
using PupilSupport.Application.MedicineStocks;
using PupilSupport.Application.Observations;
using PupilSupport.Application.Plans;
using PupilSupport.Application.Policies;
using PupilSupport.Application.Recognitions;
using PupilSupport.Application.Signpostings;
using PupilSupport.Application.Referrals;
using PupilSupport.Application.Supervision;
using PupilSupport.Application.PupilProfiles;
using PupilSupport.Application.Tasks;
using PupilSupport.Application.Training;
using PupilSupport.Application.Vulnerabilities;
using PupilSupport.Domain.Common;

namespace PupilSupport.Application;

public static class ApplicationServices
{
    private static readonly Assembly Here = typeof(ApplicationServices).Assembly;

    /// <param name="mapperLicenceKey">AutoMapper's key, when the deployer has one.</param>
    public static IServiceCollection AddApplication(this IServiceCollection services, string? mapperLicenceKey)
    {
        services.AddTransient<ServiceFactory>(p => p.GetRequiredService);
        services.AddTransient<IMediator, Mediator>();
        services.AddScoped<CallerAccessor>();
        services.AddScoped(p => p.GetRequiredService<CallerAccessor>().Caller);
        services.AddScoped<AccessScope>();
        services.AddRoster();
        services.AddSupportSessions();
        services.AddSupportProgrammes();
        services.AddPlans();
        services.AddReferrals();
        services.AddProvisions();
        services.AddSupportReports();
        services.AddSupportSessionSeries();
        services.AddObservations();
        services.AddSupervision();
        services.AddRecognitions();
        services.AddVulnerabilities();
        services.AddAgencies();
        services.AddScoped<ChronologyScope>();
        services.AddInformationShares();
        services.AddSignpostings();
        services.AddPupilProfiles();
        services.AddMedicationAdministrations();
        services.AddScoped<INotices, Notices.Notices>();
        services.AddScoped<WebhookScope>();
        services.AddPolicies();
        services.AddLinks();
        services.AddTasks();
        services.AddTraining();
        services.AddAssessments();
        services.AddMedicines();
        services.AddScoped<RoundReading>();
        services.AddMedicineErrors();
        services.AddMedicineStocks();
        services.AddDocuments();
        services.AddAttachments();
        foreach (var behaviour in Pipeline)
        {
            services.AddTransient(typeof(IPipelineBehavior<,>), behaviour);
        }

        services.AddImplementations(typeof(IRequestHandler<,>));
        services.AddImplementations(typeof(IQueryHandler<,>));
        services.AddImplementations(typeof(IDataInventory));
        services.AddImplementations(typeof(IConstraintErrors));
        services.AddImplementations(typeof(ILinkPurpose));
        services.AddImplementations(typeof(IChronologySource));
        services.AddImplementations(typeof(IAttachmentHolder));
        services.AddImplementations(typeof(IPlanCloseBlocker));
        ScheduleCatalogue.AddFrom(Here, services);
        services.AddSingleton<ScheduleCatalogue>();
        services.AddImplementations(typeof(IDocumentTemplate));
        services.AddImplementations(typeof(ITaskSourceKind));
        services.AddImplementations(typeof(ITaskSweep));
        services.AddSingleton<InventoryRegistry>();
        AssemblyScanner.FindValidatorsInAssembly(Here, includeInternalTypes: true)
            .ForEach(v => services.AddSingleton(v.InterfaceType, v.ValidatorType));
        services.AddSingleton<AutoMapper.IConfigurationProvider>(p => MapperConfiguration(mapperLicenceKey, p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IMapper>(p => new Mapper(p.GetRequiredService<AutoMapper.IConfigurationProvider>()));
        return services;
    }

    /// <summary>Outermost first.</summary>
    internal static readonly Type[] Pipeline =
    [
        typeof(LoggingBehaviour<,>), typeof(AuthorizationBehaviour<,>), typeof(ValidationBehaviour<,>),
        typeof(AccessLogBehaviour<,>), typeof(IdempotencyBehaviour<,>), typeof(UnitOfWorkBehaviour<,>),
    ];

    private static MapperConfiguration MapperConfiguration(string? licenceKey, ILoggerFactory logs) => new(
        c =>
        {
            c.LicenseKey = licenceKey;
            c.AddMaps(Here);
            foreach (var id in typeof(TrustId).Assembly.GetTypes().Where(IsTypedId))
            {
                typeof(ApplicationServices).GetMethod(nameof(MapId), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(id).Invoke(null, [c]);
            }
        },
        logs);

    // An expression, since a converter class would silently drop the id's column from the projection.
    private static void MapId<TId>(IMapperConfigurationExpression c) where TId : struct, ITypedId<TId>
    {
        c.CreateMap<TId, Guid>().ConvertUsing(id => id.Value);
        c.CreateMap<TId?, Guid?>().ConvertUsing(id => id.HasValue ? id.GetValueOrDefault().Value : null);
    }

    private static bool IsTypedId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

    /// <summary>Registers every implementation of a service in this assembly.</summary>
    private static void AddImplementations(this IServiceCollection services, Type service)
    {
        foreach (var type in Here.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false, IsGenericTypeDefinition: false }))
        {
            foreach (var i in type.GetInterfaces().Where(i => i == service || (i.IsGenericType && i.GetGenericTypeDefinition() == service)))
            {
                services.AddTransient(i, type);
            }
        }
    }
}
