using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Attachments;

public readonly record struct AttachmentId(Guid Value) : ITypedId<AttachmentId>
{
    public static AttachmentId From(Guid value) => new(value);
}

public readonly record struct DownloadTicketId(Guid Value) : ITypedId<DownloadTicketId>
{
    public static DownloadTicketId From(Guid value) => new(value);
}

/// <summary>The stored bytes of a file, whatever record it belongs to.</summary>
public readonly record struct FileId(Guid Value) : ITypedId<FileId>
{
    public static FileId From(Guid value) => new(value);
}

/// <summary>The kinds of record that carry attachments.</summary>
public enum AttachmentRecordKind
{
    Pupil,
    SupportSession,
    TrainingRecord,
    MedicineConsent,
    MedicationOrder,
    MedicineStock,
    MedicineError,
    Plan,
    Referral,
}

/// <summary>What a file may be, by its published media type.</summary>
public enum AttachmentMediaType
{
    [Code("application/pdf")]
    Pdf,

    [Code("image/jpeg")]
    Jpeg,

    [Code("image/png")]
    Png,

    [Code("image/heic")]
    Heic,

    /// <summary>Word without macros.</summary>
    [Code("application/vnd.openxmlformats-officedocument.wordprocessingml.document")]
    Docx,
}

/// <summary>What is known of a file's safety.</summary>
public enum AttachmentState
{
    /// <summary>Waiting for the virus scanner; nobody can download it.</summary>
    Pending,

    /// <summary>The scanner found nothing.</summary>
    Clean,

    /// <summary>The scanner found something: the bytes are destroyed, the record stays.</summary>
    Infected,

    /// <summary>The scanner could not say, again and again; it is asked anew each night.</summary>
    ScanFailed,

    /// <summary>Taken without a scanner, which only a development server does.</summary>
    NotScanned,

    /// <summary>The stored bytes are gone or damaged.</summary>
    Missing,
}

/// <summary>What a caller may do with an attachment.</summary>
public enum AttachmentAction
{
    Download,
    Withdraw,
}
