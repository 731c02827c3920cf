using Microsoft.Extensions.DependencyInjection;
using PupilSupport.Application.NotificationWebhooks;

namespace PupilSupport.Infrastructure.Notices;

internal static class NoticeServices
{
    /// <summary>A further way out of the service is one more <see cref="INoticeChannel"/>.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<WebhookAddresses>();
        services.AddSingleton<IWebhookAddresses>(p => p.GetRequiredService<WebhookAddresses>());
        services.AddSingleton<WebhookSecrets>();
        services.AddSingleton<IWebhookSecrets>(p => p.GetRequiredService<WebhookSecrets>());
        services.AddSingleton<INoticeChannel, EmailChannel>();
        services.AddSingleton<INoticeChannel, WebhookChannel>();
        services.AddSingleton<NoticePlanner>();
        services.AddSingleton<NoticeOutbox>();
        services.AddSingleton<WebhookKeeper>();
        services.AddSingleton<NoticeDeliverer>();
        services.AddHostedService<NoticeWorker>();
        return services;
    }
}
