using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Attachments;

/// <summary>One person's leave to download one file once, soon. Only a hash of it is kept.</summary>
public sealed class DownloadTicket : AggregateRoot<DownloadTicketId>, IUnannounced, ISchoolOwned
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    private DownloadTicket(TrustId trustId, DateTimeOffset now) : base(trustId, new(Guid.CreateVersion7(now)), now) { }

    private DownloadTicket() { }

    public Schools.SchoolId SchoolId { get; private set; }
    public AttachmentId AttachmentId { get; private set; }
    public byte[] Hash { get; private set; } = [];
    public string ClientId { get; private set; } = "";
    public string Subject { get; private set; } = "";
    public DateTimeOffset ExpiresAt { get; private set; }

    /// <summary>Set by the download that uses it up.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    public static DownloadTicket Issue(Attachment attachment, byte[] hash, string clientId, string subject, DateTimeOffset now) => new(attachment.TrustId, now)
    {
        SchoolId = attachment.SchoolId,
        AttachmentId = attachment.Id,
        Hash = hash,
        ClientId = clientId,
        Subject = subject,
        ExpiresAt = now + Lifetime,
    };
}
