using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.Documents;
using PupilSupport.Infrastructure.Documents.Writers;

namespace PupilSupport.Infrastructure.Documents;

internal static class DocumentServices
{
    public static IServiceCollection AddDocumentFiles(this IServiceCollection services) => services
        .AddScoped<IDocumentFiles, DocumentFiles>()
        .AddScoped<ITrustName, TrustName>()
        .AddSingleton<HtmlStyle>()
        .AddSingleton<IDocumentPolicy>(p => p.GetRequiredService<HtmlStyle>())
        .AddSingleton<IDocumentDigest, JsonDocumentWriter>()
        .AddSingleton<IDocumentWriter, JsonDocumentWriter>()
        .AddSingleton<IDocumentWriter, CsvDocumentWriter>()
        .AddSingleton<IDocumentWriter, HtmlDocumentWriter>()
        .AddSingleton<IDocumentWriter, WordDocumentWriter>()
        .AddSingleton<DocumentSweeper>()
        .AddHostedService(p => p.GetRequiredService<DocumentSweeper>());
}
