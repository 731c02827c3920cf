using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Access;
using PupilSupport.Application.Common.Contract;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Application.Documents.Plans;

/// <summary>The names that stand in a plan: one query for each kind of person, whatever the plan.</summary>
internal sealed class PlanNames(DocumentNames names, IAppDbContext db)
{
    private Dictionary<Guid, PersonDto> _pupils = [];
    private Dictionary<Guid, PersonDto> _contacts = [];
    private Dictionary<Guid, PersonDto> _staff = [];
    private Dictionary<Guid, string> _schools = [];

    /// <summary>Of whom the paper tells: the pupil, and the buddy of a move.</summary>
    public IReadOnlyList<Guid> Pupils { get; private set; } = [];

    public Task LearnAsync(PlanText text, IEnumerable<PlanSignature> signatures, CancellationToken ct) => LearnAsync([text], signatures, [], ct);

    /// <param name="more">Staff who stand beside the plans.</param>
    public async Task LearnAsync(IReadOnlyList<PlanText> texts, IEnumerable<PlanSignature> signatures, IEnumerable<StaffId?> more, CancellationToken ct)
    {
        PlanSignature[] signed = [.. signatures];
        Pupils = [.. texts.SelectMany(t => new[] { t.PupilId, t.Details?.Transition?.BuddyId }).OfType<PupilId>().Select(p => p.Value).Distinct()];
        _pupils = await names.PupilsAsync(Pupils, ct);
        var staff = texts.SelectMany(StaffOf).Concat(signed.SelectMany(s => new[] { s.StaffId, s.AttestedById })).Concat(more);
        _staff = await names.StaffAsync(staff.OfType<StaffId>().Select(s => s.Value).Distinct(), ct);
        _contacts = await names.ContactsAsync(texts.SelectMany(ContactsOf).Concat(signed.Select(s => s.ContactId)).OfType<ContactId>().Distinct(), ct);
        Guid[] schools = [.. texts.Select(t => t.Details?.Transition?.ToSchoolId).OfType<SchoolId>().Select(s => s.Value).Distinct()];
        _schools = schools.Length == 0 ? [] : await names.SchoolsAsync(schools, ct);
    }

    /// <summary>The name by which the pupil is called.</summary>
    public string Given(PupilId pupil) => _pupils.GetValueOrDefault(pupil.Value)?.GivenName ?? DocumentNames.Withheld;

    public string Of(PupilId pupil) => DocumentWords.Name(_pupils.GetValueOrDefault(pupil.Value));

    public string? Of(StaffId? member) => member is { } id ? DocumentWords.Name(_staff.GetValueOrDefault(id.Value)) : null;

    public string? Of(ContactId? contact) => contact is { } id ? DocumentWords.Name(_contacts.GetValueOrDefault(id.Value)) : null;

    /// <summary>The same for somebody who reaches nobody and is shown this one plan.</summary>
    public async Task LearnForSignerAsync(PlanText text, IEnumerable<PlanSignature> signatures, CancellationToken ct)
    {
        PlanSignature[] signed = [.. signatures];
        PupilId[] pupils = [.. new[] { text.PupilId, text.Details?.Transition?.BuddyId }.OfType<PupilId>().Distinct()];
        StaffId[] staff = [.. StaffOf(text).Concat(signed.SelectMany(s => new[] { s.StaffId, s.AttestedById })).OfType<StaffId>().Distinct()];
        ContactId[] contacts = [.. ContactsOf(text).Concat(signed.Select(s => s.ContactId)).OfType<ContactId>().Distinct()];
        _pupils = await db.Set<Pupil>().AsNoTracking().Where(p => pupils.Contains(p.Id)).Named().Select(p => p.Person).ToDictionaryAsync(p => p.Id, ct);
        _staff = await db.Set<StaffMember>().AsNoTracking().Where(s => staff.Contains(s.Id)).Named().Select(s => s.Person).ToDictionaryAsync(p => p.Id, ct);
        _contacts = await db.Set<Contact>().AsNoTracking().Where(c => contacts.Contains(c.Id))
            .Select(c => new PersonDto(c.Id.Value, c.GivenName, c.FamilyName)).ToDictionaryAsync(c => c.Id, ct);
        if (text.Details?.Transition?.ToSchoolId is { } school)
        {
            _schools = await db.Set<School>().AsNoTracking().Where(s => s.Id == school).ToDictionaryAsync(s => s.Id.Value, s => s.Name, ct);
        }
    }

    public string? Of(SchoolId? school) => school is { } id ? _schools.GetValueOrDefault(id.Value, DocumentNames.Withheld) : null;

    private static IEnumerable<StaffId?> StaffOf(PlanText text) =>
    [
        .. text.Targets.SelectMany(t => t.Actions).Select(a => a.ByStaffId),
        .. text.Contributors.Select(c => c.StaffId),
        text.Details?.Healthcare?.ResponsibleStaffId,
        .. text.Details?.Healthcare?.Training.Select(t => t.StaffId) ?? [],
        .. text.Details?.IntimateCare?.CarerIds.Select(c => (StaffId?)c) ?? [],
        .. text.Details?.Peep?.Assistants.Select(a => (StaffId?)a.StaffId) ?? [],
        text.Details?.LacPep?.DesignatedTeacherId,
        text.Details?.EarlyHelp?.LeadStaffId,
        .. text.Details?.Transition?.Visits.Select(v => v.WithStaffId) ?? [],
    ];

    private static IEnumerable<ContactId?> ContactsOf(PlanText text) =>
    [
        .. text.Contributors.Select(c => c.ContactId),
        .. text.Details?.Healthcare?.FamilyContactIds.Select(c => (ContactId?)c) ?? [],
        .. new[]
        {
            text.Details?.Healthcare?.ParentAgreement, text.Details?.IntimateCare?.ParentAgreement,
            text.Details?.PartTimeTimetable?.ParentAgreement, text.Details?.EarlyHelp?.Consent,
        }.Select(a => a?.ContactId),
    ];
}
