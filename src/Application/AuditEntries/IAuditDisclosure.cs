using PupilSupport.Application.AuditEntries.Dtos;

namespace PupilSupport.Application.AuditEntries;

/// <summary>
/// What of an entry leaves the audit. Whoever reads it sees who did what to which record and field, not a pupil's data:
/// in pupils' records each personal value, and the reason that was given, stands as a keyed digest. Equal values have
/// equal digests, so a change can be followed without being read.
/// </summary>
public interface IAuditDisclosure
{
    AuditEntryDto Of(AuditEntryDto entry);
}
