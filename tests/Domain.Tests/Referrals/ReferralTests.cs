using PupilSupport.Domain.Agencies;
using PupilSupport.Domain.Common;
using PupilSupport.Domain.Pupils;
using PupilSupport.Domain.Referrals;
using PupilSupport.Domain.Schools;
using PupilSupport.Domain.Staff;

namespace PupilSupport.Domain.Tests.Referrals;

public class ReferralTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);
    private static readonly StaffId Sender = new(Guid.CreateVersion7()), Recipient = new(Guid.CreateVersion7());
    private static readonly ReferralDay Day = new(new(2026, 11, 23), SchoolCalendar.Empty, new());

    [Fact]
    public void Whoever_received_it_by_name_and_reopens_it_sends_it_and_receives_it_no_more()
    {
        var plan = new ReferralPlan { Service = SupportService.Elsa, Urgency = ReferralUrgency.Routine, Reason = "Worries", RecipientId = Recipient };
        var referral = Referral.Create(new TrustId(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new PupilId(Guid.CreateVersion7()), ReferralDirection.Internal, plan, null, Sender, Now).Value;
        Assert.True(referral.Submit(new(false), ReferralAnswer.None, new(Sender, Now), Day).IsSuccess);
        Assert.True(referral.Decline("Not for us", ReferralAnswer.None, new(Recipient, Now)).IsSuccess);
        var next = referral.Reopen(Recipient, true, Now).Value;
        Assert.Equal((Recipient, null, referral.Id, next.Id), (next.SenderId!.Value, next.RecipientId, next.ReopensId!.Value, referral.ReopenedAsId!.Value));
        Assert.Equal(ReferralPart.Sender, next.PartOf(Recipient, onTeam: true, manages: false, isDsl: false));
    }

    [Theory]
    [InlineData("2026-11-23", false, "Given")]
    [InlineData("2026-12-01", true, "Given")]
    [InlineData("2026-12-01", false, "Refused")]
    public void A_chaser_is_due_after_its_day_while_nobody_has_decided(string today, bool due, string state)
    {
        var plan = new ReferralPlan { Service = SupportService.Camhs, Urgency = ReferralUrgency.Urgent, Reason = "Worries", ExceptionReason = "New" };
        var consent = new NewReferralConsent { State = ReferralConsentState.Given, ByPupil = true, Reason = "Put it in her own words", Method = "form", At = Now };
        var referral = Referral.Create(new TrustId(Guid.CreateVersion7()), new(Guid.CreateVersion7()), new PupilId(Guid.CreateVersion7()), ReferralDirection.External, plan, consent, Sender, Now).Value;
        Assert.True(referral.Submit(new(false), ReferralAnswer.None, new(Sender, Now), Day).IsSuccess);
        if (state == "Refused")
        {
            Assert.True(referral.Decline("No", ReferralAnswer.None, new(Sender, Now)).IsSuccess);
        }

        Assert.Equal(due, referral.Chase(Day with { Today = DateOnly.Parse(today, System.Globalization.CultureInfo.InvariantCulture) }, Now));
        Assert.Equal(due ? 1 : 0, referral.Chasers);
    }
}
