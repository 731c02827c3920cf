using Microsoft.Extensions.Logging;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Notices;

namespace PupilSupport.Infrastructure.Notices;

/// <summary>Sends what is due, a few messages of each trust at a time, so that one slow receiver delays few others.</summary>
internal sealed partial class NoticeDeliverer(
    NoticeOutbox outbox, IEnumerable<INoticeChannel> channels, WebhookKeeper keeper, TimeProvider clock, ILogger<NoticeDeliverer> log)
{
    private const int BatchSize = 5;

    private readonly Dictionary<NoticeChannel, INoticeChannel> _channels = channels.Where(c => c.IsConfigured).ToDictionary(c => c.Channel);

    /// <returns>How many messages were taken in hand.</returns>
    public async Task<int> DeliverAsync(CancellationToken ct)
    {
        var taken = 0;
        foreach (var trust in await outbox.TrustsAsync(ct))
        {
            var leased = await outbox.LeaseAsync(trust, _channels.Keys, BatchSize, ct);
            await Task.WhenAll(leased.Select(d => DeliverAsync(d, ct)));
            taken += leased.Count;
        }

        return taken;
    }

    private async Task DeliverAsync(LeasedDelivery delivery, CancellationToken ct)
    {
        var wanted = delivery.Candidates.Where(c => IsWanted(delivery, c)).ToList();
        if (delivery.Address is not { } address || (delivery.Purpose != DeliveryPurpose.Ping && wanted.Count == 0))
        {
            await outbox.FinishAsync(delivery, DeliveryStatus.Dropped, null, null, refund: true, ct);
            return;
        }

        if (delivery.Purpose == DeliveryPurpose.Notice && wanted[0].Wishes.NotBefore(wanted[0].Notice.Urgency, clock.GetUtcNow()) is var due && due > clock.GetUtcNow())
        {
            await outbox.FinishAsync(delivery, DeliveryStatus.Waiting, due, null, refund: true, ct);
            return;
        }

        var message = new OutgoingMessage(delivery.Id, delivery.Purpose, address, delivery.RecordedAt, [.. wanted.Select(c => c.Notice)], delivery.Webhook);
        await RecordAsync(delivery, await SendAsync(delivery, message, ct), ct);
    }

    /// <summary>Whatever a message does to us, it ends like any other and holds up none.</summary>
    private async Task<DeliveryOutcome> SendAsync(LeasedDelivery delivery, OutgoingMessage message, CancellationToken ct)
    {
        if (delivery.Attempt > RetrySchedule.MaxAttempts)
        {
            return DeliveryOutcome.Refused("workers-died");
        }

        if (delivery.Webhook is { Secrets.Count: 0 })
        {
            return DeliveryOutcome.Refused("secret-unreadable");
        }

        try
        {
            return await _channels[delivery.Channel].SendAsync(message, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Broke(delivery.Channel, delivery.Id.Value, e.GetType().Name);
            return DeliveryOutcome.Retry("internal");
        }
    }

    /// <summary>
    /// Judged again at each attempt: people leave, read, and change their minds. A webhook is told also of what was read,
    /// for it mirrors.
    /// </summary>
    private static bool IsWanted(LeasedDelivery delivery, Candidate candidate) =>
        candidate.MayBeTold && candidate.Wishes.Want(delivery.Channel) && (delivery.Channel == NoticeChannel.Webhook || !candidate.IsRead);

    private async Task RecordAsync(LeasedDelivery delivery, DeliveryOutcome outcome, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (outcome.Verdict == DeliveryVerdict.Delivered)
        {
            if (delivery is { Purpose: DeliveryPurpose.Ping, Webhook: { } pinged })
            {
                // Before the message counts as delivered: a worker that dies here sends the ping again.
                await keeper.ActivateAsync(delivery.TrustId, pinged.Id, ct);
            }

            await outbox.FinishAsync(delivery, DeliveryStatus.Delivered, null, outcome, refund: false, ct);
            return;
        }

        var wait = outcome.Verdict == DeliveryVerdict.Retry ? RetrySchedule.After(delivery.Attempt, outcome.RetryAfter, Random.Shared.NextDouble()) : null;
        var failingSince = await outbox.FinishAsync(delivery, wait is null ? DeliveryStatus.Failed : DeliveryStatus.Waiting, now + wait, outcome, refund: false, ct);
        Failed(delivery.Channel, delivery.Id.Value, outcome.Fault!);
        if (delivery.Webhook is { } webhook)
        {
            await EndAsync(delivery.TrustId, webhook.Id, outcome, failingSince, now, ct);
        }
    }

    private Task EndAsync(TrustId trust, NotificationWebhookId webhook, DeliveryOutcome outcome, DateTimeOffset? failingSince, DateTimeOffset now, CancellationToken ct)
    {
        if (outcome.Verdict == DeliveryVerdict.Gone)
        {
            return keeper.DisableAsync(trust, webhook, WebhookEnd.Gone, ct);
        }

        return now - failingSince >= RetrySchedule.PatienceWithWebhook ? keeper.DisableAsync(trust, webhook, WebhookEnd.Failing, ct) : Task.CompletedTask;
    }

    [LoggerMessage(32, LogLevel.Error, "A channel failed on a notice: {Channel} {DeliveryId} {ExceptionType}")]
    private partial void Broke(NoticeChannel channel, Guid deliveryId, string exceptionType);

    [LoggerMessage(31, LogLevel.Warning, "A notice was not delivered: {Channel} {DeliveryId} {Fault}")]
    private partial void Failed(NoticeChannel channel, Guid deliveryId, string fault);
}
