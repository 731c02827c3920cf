using Microsoft.Extensions.DependencyInjection;

namespace PupilSupport.Application.Attachments;

internal static class AttachmentServices
{
    public static IServiceCollection AddAttachments(this IServiceCollection services) => services
        .AddScoped<AttachmentAccess>()
        .AddScoped<AttachmentAnswers>();
}
