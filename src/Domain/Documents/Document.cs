using System.Security.Cryptography;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Documents;

public readonly record struct DocumentId(Guid Value) : ITypedId<DocumentId>
{
    public static DocumentId From(Guid value) => new(value);
}

/// <summary>What a document is made of.</summary>
public enum DocumentKind
{
    /// <summary>One support session, as the caller sees it.</summary>
    SupportSession,

    /// <summary>A pupil's chronology, newest first.</summary>
    PupilChronology,

    /// <summary>Who a pupil is and whom to call.</summary>
    PupilSummary,

    /// <summary>A school's sessions of one day with room to write what became of them, for when nothing else works.</summary>
    SchoolDaySheet,

    /// <summary>A school's sessions between two days, a row for each pupil's part.</summary>
    SupportSessionList,

    /// <summary>One task.</summary>
    Task,

    /// <summary>Tasks of a school, the earliest due first; of one pupil, person or team when asked for.</summary>
    TaskList,

    /// <summary>The pupils of a school or of one of its classes.</summary>
    PupilList,

    /// <summary>What contacts have sent to a school, the latest first.</summary>
    ContactSubmissionList,

    /// <summary>The files of one record: their names and states, never what is in them.</summary>
    AttachmentList,

    /// <summary>Who works at a school, as what.</summary>
    StaffList,

    /// <summary>Who holds which role at a school.</summary>
    RoleGrantList,

    /// <summary>The classes of a school.</summary>
    ClassList,

    /// <summary>The rooms of a school.</summary>
    RoomList,

    /// <summary>When a school is closed, year by year.</summary>
    SchoolCalendar,

    /// <summary>The policies in force at a school on a day.</summary>
    PolicyList,

    /// <summary>What is missing or doubtful in a school's roster.</summary>
    DataQualityList,

    /// <summary>Issued documents of a school, the latest first.</summary>
    DocumentList,

    /// <summary>The audit of a school's records, the latest first.</summary>
    AuditEntryList,

    /// <summary>Consents to medicines of a school or a pupil.</summary>
    MedicineConsentList,

    /// <summary>Orders for medicines of a school or a pupil, all or those that run on a day.</summary>
    MedicationOrderList,

    /// <summary>The medicine that a school keeps.</summary>
    MedicineStockList,

    /// <summary>Doses of a school between two days, a row for each.</summary>
    MedicationAdministrationList,

    /// <summary>Errors with medicines and near misses.</summary>
    MedicineErrorList,

    /// <summary>Training of a school's staff.</summary>
    TrainingRecordList,

    /// <summary>Programmes of support of a school, a pupil or a practitioner.</summary>
    SupportProgrammeList,

    /// <summary>Series of sessions, with their day and time.</summary>
    SupportSessionSeriesList,

    /// <summary>Observations.</summary>
    ObservationList,

    /// <summary>Assessments, with their totals and bands.</summary>
    AssessmentList,

    /// <summary>Supervision of staff; what was said only to those who took part.</summary>
    SupervisionRecordList,

    /// <summary>Coaching of staff; what was tried only to those who took part.</summary>
    CoachingRecordList,

    /// <summary>Recognitions.</summary>
    RecognitionList,

    /// <summary>A recognition as a card that one of its pupils takes home.</summary>
    RecognitionCard,

    /// <summary>How support stands at a school, as charts with their figures; it names nobody.</summary>
    PastoralOverview,

    /// <summary>A pupil's medication administration record of a month.</summary>
    MarMonth,

    /// <summary>A school's medicines of one day: what was due, and what became of it.</summary>
    MarDay,

    /// <summary>An empty medication administration record of a pupil's orders, to be written on by hand.</summary>
    MarBlank,

    /// <summary>Vulnerability statuses.</summary>
    VulnerabilityStatusList,

    /// <summary>The directory of agencies, as one school sees it.</summary>
    AgencyList,

    /// <summary>Families who were told about agencies.</summary>
    SignpostingList,

    /// <summary>One version of a plan, for the family.</summary>
    Plan,

    /// <summary>Plans of a school, a pupil or a key adult.</summary>
    PlanList,

    /// <summary>What was assessed, planned and done under a plan, the latest first.</summary>
    PlanEntryList,

    /// <summary>What support runs for the pupils of a school on a day, and what it costs.</summary>
    ProvisionMap,

    /// <summary>What the new school or phase needs to know of a pupil who moves, from a transition plan.</summary>
    HandOverPack,

    /// <summary>What was shared about pupils of a school, or refused.</summary>
    InformationShareList,

    /// <summary>Referrals of a school, a pupil or a sender: where they stand, not what they say.</summary>
    ReferralList,

    /// <summary>A referral for the agency that it goes to, with the records that were chosen; nobody else's name stands in it.</summary>
    ReferralPack,
}

public enum DocumentFileFormat
{
    Json,

    /// <summary>UTF-8 with a byte order mark, RFC 4180; cells that a spreadsheet would calculate begin with an apostrophe.</summary>
    Csv,

    /// <summary>One page without scripts or other files, ready to print on A4.</summary>
    Html,

    /// <summary>Word.</summary>
    Docx,
}

/// <summary>Who asked for a document.</summary>
public sealed record DocumentIssuer(string ClientId, string Subject, StaffId? StaffId);

/// <summary>What a document was made of.</summary>
/// <param name="RecordId">The one record that it is about, such as a session or a pupil; null for most lists.</param>
/// <param name="RecordVersion">The record's version; null where there is more than one record.</param>
/// <param name="Label">That of its most sensitive part.</param>
/// <param name="IsCut">Whether there was more than a document takes.</param>
public sealed record DocumentSource(
    DocumentKind Kind, SchoolId SchoolId, Guid? RecordId, int? RecordVersion, SensitivityLabel Label, bool IsCut);

/// <summary>The bytes as they are handed out.</summary>
public sealed record DocumentFile(DocumentFileFormat Format, string ContentSha256, string FileSha256, long Bytes);

/// <summary>
/// A line of the ledger of issued documents: what left the service, made of what, by whom and when. It is never changed.
/// Its bytes stay for an hour and only for whoever asked for them.
/// </summary>
public sealed class Document : AggregateRoot<DocumentId>, ISchoolOwned
{
    public const int NumberLength = 14;
    public const string NumberPattern = "^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$";
    public const int Sha256Length = 64;
    public const string Sha256Pattern = "^[0-9a-f]{64}$";

    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(1);

    /// <summary>Without I, L, O and U, which are misread on paper.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Document(TrustId trustId, DocumentId id, DateTimeOffset now) : base(trustId, id, now) { }

    private Document() { }

    /// <summary>As printed on the document: <c>7K3M-Q2XF-90TB</c>.</summary>
    public string Number { get; private set; } = "";
    public DocumentKind Kind { get; private set; }
    public DocumentFileFormat Format { get; private set; }
    public SchoolId SchoolId { get; private set; }
    public Guid? RecordId { get; private set; }
    public int? RecordVersion { get; private set; }
    public SensitivityLabel Label { get; private set; }

    /// <summary>Whether there was more than a document takes.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Of what it says, the same in every format; printed on it.</summary>
    public string ContentSha256 { get; private set; } = "";

    /// <summary>Of the bytes handed out.</summary>
    public string FileSha256 { get; private set; } = "";
    public long Bytes { get; private set; }
    public string ClientId { get; private set; } = "";
    public string Subject { get; private set; } = "";

    /// <summary>Who asked for it; null for a machine.</summary>
    public StaffId? StaffId { get; private set; }

    /// <summary>When the bytes go.</summary>
    public DateTimeOffset ExpiresAt { get; private set; }

    public static Document Issue(
        TrustId trustId, DocumentId id, string number, DocumentSource source, DocumentFile file, DocumentIssuer issuer, DateTimeOffset now) => new(trustId, id, now)
        {
            Number = number,
            Kind = source.Kind,
            Format = file.Format,
            SchoolId = source.SchoolId,
            RecordId = source.RecordId,
            RecordVersion = source.RecordVersion,
            Label = source.Label,
            IsCut = source.IsCut,
            ContentSha256 = file.ContentSha256,
            FileSha256 = file.FileSha256,
            Bytes = file.Bytes,
            ClientId = issuer.ClientId,
            Subject = issuer.Subject,
            StaffId = issuer.StaffId,
            ExpiresAt = now + KeptFor,
        };

    /// <summary>60 random bits: nobody guesses a number that was issued.</summary>
    public static string NewNumber()
    {
        var text = RandomNumberGenerator.GetString(Alphabet, 12);
        return $"{text[..4]}-{text[4..8]}-{text[8..]}";
    }
}

/// <summary>A pupil of whom a document tells.</summary>
public sealed class DocumentPupil(TrustId trustId, DocumentId documentId, PupilId pupilId) : ITenantOwned
{
    public TrustId TrustId { get; private set; } = trustId;
    public DocumentId DocumentId { get; private set; } = documentId;
    public PupilId PupilId { get; private set; } = pupilId;
}

public static class DocumentErrors
{
    public static readonly Error Expired = new("document-expired", ErrorKind.Gone, "The document is no longer kept; issue it again.");

    public static readonly Error NoVersion = new("plan-only-draft", ErrorKind.Conflict, "The plan is a draft only: a version goes to the family once approval of it is asked for.");

    public static readonly Error LogoUrl = new("logo-url-invalid", ErrorKind.Rule, "A logo's address is https and has plain characters only.");
}
