using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Attachments;

/// <summary>
/// A file that belongs to one record and is seen by whom the record is seen. Its bytes lie encrypted elsewhere, and
/// nobody gets them before the scanner has found nothing.
/// </summary>
public sealed class Attachment : AggregateRoot<AttachmentId>, IChronicled
{
    public const int MaxBytes = 10 << 20;
    public const int MaxBytesOfRecord = 50 << 20;
    public const int MaxOfRecord = 100;
    public const int MaxFinding = 100;

    private Attachment(TrustId trustId, AttachmentId id, DateTimeOffset now) : base(trustId, id, now) { }

    private Attachment() { }

    public SchoolId SchoolId { get; private set; }
    public AttachmentRecordKind RecordKind { get; private set; }
    public Guid RecordId { get; private set; }

    /// <summary>The record's when the file was added.</summary>
    public SensitivityLabel Label { get; private set; }
    public string FileName { get; private set; } = "";
    public AttachmentMediaType MediaType { get; private set; }

    /// <summary>Bytes as kept, which is without a picture's metadata.</summary>
    public int Size { get; private set; }

    /// <summary>A keyed hash of the bytes as sent; another trust's is another one.</summary>
    public byte[] ContentHash { get; private set; } = [];

    /// <summary>Whether something was taken out: where a photo was made, by what device, by whom.</summary>
    public bool MetadataRemoved { get; private set; }

    /// <summary>Null once the bytes are destroyed.</summary>
    public FileId? FileId { get; private set; }
    public AttachmentState State { get; private set; }

    /// <summary>When the scanner last gave its verdict.</summary>
    public DateTimeOffset? ScannedAt { get; private set; }

    /// <summary>What the scanner calls its find.</summary>
    public string? Finding { get; private set; }
    public StaffId? UploadedById { get; private set; }
    public DateTimeOffset? WithdrawnAt { get; private set; }
    public string? WithdrawReason { get; private set; }

    // Its own id, where audit and feed ask; RecordId is that of the record which it belongs to.
    Guid IAggregateRoot.RecordId => Id.Value;

    string IChronicled.ChronologyKind => "attachment";

    IEnumerable<StaffId> IChronicled.Owners => [];

    public static Attachment Add(TrustId trustId, NewAttachment file, DateTimeOffset now) => new(trustId, new(Guid.CreateVersion7(now)), now)
    {
        SchoolId = file.SchoolId,
        RecordKind = file.RecordKind,
        RecordId = file.RecordId,
        Label = file.Label,
        FileName = Guard.Text(file.FileName, AttachmentName.MaxLength),
        MediaType = file.MediaType,
        Size = Guard.InRange(file.Size, 1, MaxBytes),
        ContentHash = file.ContentHash,
        MetadataRemoved = file.MetadataRemoved,
        FileId = file.FileId,
        State = file.IsScanned ? AttachmentState.Pending : AttachmentState.NotScanned,
        UploadedById = file.UploadedById,
    };

    /// <summary>Takes the scanner's verdict; one that comes twice or too late changes nothing.</summary>
    /// <returns>Whether it counted.</returns>
    public bool Judge(AttachmentVerdict verdict, DateTimeOffset now)
    {
        if (State != AttachmentState.Pending)
        {
            return false;
        }

        (State, ScannedAt) = (verdict.State, now);
        if (verdict.State == AttachmentState.Infected)
        {
            (Finding, FileId) = (Guard.OptionalText(verdict.Finding, MaxFinding), null);
        }

        return true;
    }

    /// <summary>Has a file scanned that could not be scanned before.</summary>
    /// <returns>Whether there is anything to scan.</returns>
    public bool ScanAnew()
    {
        var isDue = State is AttachmentState.ScanFailed or AttachmentState.NotScanned;
        State = isDue ? AttachmentState.Pending : State;
        return isDue;
    }

    /// <summary>Notes that the stored bytes are gone or damaged.</summary>
    public void Miss() => State = AttachmentState.Missing;

    /// <summary>Takes it out of use for good; bytes and record stay, since what once was evidence is not for one person to destroy.</summary>
    public Result Withdraw(string reason, DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            return StateErrors.InvalidTransition.With("allowedActions", Array.Empty<AttachmentAction>());
        }

        (WithdrawnAt, WithdrawReason) = (now, Guard.Text(reason, Limits.Reason));
        return Result.Success;
    }

    /// <param name="takesUnscanned">Whether this server hands out what no scanner has seen.</param>
    public bool IsDownloadable(bool takesUnscanned) => IsDownloadable(State, WithdrawnAt is not null, takesUnscanned);

    public static bool IsDownloadable(AttachmentState state, bool isWithdrawn, bool takesUnscanned) =>
        !isWithdrawn && (state == AttachmentState.Clean || (state == AttachmentState.NotScanned && takesUnscanned));

    /// <summary>A pupil's own; what belongs to another record is found through that record.</summary>
    public IEnumerable<ChronologyMark> ChronologyMarks() => RecordKind == AttachmentRecordKind.Pupil
        ? [new ChronologyMark(new PupilId(RecordId), RecordedAt, Label, WithdrawnAt is not null)]
        : [];
}

/// <summary>What is known of a file when it is added.</summary>
public sealed record NewAttachment
{
    public required SchoolId SchoolId { get; init; }
    public required AttachmentRecordKind RecordKind { get; init; }
    public required Guid RecordId { get; init; }
    public required SensitivityLabel Label { get; init; }
    public required string FileName { get; init; }
    public required AttachmentMediaType MediaType { get; init; }
    public required int Size { get; init; }
    public required byte[] ContentHash { get; init; }
    public required bool MetadataRemoved { get; init; }
    public required FileId FileId { get; init; }
    public required bool IsScanned { get; init; }
    public required StaffId? UploadedById { get; init; }
}

/// <summary>How a scan ended.</summary>
/// <param name="State">Clean, infected, scan failed or missing.</param>
/// <param name="Finding">What the scanner calls its find.</param>
public sealed record AttachmentVerdict(AttachmentState State, string? Finding = null)
{
    public static readonly AttachmentVerdict Clean = new(AttachmentState.Clean);
    public static readonly AttachmentVerdict Failed = new(AttachmentState.ScanFailed);
    public static readonly AttachmentVerdict Missing = new(AttachmentState.Missing);

    public static AttachmentVerdict Infected(string finding) => new(AttachmentState.Infected, finding);
}
