using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Vulnerabilities;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>What a roster does not carry: needs, responsibility, barring, confidential addresses, rooms.</summary>
internal static class DemoDetails
{
    private static readonly (string Name, int Capacity)[] Rooms = [("Hive", 1), ("Nest", 1), ("Sensory Room", 1), ("Library", 4), ("Main Hall", 6)];

    private static readonly SenType[] Needs =
    [
        SenType.SocialEmotionalAndMentalHealth, SenType.SpeechLanguageAndCommunication, SenType.AutisticSpectrumDisorder,
        SenType.SpecificLearningDifficulty, SenType.ModerateLearningDifficulty, SenType.HearingImpairment,
    ];

    /// <summary>Adds what is missing; a trust that has rooms has had all of it.</summary>
    public static async Task AddAsync(IAppDbContext db, CancellationToken ct)
    {
        if (await db.Set<Room>().AnyAsync(ct))
        {
            return;
        }

        var schools = await db.Set<School>().OrderBy(s => s.Urn).ToListAsync(ct);
        foreach (var school in schools)
        {
            db.Set<Room>().AddRange(Rooms.Select(r => Room.Create(school.TrustId, school.Id, r.Name, r.Capacity, school.RecordedAt)));
        }

        var special = schools.Where(s => s.Phase == SchoolPhase.Special).Select(s => s.Id).ToHashSet();
        var pupils = await db.Set<Pupil>().OrderBy(p => p.Upn).ToListAsync(ct);
        foreach (var (pupil, i) in pupils.Select((p, i) => (p, i)))
        {
            AddNeeds(pupil, i, special.Contains(pupil.SchoolId));
            AddStatuses(db, pupil, i);
        }

        var contacts = await db.Set<Contact>().Include(c => c.Links).OrderBy(c => c.FamilyName).ThenBy(c => c.GivenName).ThenBy(c => c.Id).ToListAsync(ct);
        foreach (var (contact, i) in contacts.Select((c, i) => (c, i)))
        {
            Describe(contact, i);
        }
    }

    /// <summary>All pupils of a special school have a plan; elsewhere one in seven has support and one in forty a plan.</summary>
    private static void AddNeeds(Pupil pupil, int i, bool isSpecial)
    {
        SenProvision? provision = isSpecial || i % 40 == 5 ? SenProvision.EducationHealthAndCarePlan : i % 7 == 3 ? SenProvision.SenSupport : null;
        if (provision is not null)
        {
            pupil.RecordNeeds(provision, i % 3 == 0 ? [Needs[i % 6], Needs[(i + 1) % 6]] : [Needs[i % 6]]);
        }
    }

    /// <summary>Pupil premium for one in six; a few who are looked after, one of them since this year, and a young carer here and there.</summary>
    private static void AddStatuses(IAppDbContext db, Pupil pupil, int i)
    {
        VulnerabilityKind[] kinds =
        [
            .. i % 6 == 2 ? [VulnerabilityKind.PupilPremium] : Array.Empty<VulnerabilityKind>(),
            .. i % 75 == 8 ? [VulnerabilityKind.LookedAfter] : Array.Empty<VulnerabilityKind>(),
            .. i % 110 == 40 ? [VulnerabilityKind.YoungCarer] : Array.Empty<VulnerabilityKind>(),
            .. i % 160 == 8 ? [VulnerabilityKind.ChildInNeed] : Array.Empty<VulnerabilityKind>(),
        ];
        foreach (var kind in kinds)
        {
            var told = new NewVulnerability(kind, new DateOnly(2025, 9, 1), null, kind == VulnerabilityKind.LookedAfter ? "Saltmarsh Council" : null, null);
            db.Set<VulnerabilityStatus>().Add(VulnerabilityStatus.Record(pupil.TrustId, pupil.SchoolId, pupil.Id, null, told, null, pupil.RecordedAt).Value);
        }
    }

    private static void Describe(Contact contact, int i)
    {
        // A few need care: an address that must not be found, and a person who must not collect.
        var (isHidden, isBarred) = (i % 90 == 11, i % 120 == 17);
        var details = new ContactDetails(
            null, contact.GivenName, contact.FamilyName, contact.Phones, contact.Emails, $"{1 + (i % 80)} Example Row, Saltmarsh", "ZZ99 9ZZ", isHidden);
        contact.Revise(details);
        foreach (var link in contact.Links.ToList())
        {
            var responsibility = link.Relationship == Relationship.Parent && !isBarred ? ParentalResponsibility.Person : ParentalResponsibility.None;
            contact.Link(link.PupilId, new ContactLinkDetails(link.Relationship, link.Priority, responsibility, isBarred));
        }
    }
}
