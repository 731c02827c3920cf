using PupilSupport.Domain.Common;

namespace PupilSupport.Domain.Attachments;

public static class AttachmentErrors
{
    public static readonly Error NameNotAllowed = new(
        "file-name-not-allowed", ErrorKind.Rule, "A file's name has 1 to 150 characters, no path, no control characters and the ending of its type.");

    public static readonly Error TypeNotAllowed = new(
        "file-type-not-allowed", ErrorKind.Rule, "A file is PDF, JPEG, PNG, HEIC or Word without macros, and says so.");

    public static readonly Error TypeMismatch = new("file-type-mismatch", ErrorKind.Rule, "The file is not one whole file of the type that it is said to be.");

    public static readonly Error NotSafe = new(
        "file-not-safe", ErrorKind.Rule, "The file carries something else beside what it shows, or unpacks to more than is allowed.");

    public static readonly Error Empty = new("file-empty", ErrorKind.Rule, "The file is empty.");

    public static readonly Error TooLarge = new("payload-too-large", ErrorKind.TooLarge, "The file is larger than 10 MiB.");

    /// <summary>Also when two uploads would fill the record together: the database counts.</summary>
    public static readonly Error RecordFull = new("attachments-full", ErrorKind.Rule, "A record takes 50 MiB of attachments, and 100 of them.");

    public static readonly Error Exists = new("attachment-exists", ErrorKind.Conflict, "The record has this very file already.");

    public static readonly Error ScannerMissing = new(
        "scanner-not-configured", ErrorKind.Unavailable, "No virus scanner is configured, so no file is taken.");

    public static readonly Error NotDownloadable = new(
        "not-downloadable", ErrorKind.Conflict, "The file cannot be downloaded: it waits for the virus scanner, is withdrawn or is gone.");

    public static readonly Error TicketSpent = new("ticket-spent", ErrorKind.Gone, "The ticket has been used or has expired; ask for another.");
}
