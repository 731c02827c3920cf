using Microsoft.EntityFrameworkCore;
using PupilSupport.Application.Common.Persistence;
using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;
using PupilSupport.Infrastructure.Access;

namespace PupilSupport.Infrastructure.Demo;

/// <summary>Referrals of the first school where they can stand: a draft, some that wait for a decision, one to an agency that has not answered, and some that are over.</summary>
internal sealed class DemoReferrals(IAppDbContext db, DemoTrust demo, DateTimeOffset now)
{
    private const int FirstPupil = 90;

    private readonly StaffId _worker = demo.Staff["demo-support"], _senco = demo.Staff["demo-senco"], _lead = demo.Staff["demo-thrive-lead"];
    private ReferralDay? _day;
    private PupilId[] _pupils = [];
    private ContactId[] _parents = [];
    private List<Agency> _agencies = [];

    public async Task AddAsync(CancellationToken ct)
    {
        if (await db.Set<Referral>().AnyAsync(ct))
        {
            return;
        }

        var calendars = await db.Set<YearCalendar>().AsNoTracking().Include(c => c.Closures).Where(c => c.SchoolId == demo.SchoolId).ToListAsync(ct);
        _day = new ReferralDay(LondonTime.DateOf(now.AddDays(-20)), new SchoolCalendar(calendars.Select(c => c.ToSchoolYear())), new ReferralPolicy());
        _pupils = await db.Set<Pupil>().Where(p => p.SchoolId == demo.SchoolId).OrderBy(p => p.Upn).Skip(FirstPupil).Take(7).Select(p => p.Id).ToArrayAsync(ct);
        var links = await db.Set<ContactLink>().Where(l => _pupils.Contains(l.PupilId)).Select(l => new { l.PupilId, l.ContactId }).ToListAsync(ct);
        _parents = [.. _pupils.Select(p => links.First(l => l.PupilId == p).ContactId)];
        _agencies = await db.Set<Agency>().AsNoTracking().Where(a => a.Status == AgencyStatus.Active && a.SchoolId == null).OrderBy(a => a.Id).ToListAsync(ct);

        Within(0, SupportService.Elsa, "Has not spoken about her grandfather since the funeral; cries in assembly.");
        Submitted(1, SupportService.Nurture, "Hides under the table when the room gets loud.");
        var asked = Submitted(2, SupportService.Thrive, "Lost his temper four times this week, each time after lunch.");
        Must(asked.RequestInformation("What happens at lunch?", ReferralAnswer.None, At(_lead, -10)));
        var declined = Submitted(3, SupportService.SchoolNurse, "Is tired every day.");
        Must(declined.Decline("Seen by the family doctor last week; nothing for us to add.", ReferralAnswer.None, At(demo.Staff["demo-medical-lead"], -12)));
        Outside();
        Come();
    }

    private void Outside()
    {
        var camhs = Sent(4, SupportService.Camhs, "Does not sleep, and speaks of not being needed.");
        Must(camhs.Acknowledge(new ReferralAnswer { By = "Duty desk", Method = "e-mail", Reference = "CM-2041" }, At(_senco, -15)));
        Must(camhs.RecordContact(
            new NewReferralContact { At = now.AddDays(-6), Method = ReferralContactMethod.Phone, Direction = ReferralContactDirection.Outgoing, Reached = false, Note = "Rang twice, no answer." },
            At(_senco, -6)));
        var speech = Sent(5, SupportService.SpeechLanguage, "Joins three words at most; is not understood by other children.");
        Must(speech.Acknowledge(ReferralAnswer.None, At(_senco, -18)));
        Must(speech.Accept(null, ReferralAnswer.None, At(_senco, -14)));
        Must(speech.Wait(new ReferralAnswer { By = "Intake", Method = "letter" }, At(_senco, -14)));
    }

    private void Come()
    {
        var come = Make(6, ReferralDirection.InboundExternal, SupportService.Other, "The family support worker asks for a quiet start to the day.", demo.Staff["demo-pastoral"], null);
        Must(come.Submit(new ReferralEvidence(false), ReferralAnswer.None, At(demo.Staff["demo-pastoral"], -5), _day!));
    }

    private Referral Sent(int pupil, SupportService service, string reason)
    {
        var consent = new NewReferralConsent { State = ReferralConsentState.Given, ByContactId = _parents[pupil], Method = "paper form", At = now.AddDays(-21) };
        var sent = Make(pupil, ReferralDirection.External, service, reason, _senco, consent);
        Must(sent.Submit(new ReferralEvidence(true), new ReferralAnswer { Method = "secure e-mail" }, At(_senco, -20), _day!));
        return sent;
    }

    private Referral Submitted(int pupil, SupportService service, string reason)
    {
        var referral = Within(pupil, service, reason);
        Must(referral.Submit(new ReferralEvidence(false), ReferralAnswer.None, At(_worker, -20), _day!));
        return referral;
    }

    private Referral Within(int pupil, SupportService service, string reason) => Make(pupil, ReferralDirection.Internal, service, reason, _worker, null);

    private Referral Make(int pupil, ReferralDirection direction, SupportService service, string reason, StaffId by, NewReferralConsent? consent)
    {
        var plan = new ReferralPlan
        {
            Service = service,
            Urgency = ReferralUrgency.Routine,
            Reason = reason,
            AgencyId = AgencyOf(direction, service),
            ExceptionReason = direction == ReferralDirection.External ? "Its need is plain, and the wait is long." : null,
        };
        var referral = Referral.Create(demo.TrustId, demo.SchoolId, _pupils[pupil], direction, plan, consent, by, now.AddDays(-21)).Value;
        db.Set<Referral>().Add(referral);
        return referral;
    }

    private AgencyId? AgencyOf(ReferralDirection direction, SupportService service) =>
        direction == ReferralDirection.External ? _agencies.Find(a => a.Services.Contains(service))?.Id : null;

    private ReferralActor At(StaffId who, int days) => new(who, now.AddDays(days));

    private static void Must(Result done)
    {
        if (done.Error is { } refused)
        {
            throw new InvalidOperationException($"The demo referrals have a fault: {refused.Code}");
        }
    }
}
