using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Attachments;
using PupilSupport.Infrastructure.Files;
using PupilSupport.Infrastructure.Files.Inspection;

namespace PupilSupport.Infrastructure.Attachments;

internal static class AttachmentInfrastructure
{
    public static IServiceCollection AddAttachmentStores(this IServiceCollection services)
    {
        services.AddSingleton<FileCipher>();
        services.AddSingleton<IFileInspector, FileInspector>();
        services.AddSingleton<IFileScanner, ClamAvScanner>();
        services.AddScoped<IFileStore, FileStore>();
        services.AddScoped<IFileHash, FileHash>();
        services.AddScoped<IDownloadTickets, DownloadTickets>();
        services.AddSingleton<ScanQueue>();
        services.AddSingleton<AttachmentScans>();
        services.AddHostedService<ScanWorker>();
        return services;
    }
}
