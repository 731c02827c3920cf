namespace PupilSupport.Api.Tests.Assurance;

// What goes out to people and comes back from them.
internal sealed partial class Places
{
    /// <summary>A notice of the practitioner's, and a webhook of the school with a message.</summary>
    private async Task NotifyAsync(World world, Place place, Guid trust, Guid school, Guid staff, Guid session)
    {
        var (notice, webhook, delivery) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notices (trust_id, id, version, recorded_at, updated_at, staff_id, kind, urgency, record_id, school_id)
            VALUES ($1, $2, 1, now(), now(), $3, 'support_session_moved', 'normal', $4, $5)
            """,
            trust, notice, staff, session, school);
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notification_webhooks (trust_id, id, version, recorded_at, updated_at, name, url, school_id, status)
            VALUES ($1, $2, 1, now(), now(), 'A receiver', 'https://receiver.example.org/', $3, 'active')
            """,
            trust, webhook, school);
        await world.Database.ExecuteAsync(
            """
            INSERT INTO notice_deliveries (trust_id, id, version, recorded_at, updated_at, channel, purpose, notice_id, webhook_id, status, due_at, attempts)
            VALUES ($1, $2, 1, now(), now(), 'webhook', 'notice', $3, $4, 'failed', now(), 10)
            """,
            trust, delivery, notice, webhook);
        Add(place, "notifications", notice);
        Add(place, "notification-webhooks", webhook);
        Add(place, "deliveries", delivery);
    }

    private static async Task<Guid> LinkAsync(World world, Guid trust, Hands hands, Guid contact)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO purpose_links (trust_id, id, school_id, purpose, record_id, pupil_id, secret_hash, expires_at, status, version, recorded_at, updated_at) VALUES ($1, $2, $3, 'contact-details', $4, $5, sha256('none'), '2030-01-01', 'open', 1, now(), now())",
            trust, id, hands.School, contact, hands.Pupil);
        return id;
    }

    private static async Task<Guid> SubmissionAsync(World world, Guid trust, Hands hands, Guid contact, Guid link)
    {
        var id = Guid.CreateVersion7();
        await world.Database.ExecuteAsync(
            "INSERT INTO contact_submissions (trust_id, id, school_id, pupil_id, contact_id, link_id, phone, status, version, recorded_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, '0000000', 'pending', 1, now(), now())",
            trust, id, hands.School, hands.Pupil, contact, link);
        return id;
    }
}
