using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Access;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Plans;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Schools;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>A plan of each type in force at the first school, written by the SENCo, approved by the head, signed by a parent and the key adult.</summary>
internal sealed class DemoPlans(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private const int FirstPupil = 70;

    private static readonly PlanPolicy Policy = new();

    private readonly DateTimeOffset _start = now.AddDays(-14);
    private readonly PlanApprover _head = new(demo.Staff["demo-head"], [Role.Headteacher]);

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<Plan>().AnyAsync(ct))
        {
            return;
        }

        var types = Enum.GetValues<PlanType>();
        var pupils = await db.Set<Pupil>().Where(p => p.SchoolId == demo.SchoolId).OrderBy(p => p.Upn).Skip(FirstPupil).Take(types.Length + 1).Select(p => p.Id).ToArrayAsync(ct);
        var links = await db.Set<ContactLink>().Where(l => pupils.Contains(l.PupilId)).Select(l => new { l.PupilId, l.ContactId }).ToListAsync(ct);
        foreach (var (type, pupil) in types.Zip(pupils))
        {
            Add(type, pupil, links.First(l => l.PupilId == pupil).ContactId, pupils[^1]);
        }
    }

    private void Add(PlanType type, PupilId pupil, ContactId parent, PupilId buddy)
    {
        var (author, adult) = (demo.Staff["demo-senco"], demo.Staff["demo-support"]);
        var content = DemoPlanTexts.Of(type, LondonTime.DateOf(now), new DemoPlanPeople(adult, author, demo.Staff["demo-teacher"], parent, buddy));
        var plan = Plan.Draft(demo.TrustId, new NewPlan(demo.SchoolId, pupil, type, adult, author, null), content, new PlanDay(_start, Policy)).Value;
        Must(plan.RequestApproval(author, _start));
        Must(plan.Approve(_head, "Clear and kind.", null, _start.AddHours(2)));
        Must(plan.Sign(new PlanSigning { As = PlanSignatory.Parent, Method = PlanSignatureMethod.Attested, ContactId = parent, AttestedById = author }, _start.AddDays(1)));
        Must(plan.Sign(new PlanSigning { As = PlanSignatory.KeyAdult, Method = PlanSignatureMethod.OwnToken, StaffId = adult }, _start.AddDays(1)));
        db.Set<Plan>().Add(plan);
    }

    private static void Must<T>(Result<T> result) => _ = result.Value;

    private static void Must(Result result)
    {
        if (!result.IsSuccess)
        {
            throw new InvalidOperationException($"A demo plan is refused: {result.Error.Code}.");
        }
    }
}
