using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Signpostings;
using PupilSupport.Domain.SupportSessions;
using PupilSupport.Domain.Tasks;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A few families who were told about an agency: one is to be asked, one has taken it up, one entry was wrong.</summary>
internal sealed class DemoSignpostings(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<Signposting>().AnyAsync(ct))
        {
            return;
        }

        var school = demo.SchoolId;
        var told = await db.Set<ContactLink>()
            .Where(l => !l.IsBarred && l.Priority == 1 && db.Set<Pupil>().Any(p => p.Id == l.PupilId && p.SchoolId == school))
            .OrderBy(l => l.PupilId).ThenBy(l => l.ContactId).Take(3).ToListAsync(ct);
        var agency = await db.Set<Agency>().Where(a => a.Name == "Lantern Bereavement Friends").FirstOrDefaultAsync(ct);
        if (agency is null || told.Count < 3)
        {
            return;
        }

        Tell(agency, told[0], daysAgo: 3, followUpOn: LondonTime.DateOf(now).AddDays(11));
        var taken = Tell(agency, told[1], daysAgo: 6);
        var wrong = Tell(agency, told[2], daysAgo: 2);
        if ((taken.FollowUp(SignpostingOutcome.TakenUp, "A visitor comes on Thursdays.", demo.Staff["demo-senco"], now).Error ?? wrong.Void("It was another family.", now).Error) is { } refused)
        {
            throw new InvalidOperationException($"A demo signposting is refused: {refused.Code}.");
        }
    }

    private Signposting Tell(Agency agency, ContactLink link, int daysAgo, DateOnly? followUpOn = null)
    {
        var told = new NewSignposting(link.ContactId, now.AddDays(-daysAgo), followUpOn, "Talked at the gate; took the leaflet.", null);
        var made = Signposting.Record(demo.TrustId, demo.SchoolId, link.PupilId, agency, told, new SupportSessionPolicy(), demo.Staff["demo-senco"], now).Value;
        db.Set<Signposting>().Add(made);
        if (followUpOn is { } day)
        {
            db.Set<WorkTask>().Add(WorkTask.Open(demo.TrustId, demo.SchoolId, Ask(made, day), now).Value);
        }

        return made;
    }

    private WorkTaskPlan Ask(Signposting signposting, DateOnly day) => new()
    {
        Kind = WorkTaskKind.FollowUpSignposting,
        Label = signposting.Label,
        Priority = WorkTaskPriority.Normal,
        Assignee = Assignee.Staff(demo.Staff["demo-senco"]),
        Due = new WorkTaskDue(day, day, 0, IsProvisional: true),
        PupilId = signposting.PupilId,
        Source = TaskSourceLink.To(signposting),
    };
}
