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
    private const string OtherPerson = "Another person";

    private Dictionary<Guid, PersonDto> _pupils = [];
    private Dictionary<Guid, PersonDto> _contacts = [];
    private Dictionary<Guid, PersonDto> _staff = [];
    private Dictionary<Guid, string> _schools = [];

    // Set for somebody who signs by a link.
    private Dictionary<Guid, string>? _others;
    private ContactId? _signer;

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

    public string? Of(ContactId? contact) => contact is not { } id ? null
        : IsHidden(contact) ? _others!.GetValueOrDefault(id.Value, OtherPerson) : DocumentWords.Name(_contacts.GetValueOrDefault(id.Value));

    /// <summary>The name of somebody who is no contact of the pupil.</summary>
    public string? OfOutsider(string? name) => name is null || _others is null ? name : OtherPerson;

    /// <summary>The same for whoever works elsewhere: name, place and telephone tell where a child lives or is helped.</summary>
    public string? Of(PlanOutsider? who) =>
        who is null ? null : OfOutsider(string.Join(", ", new[] { who.Name, who.Organisation, who.Phone }.Where(p => !string.IsNullOrEmpty(p))));

    /// <summary>What somebody in the team does; not of whom the reader is not told.</summary>
    public string? RoleOf(PlanContributor who) => _others is null || who.StaffId is not null || (who.ContactId is { } contact && contact == _signer) ? who.Role : null;

    /// <summary>Whether what that person did is none of the reader's business: one parent is not told where the other is, nor when the other signed.</summary>
    public bool IsHidden(ContactId? contact) => _others is not null && contact is not null && contact != _signer;

    /// <summary>The same for signatures; the pupil's and those of staff are shown.</summary>
    public bool IsHidden(PlanSignature signature) =>
        IsHidden(signature.ContactId) || (_others is not null && signature is { ContactId: null, StaffId: null, SignedAs: not PlanSignatory.Pupil });

    /// <summary>The same for somebody who reaches nobody and is shown this one plan: staff by name, of the contacts the signer alone.</summary>
    /// <param name="signer">Null for the pupil.</param>
    public async Task LearnForSignerAsync(PlanText text, IEnumerable<PlanSignature> signatures, ContactId? signer, CancellationToken ct)
    {
        _signer = signer;
        PlanSignature[] signed = [.. signatures];
        PupilId[] pupils = [.. new[] { text.PupilId, text.Details?.Transition?.BuddyId }.OfType<PupilId>().Distinct()];
        StaffId[] staff = [.. StaffOf(text).Concat(signed.SelectMany(s => new[] { s.StaffId, s.AttestedById })).OfType<StaffId>().Distinct()];
        ContactId[] contacts = [.. ContactsOf(text).Concat(signed.Select(s => s.ContactId)).OfType<ContactId>().Distinct()];
        _pupils = await db.Set<Pupil>().AsNoTracking().Where(p => pupils.Contains(p.Id)).Named().Select(p => p.Person).ToDictionaryAsync(p => p.Id, ct);
        _staff = await db.Set<StaffMember>().AsNoTracking().Where(s => staff.Contains(s.Id)).Named().Select(s => s.Person).ToDictionaryAsync(p => p.Id, ct);
        _contacts = await db.Set<Contact>().AsNoTracking().Where(c => c.Id == signer)
            .Select(c => new PersonDto(c.Id.Value, c.GivenName, c.FamilyName)).ToDictionaryAsync(c => c.Id, ct);
        var pupil = text.PupilId;
        _others = await db.Set<ContactLink>().AsNoTracking().Where(l => l.PupilId == pupil && contacts.Contains(l.ContactId))
            .Select(l => new { l.ContactId, l.Relationship }).ToDictionaryAsync(l => l.ContactId.Value, l => Role(l.Relationship), ct);
        if (text.Details?.Transition?.ToSchoolId is { } school)
        {
            _schools = await db.Set<School>().AsNoTracking().Where(s => s.Id == school).ToDictionaryAsync(s => s.Id.Value, s => s.Name, ct);
        }
    }

    public string? Of(SchoolId? school) => school is { } id ? _schools.GetValueOrDefault(id.Value, DocumentNames.Withheld) : null;

    /// <summary>No more than that: which professional there is can tell where a child lives.</summary>
    private static string Role(Relationship relationship) => relationship switch
    {
        Relationship.Mother or Relationship.Father or Relationship.StepParent or Relationship.Parent => "Another parent",
        Relationship.FosterCarer or Relationship.Carer => "Another carer",
        Relationship.Grandparent or Relationship.Sibling or Relationship.OtherFamily => "Another member of the family",
        _ => OtherPerson,
    };

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
